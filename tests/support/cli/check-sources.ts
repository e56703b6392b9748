/**
 * Type-check and lint in one process: both need the same program, and reading and checking it is most of what either costs. It finds
 * what `npm run typecheck` and `npm run lint` find, which stay for whoever wants one of them.
 */
import { isProgram } from './start.ts';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Eslint from 'eslint';
import type * as TypeScript from 'typescript';

// Both are CommonJS. Imported, the nine megabytes of the compiler would first be searched for what they export.
const require = createRequire(import.meta.url);
const ts = require('typescript') as typeof TypeScript;
const { ESLint } = require('eslint') as typeof Eslint;

export interface SourceCheck {
  readonly passed: boolean;
  /** What the compiler says and what ESLint says, as their own commands would print it; empty when there is nothing. */
  readonly text: string;
}

/** In the order of `tsc`: what is wrong with options or syntax makes the types not worth looking at. */
function diagnosticsOf(program: TypeScript.Program): readonly TypeScript.Diagnostic[] {
  const first = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
  ];
  return first.length > 0 ? first : [...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()];
}

/** The program of the `tsconfig.json` in a folder. What is wrong with that file is among its diagnostics. */
function programOf(root: string): TypeScript.Program {
  const file = path.join(root, 'tsconfig.json');
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(
    read.config ?? {},
    ts.sys,
    root,
    undefined,
    file,
  );
  const configFileParsingDiagnostics = [...(read.error === undefined ? [] : [read.error]), ...errors];
  return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics });
}

/**
 * Checks the sources of a folder with its `tsconfig.json` and its ESLint configuration. A warning is as bad as an error.
 * @throws Error (of ESLint) when its configuration cannot be read
 */
export async function checkSources(root: string): Promise<SourceCheck> {
  const program = programOf(root);
  const types = ts.sortAndDeduplicateDiagnostics(diagnosticsOf(program));
  const host: TypeScript.FormatDiagnosticsHost = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  };
  const shared: Eslint.Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false, programs: [program] } },
  };
  const eslint = new ESLint({ cwd: root, overrideConfig: shared });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  const lint = await formatter.format(results);
  const passed = types.length === 0 && results.every(({ errorCount, warningCount }) => errorCount + warningCount === 0);
  return { passed, text: `${ts.formatDiagnostics(types, host)}${lint}` };
}

if (isProgram(import.meta.url)) {
  const { passed, text } = await checkSources(path.resolve(import.meta.dirname, '../../..'));
  process.stdout.write(text);
  process.exitCode = passed ? 0 : 1;
}
