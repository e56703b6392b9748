/** Which tests and cases a TypeScript file declares, read from its syntax tree. */
import { createRequire } from 'node:module';
import type TypeScript from 'typescript';

// It is CommonJS: imported, its nine megabytes would first be searched for what they export.
const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;

export interface SourceTitle {
  readonly title: string;
  /** `test` for a test of the runner, `case` for a case of the contract. */
  readonly kind: 'test' | 'case';
}

export interface SourceFacts {
  /** Relative to the root of the project, with forward slashes. */
  readonly file: string;
  readonly titles: readonly SourceTitle[];
  readonly slugs: readonly string[];
}

/** The kinds of nodes that the functions below look at: most nodes are of another, and are passed over at once. */
const telling: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.ObjectLiteralExpression,
]);

/** The facts of one file. Nothing is resolved and nothing is run. */
export function factsOf(file: string, text: string): SourceFacts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const titles: SourceTitle[] = [];
  const slugs: string[] = [];
  const look = (node: TypeScript.Node): void => {
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
  return { file, titles, slugs };
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
