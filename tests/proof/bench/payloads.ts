/** Payloads generated and judged per second. */
import { awkwardTexts } from '../../support/fixtures.ts';
import { assertPayload, invalidPayloads, randomPayload, validPayloads } from '../../support/payloads/index.ts';
import type { PayloadOptions } from '../../support/values/types.ts';
import { requestSchema, validateRequest } from '../../support/schemas.ts';
import { identifiers } from '../helpers/payload-options.ts';
import { measure, table, type Contender } from './measure.ts';

const base = {
  schema: requestSchema,
  identifiers,
  fixed: { value: 'home' },
  texts: awkwardTexts.filter(({ loopbackOnly }) => !loopbackOnly),
  contactTag: 'bench',
};

/** The random stream of the profile deep: every payload is judged by ajv before it would be sent. */
function stream(): Contender {
  const options: PayloadOptions = { ...base, seed: 1 };
  let next = 0;
  return {
    name: 'our random stream (valid and invalid, seeded, bytes judged by ajv)',
    run: (times) => {
      for (let nth = 0; nth < times; nth += 1) assertPayload(validateRequest, randomPayload(options, (next += 1)));
      return Promise.resolve();
    },
  };
}

/** The whole set of a seed, a new one each time. */
function sets(): Contender {
  let seed = 1000;
  return {
    name: 'our whole set of a seed (alone, pairs, bounds, texts; every broken keyword), per payload',
    run: (times) => {
      for (let made = 0; made < times;) {
        const options: PayloadOptions = { ...base, seed: (seed += 1) };
        const all = [...validPayloads(options), ...invalidPayloads(options)];
        for (const payload of all) assertPayload(validateRequest, payload);
        made += all.length;
      }
      return Promise.resolve();
    },
  };
}

/** The table. */
export async function payloadTable(): Promise<string> {
  const timings = await measure([stream(), sets()], { rounds: 7, times: 1000 });
  return table(
    ['payloads', 'per second', 'microseconds each'],
    timings.map(({ name, median }) => [
      name,
      Math.round(1000 / median).toLocaleString('en'),
      (median * 1000).toFixed(0),
    ]),
  );
}
