/**
 * The rules of `eslint.config.js` as Oxlint takes them: it judges types and rules for `npm test` in a sixth of the time that the compiler and
 * ESLint take. Nothing is decided here.
 */
import { fileURLToPath } from 'node:url';
import eslintConfig from './eslint.config.js';

const plugin = fileURLToPath(new URL('oxlint.rules.js', import.meta.url));

/** A rule that Oxlint has not, under the name by which it is lent. */
const lent = { 'no-restricted-syntax': 'knowledge/no-restricted-syntax' };
const nameOf = (name) => lent[name] ?? name.replace('@typescript-eslint/', 'typescript/');

const isOff = ([, setting]) => [0, 'off'].includes([setting].flat()[0]);
const named = (entries) => Object.fromEntries(entries.map(([name, setting]) => [nameOf(name), setting]));

const withRules = eslintConfig.filter(({ rules }) => rules !== undefined);
const isForAll = ({ files }) => files.flat().includes('**/*.ts');
/** Together, as a rule that a preset turns on and we turn off need not be known to Oxlint. */
const forAll = Object.assign({}, ...withRules.filter(isForAll).map(({ rules }) => rules));

export default {
  plugins: ['typescript'],
  jsPlugins: [plugin],
  categories: { correctness: 'off' },
  options: { typeAware: true, typeCheck: true, reportUnusedDisableDirectives: 'error', denyWarnings: true },
  ignorePatterns: eslintConfig.filter(({ files }) => files === undefined).flatMap(({ ignores = [] }) => ignores),
  overrides: [
    { files: ['**/*.ts'], rules: named(Object.entries(forAll).filter((entry) => !isOff(entry))) },
    ...withRules
      .filter((entry) => !isForAll(entry))
      .map(({ files, ignores = [], rules }) => ({ files, excludeFiles: ignores, rules: named(Object.entries(rules)) })),
  ],
};
