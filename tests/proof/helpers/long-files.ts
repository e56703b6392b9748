/** Source files over 250 lines, each with the reason. */
export const longFiles: Readonly<Record<string, string>> = {
  'tests/proof/config.test.ts': 'One table of settings, good and bad; the rows explain one another.',
  'tests/proof/payloads.test.ts': 'One set of payloads is looked at from every side.',
  'tests/proof/payloads-schema-driven.test.ts': 'One schema per supported keyword, side by side.',
  'tests/mock/mutants/routing.ts': 'One table of what goes wrong before a contact is found.',
  'tests/proof/endpoint.test.ts': 'One description of the endpoint, looked at from every side.',
  'tests/proof/schema-faults.test.ts': 'One table of what a schema may say, and of what a run says to it.',
};
