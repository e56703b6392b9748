/**
 * Rules that Oxlint has not: one of ESLint, and the one of this repository. Without the types, so that of what the latter finds a bare key with an everyday name
 * (`state.name`) is left to `npm run lint`.
 */
import { builtinRules } from 'eslint/use-at-your-own-risk';
import eslintConfig from './eslint.config.js';

const { elsewhere } = eslintConfig.find(({ plugins }) => plugins?.knowledge !== undefined).plugins.knowledge.rules;

export default {
  // A comment that turns the rule off names it as for ESLint.
  meta: { name: 'knowledge' },
  rules: { elsewhere, 'no-restricted-syntax': builtinRules.get('no-restricted-syntax') },
};
