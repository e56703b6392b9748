/** What a TypeScript file imports, uses and declares, read from its syntax tree. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type TypeScript from 'typescript';

// It is CommonJS: imported, its nine megabytes would first be searched for what they export.
const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;

export interface SourceImport {
  readonly specifier: string;
  /** Erased before it runs: `import type`, or nothing but types in braces. */
  readonly typeOnly: boolean;
  /** Imported names; `*` for a namespace or a dynamic import. */
  readonly names: readonly string[];
}

export interface SourceTitle {
  readonly title: string;
  /** `test` for a test of the runner, `case` for a case of the contract. */
  readonly kind: 'test' | 'case';
}

export interface SourceFacts {
  /** Relative to the root of the project, with forward slashes. */
  readonly file: string;
  readonly imports: readonly SourceImport[];
  /** Impure things that are used by name, such as `process.env` and `Date.now`. */
  readonly uses: readonly string[];
  readonly titles: readonly SourceTitle[];
  readonly slugs: readonly string[];
}

/** The kinds of nodes that the functions below look at: most nodes are of another, and are passed over at once. */
const telling: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ImportType,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.ObjectLiteralExpression,
]);

/** The facts of one file. Nothing is resolved and nothing is run. */
export function factsOf(file: string, text: string): SourceFacts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const imports: SourceImport[] = [];
  const uses: string[] = [];
  const titles: SourceTitle[] = [];
  const slugs: string[] = [];
  const look = (node: TypeScript.Node): void => {
    imports.push(...importsOf(node));
    uses.push(...usesOf(node));
    if (ts.isCallExpression(node)) titles.push(...testTitle(node));
    for (const found of caseOf(node, file)) {
      slugs.push(found.slug);
      titles.push({ title: found.title, kind: 'case' });
    }
  };
  const visit = (node: TypeScript.Node): void => {
    if (telling.has(node.kind)) look(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { file, imports, uses, titles, slugs };
}

function importsOf(node: TypeScript.Node): readonly SourceImport[] {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const bindings = node.importClause?.namedBindings;
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
    const onlyTypes =
      elements.length > 0 && elements.every((each) => each.isTypeOnly) && node.importClause?.name === undefined;
    const names = [
      ...(node.importClause?.name === undefined ? [] : ['default']),
      ...(bindings !== undefined && ts.isNamespaceImport(bindings) ? ['*'] : []),
      ...elements.map((each) => (each.propertyName ?? each.name).text),
    ];
    return [
      {
        specifier: node.moduleSpecifier.text,
        typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes,
        names,
      },
    ];
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    const elements =
      node.exportClause !== undefined && ts.isNamedExports(node.exportClause) ? [...node.exportClause.elements] : [];
    const onlyTypes = elements.length > 0 && elements.every((each) => each.isTypeOnly);
    const names = elements.length === 0 ? ['*'] : elements.map((each) => (each.propertyName ?? each.name).text);
    return [{ specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly || onlyTypes, names }];
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return [{ specifier: node.argument.literal.text, typeOnly: true, names: [] }];
  }
  if (ts.isCallExpression(node)) {
    const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
    const [argument] = node.arguments;
    const literal = argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : null;
    // A function of ours may be called `require`; the real one has to come from node:module, which the rules see.
    if (!dynamic && (!required || literal === null)) return [];
    // A specifier that is computed could be anything; the rules see it as `?`.
    const specifier = literal ?? '?';
    return [{ specifier, typeOnly: false, names: ['*'] }];
  }
  return [];
}

const members: ReadonlySet<string> = new Set([
  'process.env',
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
]);
const globals: ReadonlySet<string> = new Set(['fetch', 'console', 'WebSocket', 'XMLHttpRequest', 'EventSource']);

function usesOf(node: TypeScript.Node): readonly string[] {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const owner = ownerOf(node.expression);
    const name = ts.isPropertyAccessExpression(node)
      ? node.name.text
      : ts.isStringLiteralLike(node.argumentExpression)
        ? node.argumentExpression.text
        : '';
    if (globals.has(owner)) return [owner];
    return members.has(`${owner}.${name}`) ? [`${owner}.${name}`] : [];
  }
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer !== undefined) {
    const owner = ownerOf(node.initializer);
    const taken = node.name.elements.map((each) => (each.propertyName ?? each.name).getText());
    return taken.map((name) => `${owner}.${name}`).filter((each) => members.has(each));
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && globals.has(node.expression.text)) {
    return [node.expression.text];
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === 'Date' && (node.arguments?.length ?? 0) === 0) return ['new Date()'];
    return globals.has(node.expression.text) ? [node.expression.text] : [];
  }
  return [];
}

/** The name of a global, also behind `globalThis`. */
function ownerOf(node: TypeScript.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'globalThis'
    ? node.name.text
    : '';
}

/** The title of `test(…)`, `it(…)`, `test.skip(…)`, `test.each(…)(…)`; a title that is computed is not looked at. */
function testTitle(call: TypeScript.CallExpression): readonly SourceTitle[] {
  const [title] = call.arguments;
  const callee =
    ts.isCallExpression(call.expression) || ts.isTaggedTemplateExpression(call.expression) ? call.expression : null;
  const named = callee === null ? call.expression : ts.isCallExpression(callee) ? callee.expression : callee.tag;
  const root = rootOf(named);
  const isTable = ts.isPropertyAccessExpression(named) && ['each', 'for'].includes(named.name.text);
  if ((root !== 'test' && root !== 'it') || (callee === null) === isTable) return [];
  return title !== undefined && ts.isStringLiteralLike(title) ? [{ title: title.text, kind: 'test' }] : [];
}

const rootOf = (node: TypeScript.Expression): string =>
  ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : '';

/** Cases of the contract: `contractCase(slug, title, …)`, and any object with a slug and a title. */
function caseOf(node: TypeScript.Node, file: string): readonly { readonly slug: string; readonly title: string }[] {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^contractCase/.test(node.expression.text)) {
    const [slug, title] = node.arguments;
    const literal =
      slug !== undefined && title !== undefined && ts.isStringLiteralLike(slug) && ts.isStringLiteralLike(title);
    return literal ? [{ slug: slug.text, title: title.text }] : [];
  }
  if (!ts.isObjectLiteralExpression(node) || !file.startsWith('tests/contract/')) return [];
  const text = (name: string): string | undefined =>
    node.properties
      .filter(ts.isPropertyAssignment)
      .filter((property) => property.name.getText() === name)
      .map((property) => property.initializer)
      .find(ts.isStringLiteralLike)?.text;
  const [slug, title] = [text('slug'), text('title')];
  return slug === undefined || title === undefined ? [] : [{ slug, title }];
}

/** Where a relative specifier leads, from the root of the project; null for a package. */
export const targetOf = (file: string, specifier: string): string | null =>
  specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : null;
