/**
 * Plays cases against a target within this process, without vitest: what the proof does hundreds of times. The contact is
 * read first and not put back, so this is for stand-ins only.
 */
import { createClient } from '../client/index.ts';
import { observe } from '../drift/index.ts';
import { createdAtOf, createTalk, takeSnapshot } from '../sandbox/index.ts';
import type { Finding, Settings } from '../types.ts';
import { judgeUnreadable } from '../run/unreadable.ts';
import type { Case } from './cases.ts';
import type { CaseReport } from './plan.ts';
import { runCase } from './run-case.ts';
import { createSession } from './session.ts';

export interface Played {
  readonly reports: readonly CaseReport[];
  /** Findings of the attempts to read the contact, when it could not be read. */
  readonly early: readonly Finding[];
  readonly sent: number;
}

/**
 * Plays cases one after the other in one session.
 * @param settings with base URL, key and identifiers filled in
 * @param budget requests that the cases may send
 * @param patience milliseconds that one request may wait out 429; the client's own default when absent
 * @param haste divides every pause between reads: stand-ins without a delay of their own need none
 */
export async function playCases(
  settings: Settings,
  cases: readonly Case[],
  budget: number,
  patience?: number,
  haste = 1,
): Promise<Played> {
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    ...(patience === undefined ? {} : { maxThrottleWaitMs: patience }),
  });
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void setTimeout(resolve, milliseconds / haste));
  try {
    const talk = createTalk(settings, client, sleep, 'snapshot');
    const taken = await takeSnapshot(talk, settings.profile !== 'smoke', () => Promise.resolve());
    if (!taken.ok)
      return {
        reports: [],
        early: await judgeUnreadable(talk.exchanges, taken.reason, settings, client),
        sent: client.counts.sent,
      };
    const session = createSession({
      settings,
      client,
      initial: taken.snapshot.state,
      reading: taken.snapshot.how,
      createdAt: createdAtOf(talk.exchanges, settings.contactId),
      budget: budget - client.counts.sent,
      deadline: Date.now() + settings.maxMinutes * 60_000,
      now: Date.now,
      sleep,
    });
    const reports: CaseReport[] = [];
    for (const definition of cases) {
      session.sightings = [];
      session.sentPayloads = [];
      const result = await runCase(session, definition);
      reports.push({
        ...result,
        observed: observe(
          session.sightings.map((sighting) => (definition.fixed === false ? { ...sighting, fixed: false } : sighting)),
        ),
        coverage: [],
        counts: { ...client.counts },
      });
    }
    return { reports, early: [], sent: client.counts.sent };
  } finally {
    client.close();
  }
}
