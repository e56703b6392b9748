/**
 * The bytes in which the stored values are answered. A small profile may never be shown them by a case: the first update writes over
 * them, and only putting them back has them answered again.
 */
import type { Exchange } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { Finding } from '../report/types.ts';
import type { Client } from '../client/index.ts';
import { climb } from '../restore/ladder.ts';
import type { Restored } from '../restore/types.ts';
import type { CaseReport } from '../play/plan.ts';
import { readFrom } from '../endpoint/index.ts';
import { isAccepted } from '../signs.ts';
import { judgePlain } from './unreadable.ts';

const clause = 'answer-bytes-utf8';

/** What is wrong with the bytes of the response to an accepted update; null when nothing is. */
function brokenBytes(exchange: Exchange, settings: Settings): Finding | null {
  const { request, response } = exchange;
  if (request.method !== 'PATCH' || response === null || !isAccepted(response.status) || response.utf8) return null;
  return judgePlain(exchange, settings).find((finding) => finding.clause === clause) ?? null;
}

/** Shows the contact by an update that changes nothing, and judges its bytes; null where no such update shows it. */
async function lookOnce(
  settings: Settings,
  client: Pick<Client, 'send'>,
): Promise<{ readonly exchange: Exchange; readonly isBroken: boolean } | null> {
  const climbed = await climb({
    ids: settings,
    from: 'unknown-attribute',
    ask: (spec) => client.send(spec, { case: 'snapshot', purpose: 'confirmation' }),
    shows: (exchange) => readFrom(exchange, settings.contactId),
    goOn: () => true,
  });
  if (climbed.kind !== 'shown') return null;
  return { exchange: climbed.exchange, isBroken: brokenBytes(climbed.exchange, settings) !== null };
}

interface Stored {
  /** The exchanges by which the contact was read and put back. */
  readonly exchanges: readonly Exchange[];
  /** What the cases found: what they have shown to be broken needs no look of its own. */
  readonly reports: readonly Pick<CaseReport, 'findings'>[];
  /** Null when it was not put back. */
  readonly restored: Restored | null;
  readonly client: Pick<Client, 'send'>;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds between the first two further looks and the last two. */
  readonly lateAfter: number;
}

/** What was seen broken, and could not be confirmed. */
const unconfirmed = (found: Finding, why: string, confirmation: Exchange | null = null): readonly Finding[] => [
  { ...found, outcome: 'inconclusive', message: `Could not be confirmed (${why}): ${found.message}`, confirmation },
];

/**
 * Judges the bytes of the responses that showed the stored values. What is wrong is looked at four times more, by updates that change
 * nothing: two at once, two some time later.
 * @returns a broken promise where each look shows it, a warning where one does not, inconclusive where no look is possible,
 *   nothing when all is well
 */
export async function judgeStored(
  settings: Settings,
  { exchanges, reports, restored, client, sleep, lateAfter }: Stored,
): Promise<readonly Finding[]> {
  const [found] = exchanges.flatMap((exchange) => brokenBytes(exchange, settings) ?? []);
  const isTold = reports.some(({ findings }) =>
    findings.some((each) => each.clause === clause && each.outcome === 'fail'),
  );
  if (found === undefined || isTold) return [];
  if (restored?.ok !== true) return unconfirmed(found, 'the stored values were not put back');
  let confirmation: Exchange | null = null;
  for (const wait of [0, 0, lateAfter, 0]) {
    if (wait > 0) await sleep(wait);
    const look = await lookOnce(settings, client);
    if (look === null) return unconfirmed(found, 'no update shows the contact any more', confirmation);
    if (!look.isBroken)
      return [{ ...found, outcome: 'warn', flaky: true, message: `Not steady: ${found.message}`, confirmation }];
    confirmation ??= look.exchange;
  }
  return [{ ...found, confirmation }];
}
