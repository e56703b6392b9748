/** Which generated payloads the profile full sends beside new attributes: worked out from schemas alone, nothing is sent. */
import type { JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import attributesFile from '../../schemas/contact-update.attributes.json' with { type: 'json' };
import { allot, leftForNew, payloadKinds, payloadsById, shapeOptions } from '../support/payloads/index.ts';
import { shareOut, type Share } from '../support/payloads/allot.ts';
import { requestSchema, responseSchema } from '../support/schemas.ts';
import { additions, withTexts, type Schemas } from './attributes/schemas.ts';

const share = (id: string, line: string | null, rank: number, cost = 1): Share & { readonly id: string } => ({
  id,
  line,
  rank,
  cost,
});
const [a1, a2, a3] = [share('a1', 'a', 1), share('a2', 'a', 2), share('a3', 'a', 3)];
const [b1, b2] = [share('b1', 'b', 1), share('b2', 'b', 2)];
const dear = share('dear', 'c', 1, 2);

describe('where there is not enough room', () => {
  test.each([
    ['go to all when there is room for all', [a1, a2, b1], 3, ['a1', 'b1', 'a2']],
    ['go to the first of each line before the second of any', [a1, a2, a3, b1], 2, ['a1', 'b1']],
    ['go to the second of each line before the third of any', [a1, a2, a3, b1, b2], 4, ['a1', 'b1', 'a2', 'b2']],
    ['go to the lower rank within a turn', [share('x', 'x', 5), b1], 1, ['b1']],
    ['go to the lower rank within a line, whatever its place', [a3, a2, a1], 2, ['a1', 'a2']],
    ['go to what comes first among equal ranks', [b1, a1], 1, ['b1']],
    ['go to what waits for no turn before all', [a1, b1, share('free', null, 9)], 1, ['free']],
    ['go by rank to what waits for no turn', [share('late', null, 1), share('soon', null, 0)], 1, ['soon']],
    ['pass over what does not fit, and go on', [a1, dear, share('d', 'd', 2)], 2, ['a1', 'd']],
    ['are as many as something costs', [dear, a1, b1], 3, ['dear', 'a1']],
    ['go to nobody without room', [a1, share('free', null, 0)], 0, []],
  ] as const)('places %s', (_what, all, room, taken) => {
    expect([...shareOut(all, room)].map(({ id }) => id)).toEqual(taken);
  });
});

/** What is sent and left, as `kind id`, with this schema and these new attributes in it. */
function allotted(schema: JsonObject, novel: readonly string[]) {
  const options = { ...shapeOptions(), schema, novel };
  const { sent, left } = allot(options);
  const listed = (sets: typeof sent) => payloadKinds.flatMap((kind) => [...sets[kind]].map((id) => `${kind} ${id}`));
  const made = payloadKinds.flatMap((kind) => [...payloadsById(options, kind).keys()].map((id) => `${kind} ${id}`));
  return { sent: listed(sent), left: listed(left), made, slugs: novel.map((name) => name.replaceAll('_', '-')) };
}

const bare = allotted(requestSchema, []);
/** Requests that generated payloads may take beside new attributes. */
const room = bare.sent.length + leftForNew;

const files = { request: requestSchema, response: responseSchema, attributes: attributesFile } as unknown as Schemas;
const beside = additions
  .filter(({ which }) => which !== 'rows')
  .map(({ edit, added, what }) => ({ what, ...allotted(edit(files).request as unknown as JsonObject, added) }));

/** The schema with so many more texts. */
const crowd = (many: number) => {
  const names = Array.from({ length: many }, (_, index) => `extra_${String(index)}`);
  const { request } = withTexts(names)(files);
  return allotted(request as unknown as JsonObject, names);
};

/** The documented attributes at their first: what no new attribute may take the place of. */
const kept = [
  'valid all-attributes',
  'valid empty-name',
  'valid empty-email',
  'valid empty-phone-number',
  'invalid wrong-type-body-string',
  'invalid unknown-attribute-body',
  'invalid breaks-pattern-company-id',
  'invalid breaks-pattern-owner-id',
  'invalid breaks-pattern-tag-ids-item',
  'invalid missing-field-values-attributes-item-field-id',
];
const wrongTypes = bare.sent.filter((each) => /^invalid wrong-type-/.test(each) && !/-item-/.test(each));
const ofNew = (slugs: readonly string[], pattern: (slug: string) => RegExp) => (each: string) =>
  slugs.some((slug) => pattern(slug).test(each));

describe('the room of the profile full', () => {
  test('suffices for all that it wants without new attributes', () => {
    expect(bare.left).toEqual([]);
    expect(bare.sent).toEqual(expect.arrayContaining([...kept, ...wrongTypes]));
  });

  test.each(beside)('is not exceeded beside $what', ({ sent }) => {
    expect(sent.length).toBeLessThanOrEqual(room);
    expect(sent.length).toBeGreaterThan(room - 10);
  });

  test.each(beside)('is kept for the documented attributes beside $what', ({ sent }) => {
    expect([...kept, ...wrongTypes].filter((each) => !sent.includes(each))).toEqual([]);
  });

  test.each(beside)('takes each new attribute alone and of a wrong type: $what', ({ sent, slugs }) => {
    const missing = slugs.flatMap((slug) =>
      [new RegExp(`^valid ${slug}-alone$`), new RegExp(`^invalid wrong-type-${slug}-[a-z]+$`)].filter(
        (pattern) => !sent.some((each) => pattern.test(each)),
      ),
    );
    expect(missing).toEqual([]);
  });

  test.each(beside)('is told of where it is missing, payload for payload: $what', ({ sent, left, made }) => {
    expect(bare.sent.filter((each) => !sent.includes(each) && !left.includes(each))).toEqual([]);
    expect(left.filter((each) => sent.includes(each))).toEqual([]);
    expect(left.filter((each) => !made.includes(each))).toEqual([]);
  });

  test('takes what empties a new text for two', () => {
    const { sent, slugs } = crowd(2);
    const emptying = sent.filter(ofNew(slugs, (slug) => new RegExp(`^(valid empty|null null)-${slug}$`)));
    expect(emptying.length).toBeGreaterThan(0);
    expect(sent.length + emptying.length).toBeLessThanOrEqual(room);
  });

  test('goes to the documented attributes first, beside a crowd of new ones', () => {
    const { sent, left, slugs } = crowd(60);
    expect(sent).toEqual(expect.arrayContaining(kept));
    expect(sent.length).toBe(room);
    const alone = [...sent, ...left].filter((each) => /^valid extra-\d+-alone$/.test(each));
    expect(alone.length).toBe(slugs.length);
  });
});
