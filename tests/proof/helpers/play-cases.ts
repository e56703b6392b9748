/**
 * Plays cases against a target within this process, without vitest: what the proof does hundreds of times. The contact is
 * read first and not put back, so this is for stand-ins only.
 */
import type { Settings } from '../../support/config/types.ts';
import type { Finding } from '../../support/report/types.ts';
import type { Case } from '../../support/cases/cases.ts';
import type { Baseline } from '../../support/drift/index.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import { createClient } from '../../support/client/index.ts';
import type { CaseReport } from '../../support/play/plan.ts';
import type { VirtualClock } from './clock.ts';
import { createPlay } from '../../support/play/play.ts';
import { reportCase } from '../../support/play/report-case.ts';
import { settledReports } from '../../support/run/settled-reports.ts';
import { judgeUnreadable } from '../../support/run/unreadable.ts';
import { createdAtOf, namesOf } from '../../support/endpoint/index.ts';
import { createContactClient } from '../../support/restore/contact-client.ts';
import { takeSnapshot } from '../../support/restore/snapshot.ts';

export interface Played {
  readonly reports: readonly CaseReport[];
  /** Findings of the attempts to read the contact, when it could not be read. */
  readonly early: readonly Finding[];
  readonly sent: number;
  /** What the contact held before the first case; null when it could not be read. */
  readonly initial: ContactState | null;
  /** Those of them that came on top of the profile. */
  readonly confirming: number;
}

/**
 * Plays cases one after the other in one session.
 * @param settings with base URL, key and identifiers filled in
 * @param budget requests that the cases may send
 * @param patience milliseconds that one request may wait out 429; the client's own default when absent
 * @param timeFor after so many requests the time of the cases is over, and that of the looks at the end of the run has begun
 * @param lateAfter milliseconds between the first look at what is broken and the last ones
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
  timeFor = Number.POSITIVE_INFINITY,
  clock: Pick<VirtualClock, 'now' | 'sleep'> = {
    now: Date.now,
    sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds / haste)),
  },
  lateAfter = 0,
): Promise<Played> {
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    ...(patience === undefined ? {} : { maxThrottleWaitMs: patience }),
  });
  const { now, sleep } = clock;
  const begin = now();
  const limit = settings.maxMinutes * 60_000;
  try {
    const contact = createContactClient(settings, client, sleep, 'snapshot');
    const taken = await takeSnapshot(contact, settings.profile !== 'smoke', () => Promise.resolve());
    if (!taken.ok)
      return {
        reports: [],
        early: await judgeUnreadable(settings, {
          exchanges: contact.exchanges,
          reason: taken.reason,
          client,
          sleep,
          lateAfter,
        }),
        sent: client.counts.sent,
        initial: null,
        confirming: 0,
      };
    const play = createPlay({
      settings,
      client,
      initial: taken.snapshot.state,
      reading: taken.snapshot.how,
      createdAt: createdAtOf(contact.exchanges, settings.contactId),
      names: namesOf(contact.exchanges, settings.contactId),
      budget: budget - client.counts.sent + taken.repeated,
      deadline: begin + limit,
      end: begin + 2 * limit,
      lateAfter,
      baseline,
      now: () => now() + (client.counts.sent >= timeFor ? limit : 0),
      sleep,
    });
    const reports: CaseReport[] = [];
    for (const definition of cases) reports.push(await reportCase(play, definition, definition === cases.at(-1)));
    return {
      reports: settledReports(reports),
      early: [],
      sent: client.counts.sent,
      initial: taken.snapshot.state,
      confirming: play.budget.beyond + taken.repeated,
    };
  } finally {
    client.close();
  }
}
