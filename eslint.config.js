import { readFileSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { knowledgeRule } from './eslint.knowledge.js';

/** Rooms that take data and give data: no files, no network, no clock, no chance. */
const pure = [
  'text',
  'endpoint',
  'oracles',
  'model',
  'observe',
  'drift',
  'values',
  'payloads',
  'report',
  'causes',
  'render',
  'judge',
  'openapi',
  'page',
].map((room) => `tests/support/${room}/**/*.ts`);

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only tests/support/config reads the environment. Take what you need as an argument.',
};
const noEnvironment = ['error', environment];
const noFetch = [
  'error',
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].map((name) => ({
    name,
    message: 'Only tests/support/client talks to a target.',
  })),
];

const syntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
];

const clock = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'The time is an argument here.',
};

/**
 * What is known about the endpoint: the envelope, the attributes of the documented request and the keys of the documented response. `everyday` are those that other things
 * have too, such as a name; a new one (a `status`) is added here.
 */
const readDocument = (name) =>
  JSON.parse(readFileSync(new URL(`fixtures/documented/${name}.json`, import.meta.url), 'utf8'));
const [[envelope, documented]] = Object.entries(readDocument('request'));
// The clauses about tags are a group of that name.
const shown = Object.keys(readDocument('response')[envelope]).filter((key) => key !== 'tags');
const knowledge = {
  rules: {
    elsewhere: knowledgeRule({
      envelope,
      names: [...new Set([...Object.keys(documented), ...shown])],
      everyday: [envelope, 'name', 'id', 'owner', 'company'],
    }),
  },
};

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'reports/', 'coverage/', '.stryker-tmp/', '.journal/'] },
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
      // A longer file turns this off in its first line, and says why.
      'max-lines': ['error', 250],
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
    plugins: { knowledge },
    rules: { 'knowledge/elsewhere': 'error' },
  },
  {
    files: pure,
    ignores: ['tests/support/render/write.ts'],
    rules: { 'no-restricted-syntax': ['error', ...syntax, clock] },
  },
  // The one reader of the environment.
  { files: ['tests/support/config/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  // The one that talks to a target.
  { files: ['tests/support/client/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: pure,
    // What puts the files of a report down is the rim of `render`.
    ignores: ['tests/support/render/write.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        environment,
        ...[
          ['Date', 'now'],
          ['performance', 'now'],
        ].map(([object, property]) => ({ object, property, message: 'The time is an argument here.' })),
        ...[
          ['Math', 'random'],
          ['crypto', 'randomUUID'],
        ].map(([object, property]) => ({ object, property, message: 'The seed is an argument here.' })),
      ],
    },
  },
  {
    // Tests drive servers and processes of their own, and look into responses that nobody typed.
    files: ['tests/proof/**/*.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-globals': 'off' },
  },
);
