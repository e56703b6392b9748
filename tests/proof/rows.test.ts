/** How many rows of `fixtures/` a run played. */
import { expect, test } from 'vitest';
import { awkwardBodies, rowName, rowOfText, rowsPlayed, awkwardTexts } from '../support/fixtures.ts';
import { play } from './helpers/servers.ts';

const playedOf = (names: readonly string[], table: string): number | undefined =>
  rowsPlayed(names).find((row) => row.table === table)?.played;

test('rows are counted per table, each once', () => {
  const [body, other] = awkwardBodies;
  const [text] = awkwardTexts;
  const names = [body, body, other].map((row) => rowName('bodies', row ?? { id: '' }));
  expect(playedOf([...names, rowOfText(text ?? { id: '' })], 'bodies')).toBe(2);
  expect(playedOf([rowOfText(text ?? { id: '' })], text?.table ?? '')).toBe(1);
  expect(playedOf(names, 'identifiers')).toBe(0);
});

test('a row that no table has is not counted', () =>
  expect(rowsPlayed(['bodies no-such-row']).reduce((sum, { played }) => sum + played, 0)).toBe(0));

test('a run says how many rows of each table it played', async () => {
  const { report } = await play({ profile: 'full', cases: ['body-truncated', 'id-word'] });
  expect(report.rows?.filter(({ played }) => played > 0)).toEqual([
    expect.objectContaining({ table: 'identifiers', played: 1 }),
    expect.objectContaining({ table: 'bodies', played: 1 }),
  ]);
});
