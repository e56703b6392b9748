/** A value is judged at its own place of the request schema, whatever the object around it asks for. */
import type { Json } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { isAllowed } from '../support/endpoint/index.ts';
import { $defs } from './helpers/attribute-schemas.ts';
import { envelope } from './helpers/payload-options.ts';

const attributes = {
  name: { type: 'string' },
  score: { type: ['integer', 'null'], minimum: 1 },
  team_id: { $ref: '#/$defs/identifier' },
};

describe.each([
  ['that asks for nothing', {}],
  ['that requires another attribute', { required: ['name'] }],
  ['that wants two attributes at least', { minProperties: 2 }],
])('in an object %s', (_what, more) => {
  const described = { requestSchema: { ...envelope(attributes, more), $defs }, envelope: 'contact' };

  test.each<readonly [string, Json]>([
    ['score', 7],
    ['score', null],
    ['team_id', 'a1b2c3d4-e5f6-7890-abcd-ef1234567890'],
  ])('a %s may be %j', (name, value) => expect(isAllowed(name, value, described)).toBe(true));

  test.each<readonly [string, Json]>([
    ['score', 0],
    ['score', 'a'],
    ['team_id', 'a'],
    ['unknown', 'a'],
  ])('a %s may not be %j', (name, value) => expect(isAllowed(name, value, described)).toBe(false));
});
