/** A schema or a data file from which no run can be made ends every command that sends: exit 1, one sentence, nothing sent. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { checkOut, type Checkout } from './attributes/checkout.ts';
import type { Told } from './attributes/commands.ts';
import { withAttribute } from './attributes/schemas.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';

/** What every command says that is run in a checkout against a stand-in, and how many requests reached it. */
async function saidIn(checkout: Checkout) {
  const mock = await startMock();
  try {
    const script = 'tests/proof/attributes/commands.ts';
    const { code, stdout, stderr } = await checkout.run(script, [], sandboxEnvironment(mock.baseUrl));
    const told = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Told]));
    return {
      code,
      stderr,
      hits: mock.hits(),
      told: told.map(({ text, ...rest }) => ({
        ...rest,
        text: text.replaceAll(/\s+/g, ' '),
        stack: /\n +at /.test(text),
      })),
    };
  } finally {
    await mock.close();
    await checkout.dispose();
  }
}

/** The same sentence from every command, and nothing else that matters. */
const ended = (sentence: string) => ({
  code: 0,
  stderr: '',
  hits: 0,
  told: ['contract', 'doctor', 'replay', 'restore', 'library'].map((command) => ({
    command,
    code: 1,
    stack: false,
    text: expect.stringContaining(sentence) as string,
  })),
});

describe('every command ends with the same sentence', () => {
  test('for a keyword that no payload is made for', async () => {
    const checkout = await checkOut(withAttribute('fax', { type: 'string', format: 'phone' }));
    expect(await saidIn(checkout)).toEqual(
      ended(
        'The request schema uses format "phone" at /contact/fax, for which no payload is generated. ' +
          'Use one of: email, uuid, date, date-time, uri; or a pattern.',
      ),
    );
  });

  test('for a variable that nothing reads', async () => {
    const checkout = await checkOut((schemas) => schemas);
    const file = path.join(checkout.directory, 'schemas', 'contact-update.attributes.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll('"NEETOCRM_COMPANY_ID"', '"NEETOCRM_COMPANY_IDS"'));
    expect(await saidIn(checkout)).toEqual(
      ended('No run can send the attribute company_id: schemas/contact-update.attributes.json has it wait for the'),
    );
  });
});
