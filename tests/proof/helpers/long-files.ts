/** Source files over 250 lines, each with the reason. */
export const longFiles: Readonly<Record<string, string>> = {
  'tests/proof/config.test.ts': 'One table of settings, good and bad; the rows explain one another.',
  'tests/proof/payloads.test.ts': 'One set of payloads is looked at from every side.',
  'tests/proof/payloads-schema-driven.test.ts': 'One schema per supported keyword, side by side.',
};
