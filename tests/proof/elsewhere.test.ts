/** Manners: once a request to another record was accepted, nothing more is sent to one. */
import { expect, test } from 'vitest';
import { facts, neighbourId } from '../mock/world.ts';
import { loadCases } from '../support/cases/load-cases.ts';
import { badIdentifiers } from '../support/fixtures.ts';
import { segmentOf } from '../support/transforms.ts';
import { play } from './helpers/servers.ts';

const addressing = (await loadCases())
  .flatMap(({ cases }) => cases)
  .filter(({ group, id }) => group === 'addressing' && id.startsWith('id'));
const others = addressing.filter(({ judges }) => judges.some((clause) => clause.endsWith('-id-refused')));

/** The configured identifier, as it is and in every other notation. */
const own: ReadonlySet<string> = new Set([
  facts.contactId,
  ...badIdentifiers.filter(({ kind }) => kind === 'equivalent').map((row) => segmentOf(row, facts.contactId)),
]);

/** The segments of the paths of updates that name another record. */
const addressed = (sent: readonly string[]): readonly string[] =>
  sent
    .flatMap((line) => /^PATCH \S*\/contacts\/(\S*) \{"contact":\{"contract_suite_probe"/.exec(line)?.[1] ?? [])
    .filter((segment) => !own.has(segment));

test('a server that accepts any identifier is asked for another record once', async () => {
  const { report, sent } = await play({
    profile: 'full',
    cases: addressing.map(({ id }) => id),
    variant: { find: (call, next) => next() ?? call.world.contacts.get(neighbourId) },
  });
  expect(others.length).toBeGreaterThan(15);
  expect(addressed(sent)).toHaveLength(1);
  expect(report.verdict).toBe('violated');
  const broken = report.findings.filter(({ outcome }) => outcome === 'fail').map(({ clause }) => clause);
  expect(broken.filter((clause) => clause.endsWith('-id-refused'))).toEqual(['unknown-id-refused']);
});

test('a server that refuses other records is asked for each of them', async () => {
  const { sent } = await play({ profile: 'full', cases: addressing.map(({ id }) => id) });
  expect(addressed(sent).length).toBeGreaterThan(10);
});
