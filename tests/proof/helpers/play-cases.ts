/**
 * Plays cases against a target within this process, without vitest: what the proof does hundreds of times. The contact is
 * read first and not put back, so this is for stand-ins only.
 */
import type { Settings } from '../../support/config/types.ts';
import type { Finding } from '../../support/report/types.ts';
import type { Case } from '../../support/cases/cases.ts';
import type { Baseline } from '../../support/drift/index.ts';
import { createClient } from '../../support/client/index.ts';
import type { CaseReport } from '../../support/play/plan.ts';
import type { VirtualClock } from './clock.ts';
import { createPlay } from '../../support/play/play.ts';
import { reportCase } from '../../support/play/report-case.ts';
import { settledReports } from '../../support/run/run.ts';
import { judgeUnreadable } from '../../support/run/unreadable.ts';
import { createdAtOf } from '../../support/endpoint/index.ts';
import { createContactClient, takeSnapshot } from '../../support/sandbox/index.ts';

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
 * @param clock the time by which is waited; the real one unless said
 * @param haste divides every pause between reads: stand-ins without a delay of their own need none
 */
export async function playCases(
  settings: Settings,
  cases: readonly Case[],
  budget: number,
  patience?: number,
  haste = 1,
  baseline: Baseline | null = null,
  clock: Pick<VirtualClock, 'now' | 'sleep'> = {
    now: Date.now,
    sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds / haste)),
  },
): Promise<Played> {
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    ...(patience === undefined ? {} : { maxThrottleWaitMs: patience }),
  });
  const { now, sleep } = clock;
  try {
    const contact = createContactClient(settings, client, sleep, 'snapshot');
    const taken = await takeSnapshot(contact, settings.profile !== 'smoke', () => Promise.resolve());
    if (!taken.ok)
      return {
        reports: [],
        early: await judgeUnreadable(contact.exchanges, taken.reason, settings, client),
        sent: client.counts.sent,
      };
    const play = createPlay({
      settings,
      client,
      initial: taken.snapshot.state,
      reading: taken.snapshot.how,
      createdAt: createdAtOf(contact.exchanges, settings.contactId),
      budget: budget - client.counts.sent,
      deadline: now() + settings.maxMinutes * 60_000,
      end: now() + settings.maxMinutes * 60_000,
      lateAfter: 0,
      baseline,
      now,
      sleep,
    });
    const reports: CaseReport[] = [];
    for (const definition of cases) reports.push(await reportCase(play, definition, definition === cases.at(-1)));
    return { reports: settledReports(reports), early: [], sent: client.counts.sent };
  } finally {
    client.close();
  }
}
