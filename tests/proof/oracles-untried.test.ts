/** What the echo oracle says where the contact held already what was sent. */
import { describe, expect, test } from 'vitest';
import type { ContactState } from '../support/endpoint/state.ts';
import type { JsonObject } from '../support/text/json.ts';
import { echo } from '../support/oracles/echo.ts';
import { showing } from './helpers/change.ts';
import { before, companyId, otherId, updated } from './helpers/records.ts';
import { situationOf, type Scene } from './helpers/recording.ts';

const said = (scene: Scene): readonly string[] =>
  echo(situationOf(scene)).map(({ outcome, clause }) => `${outcome} ${clause}`);
const update = (sent: JsonObject, held: ContactState = before): Scene => updated('sent', sent, held);
const capitals = { company_id: before.company_id.toUpperCase() };

describe('an update that is answered as it was sent', () => {
  test.each<readonly [string, Scene, readonly string[]]>([
    ['another company', update({ company_id: companyId }), ['pass company-comes-back']],
    [
      'a company where there was none',
      update({ company_id: companyId }, { ...before, company_id: null }),
      ['pass company-comes-back'],
    ],
    ['a company where nothing was known', update({ company_id: companyId }, {}), ['pass company-comes-back']],
    ['the company that was there', update({ company_id: before.company_id }), ['not-exercised company-comes-back']],
    ['that company in capitals', update(capitals), ['not-exercised company-comes-back']],
    ['the owner that was there', update({ owner_id: before.owner_id }), ['not-exercised owner-comes-back']],
    ['the tags that were there', update({ tag_ids: before.tag_ids }), ['pass tags-come-back', 'pass tags-shown-once']],
  ])('of %s says what that proves', (_what, scene, expected) => expect(said(scene)).toEqual(expected));

  test('of a name that was there is no proof less', () =>
    expect(said(update({ name: before.name }))).toContain('pass name-comes-back'));
});

test('a company that was there and does not come back is a broken promise', () => {
  const scene = update({ company_id: before.company_id });
  expect(said(showing(scene, '/contact/company/id', otherId))).toEqual(['fail company-comes-back']);
});
