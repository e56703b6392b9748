import { defineConfig } from 'eslint/config';
import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Rooms that take data and give data: no files, no network, no clock, no chance. */
const pure = ['text', 'endpoint', 'oracles', 'drift', 'payloads', 'report'].map(
  (room) => `tests/support/${room}/**/*.ts`,
);

const io = [
  'fs',
  'fs/promises',
  'net',
  'http',
  'https',
  'http2',
  'tls',
  'dgram',
  'dns',
  'child_process',
  'worker_threads',
  'os',
  'process',
  'readline',
].flatMap((name) => [name, `node:${name}`]);
const httpClients = ['supertest', 'superagent', 'undici', 'axios', 'node-fetch'];

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only tests/support/config reads the environment. Take what you need as an argument.',
};
const noEnvironment = ['error', environment];
const noFetch = ['error', { name: 'fetch', message: 'Only tests/support/client talks to a target.' }];

const syntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
];

/** What is known about the endpoint stands in one room: elsewhere no text is the name of an attribute, or a pointer into the envelope. */
const [[envelope, { properties }]] = Object.entries(
  JSON.parse(readFileSync(new URL('schemas/contact-update.request.schema.json', import.meta.url), 'utf8')).properties,
);
const knowledge = {
  named: `/^(${[envelope, ...Object.keys(properties)].join('|')})$/`,
  pointing: `/(^|[^\\w])[/]${envelope}([/$]|$)/`,
};
const elsewhere = 'Only tests/support/endpoint knows names of attributes and the envelope: take them from there.';
const knowledgeElsewhere = [
  `:matches(Property, ConditionalExpression, CallExpression, ArrayExpression, BinaryExpression, VariableDeclarator, ReturnStatement, ArrowFunctionExpression, SwitchCase, AssignmentExpression, LogicalExpression, MemberExpression) > Literal[value=${knowledge.named}]`,
  `Literal[value=${knowledge.pointing}]`,
  `TemplateElement[value.raw=${knowledge.pointing}]`,
].map((selector) => ({ selector, message: elsewhere }));

/** Imports that a folder may not have; `but` are patterns that it may. */
const imports = (groups, names = []) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: names.map((name) => ({ name, message: 'Not in this folder: see "Rooms" in CONTRIBUTING.md.' })),
      patterns: groups,
    },
  ],
});

export default defineConfig(
  { ignores: ['node_modules/', 'reports/', 'coverage/', '.stryker-tmp/', '.journal/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // There are no enums and hardly a class here, and these three take a third of the time of the whole check.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // A text is spread into its code points: awkward texts are what the suite is about.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Index signatures are read with brackets and their result is checked: noUncheckedIndexedAccess sees to that.
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-control-regex': 'error',
      'no-restricted-syntax': ['error', ...syntax],
      'no-restricted-properties': noEnvironment,
      'no-restricted-globals': noFetch,
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['tests/support/**/*.ts'],
    ignores: ['tests/support/endpoint/**'],
    rules: { 'no-restricted-syntax': ['error', ...syntax, ...knowledgeElsewhere] },
  },
  // The one reader of the environment.
  { files: ['tests/support/config/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  // The one that talks to a target.
  { files: ['tests/support/client/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['tests/support/**/*.ts'],
    ignores: ['tests/support/client/**', ...pure],
    rules: imports([], httpClients),
  },
  {
    files: pure,
    // What runs inside vitest, and what puts files down, is the rim of the report room.
    ignores: ['tests/support/report/reporter.ts', 'tests/support/report/write.ts'],
    rules: {
      ...imports(
        [
          {
            group: [
              '**/config/**',
              '**/client/**',
              '**/sandbox/**',
              '**/target/**',
              '**/session/**',
              '**/cli/**',
              '**/mock/**',
            ],
            message: 'This room does no I/O: take data as an argument.',
          },
        ],
        [...io, ...httpClients],
      ),
      'no-restricted-properties': [
        'error',
        environment,
        { object: 'Date', property: 'now', message: 'The time is an argument here.' },
        { object: 'Math', property: 'random', message: 'The seed is an argument here.' },
      ],
    },
  },
  {
    files: ['tests/contract/**/*.ts'],
    rules: imports([
      {
        regex: String.raw`^(?!vitest$|(\.\./)+support/index\.ts$|\./[\w.-]+\.ts$)`,
        message: 'Contract tests know vitest, their neighbours and support/index.ts, nothing else.',
      },
    ]),
  },
  {
    files: ['tests/mock/**/*.ts'],
    rules: imports([
      {
        group: ['**/support/**', '**/schemas/**', '**/fixtures/**', '**/contract/**', '**/proof/**'],
        message: 'The mock is written from the documents alone, so that a bug of the suite cannot hide itself in it.',
      },
    ]),
  },
  {
    // Tests drive servers and processes of their own, and look into answers that nobody typed.
    files: ['tests/proof/**/*.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-globals': 'off' },
  },
);
