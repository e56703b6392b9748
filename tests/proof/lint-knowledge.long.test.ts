/** Lint finds knowledge of attributes and of the envelope outside of its room, however it is written, and leaves other words alone. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, Linter, type Rule } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import type * as TypeScript from 'typescript';
import { root } from '../support/run/run.ts';

const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;
const rule = 'knowledge/elsewhere';

/** What the lines below speak of. Without a library, so that it is read at once. */
const declared = `
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type State = { readonly [Key in string]: Json };
interface Named { readonly name: string; readonly contact: string }
type Name = 'any';
declare const [state, maybe, loose]: [State, State | undefined, { [key: string]: unknown }];
declare const [key, named]: [string, Named];
declare function send(body: State): void;
declare function tell(text: string): string;
declare function labelled(labels: { readonly [key: string]: string }): void;
`;

const found = [
  // Texts, however they are put together.
  `tell('email');`,
  `tell(\`email\`);`,
  `tell('phone' + '_number');`,
  `tell(\`phone_\${'number'}\`);`,
  `tell('name' as string);`,
  `const asDefault = (one = 'email') => one;`,
  `const compared = key === 'name';`,
  `const inside = 'tag_ids' in state;`,
  `switch (key) { case 'owner_id': tell(key); }`,
  `const wrapped = { contact: [] } satisfies State;`,
  `const quoted = { 'company_id': 1 };`,
  `const pattern = /^(phone_number|fax)$/;`,
  `type Picked = Extract<Name, 'email'>;`,
  `tell('created_at');`,
  `tell(\`updated_\${'at'}\`);`,
  `tell('id');`,
  `tell(state.created_at);`,
  `tell(state.id);`,
  `const pattern = /_at$|updated_at/;`,
  // Places.
  `tell('/contact');`,
  `tell('the place /contact/tags');`,
  `tell(\`/contact/\${key}\`);`,
  `tell('/name');`,
  `tell(key + '/email');`,
  `tell(\`\${key}/email\`);`,
  `tell('{"contact":{}}');`,
  `tell(\`{"name": "\${key}"}\`);`,
  // Keys.
  `tell(state['name']);`,
  `tell(state.email);`,
  `tell(state.name);`,
  `tell(maybe?.name);`,
  `tell(loose.contact);`,
  `tell((state as { readonly email: string }).email);`,
  `const { name } = state;`,
  `const { name: other = null } = state;`,
  `const { email, ...rest } = state;`,
  `const { [\`name\`]: third } = state;`,
  `const fourth = ({ name }: State) => name;`,
  `send({ name: key });`,
  `send({ ...state, contact: {} });`,
  `const more = { ...state, name: key };`,
  `interface Mail { readonly email: string }`,
];
const leftAlone = [
  `tell('The name of the contact, or its email.');`,
  `tell(\`the email of \${key}\`);`,
  `tell('email-address');`,
  `tell('/contacts/1');`,
  `tell('https://www.example.com/contact');`,
  `tell('name/contact');`,
  `tell(named.name + named.contact);`,
  `const { name: fifth, contact } = named;`,
  `const sixth: Named = { name: key, contact: key };`,
  `labelled({ name: key });`,
  `type Text = Named['name'];`,
  `type Half = Pick<Named, 'name'>;`,
  `import '../contact/name.ts';`,
  `export * from 'email';`,
  `const email1 = key, phone_number = key, other1 = { email1 };`,
  `const prose = /^(user|email|contact)$/;`,
];
const lines = [...found, ...leftAlone];

/** Lints the lines as a file of a pure room, with the configuration of this repository; gives those that the rule complains of. */
async function complainedOf(): Promise<ReadonlySet<string>> {
  const text = `${declared.trim().split('\n').join(' ')}\n${lines.join('\n')}\nexport {};\n`;
  const name = path.join(root, 'tests/support/oracles/planted.ts');
  const options = { noLib: true, strict: true, target: ts.ScriptTarget.ES2023, types: [] };
  const source = ts.createSourceFile(name, text, options.target, true);
  const host = {
    ...ts.createCompilerHost(options),
    getSourceFile: (asked: string) => (asked === name ? source : undefined),
  };
  const program = ts.createProgram([name], options, host);
  const eslint = new ESLint({
    cwd: root,
    ruleFilter: ({ ruleId }) => ruleId === rule,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    },
  });
  const [result] = await eslint.lintText(text, { filePath: name });
  const messages = result?.messages ?? [];
  const broken = messages.filter(({ fatal }) => fatal === true).map(({ message, line }) => `${line}: ${message}`);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return new Set(messages.filter(({ ruleId }) => ruleId === rule).map(({ line }) => lines[line - 2] ?? `line ${line}`));
}

describe('lint', () => {
  let complained: ReadonlySet<string>;
  beforeAll(async () => {
    complained = await complainedOf();
  });

  test.each(found)('finds knowledge of the endpoint in %s', (line) => expect(complained).toContain(line));

  test.each(leftAlone)('leaves alone %s', (line) => expect(complained).not.toContain(line));

  test.each([
    ['tests/support/run/any.ts', true],
    ['tests/support/any.ts', true],
    ['tests/support/endpoint/any.ts', false],
    ['tests/mock/any.ts', false],
  ])('asks it of %s: %s', async (file, isAsked) => {
    const { rules } = (await new ESLint({ cwd: root }).calculateConfigForFile(file)) as Linter.Config;
    expect(Object.hasOwn(rules ?? {}, rule)).toBe(isAsked);
  });
});

describe('the rule', () => {
  interface Rules {
    readonly knowledgeRule: (known: {
      readonly envelope: string;
      readonly names: readonly string[];
    }) => Rule.RuleModule;
  }
  let elsewhere: Rule.RuleModule;
  beforeAll(async () => {
    const { knowledgeRule } = (await import(pathToFileURL(path.join(root, 'eslint.knowledge.js')).href)) as Rules;
    elsewhere = knowledgeRule({ envelope: 'a.b', names: ['x/y', '(z', 'q~r', '$', '[k]'] });
  });

  test.each([
    [`'x/y'`, 1],
    ['`(z`', 1],
    [`'[k]'`, 1],
    [`'/x~1y'`, 1],
    [`'/q~0r'`, 1],
    [`'/a.b/c'`, 1],
    [`'{"$": 1}'`, 1],
    [`one.$`, 1],
    [`/x.y/`, 0],
    [`'x'`, 0],
    [`'/aXb/c'`, 0],
    [`'k'`, 0],
  ])('takes names as they are: %s', (expression, count) => {
    const messages = new Linter().verify(`const one = ${expression};`, [
      { plugins: { knowledge: { rules: { elsewhere } } }, rules: { [rule]: 'error' } },
    ]);
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: count }, () => rule));
  });
});
