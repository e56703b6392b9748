/**
 * The requests by which the contact was put back, judged like any update. What they break is looked at four times more: the same update
 * again, between controls, two at once and two some time later. Values are only ever those that the contact held.
 */
import type { Exchange } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { Client } from '../client/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { JsonObject } from '../text/json.ts';
import type { Finding } from '../report/types.ts';
import type { CaseReport } from '../play/plan.ts';
import {
  attributesOf,
  controlAttribute,
  omit,
  otherValues,
  readFrom,
  readingRequest,
  sentAttributes,
  updateOf,
  type Reading,
} from '../endpoint/index.ts';
import { causeOf } from '../cases/collect.ts';
import { responseKind } from '../oracles/index.ts';
import { poll, readLag, unknownLag } from '../restore/poll.ts';
import type { Restored } from '../restore/types.ts';
import { controlFailure, isAccepted, outageOf } from '../signs.ts';
import { looksLikeGone, storedIn, suspectsIn, type Suspect } from './restored-suspects.ts';

export interface PutBackRun {
  /** All that were sent outside of the cases. */
  readonly exchanges: readonly Exchange[];
  /** What the cases found: what they have shown to be broken needs no look of its own. */
  readonly reports: readonly Pick<CaseReport, 'findings'>[];
  readonly restored: Restored;
  /** False when the run was ended early: then nothing more is sent. */
  readonly mayLook: boolean;
  readonly how: Reading;
  /** How long, in milliseconds, reads lag behind updates; null when nobody knows. */
  readonly lag: number | null;
  readonly client: Pick<Client, 'send'>;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds between the first two looks and the last two. */
  readonly lateAfter: number;
}

export interface JudgedRestore {
  readonly findings: readonly Finding[];
  /** Whether a promise that is broken is why the contact was not put back, or was broken on the way. */
  readonly isBroken: boolean;
}

type Came = 'shown' | 'passed' | { readonly open: string };

/** The update that controls send: a text that the contact held, if possible one that was taken back and is not all that is looked at. */
function controlFor({ sent }: Suspect, texts: ContactState): JsonObject | null {
  const names = Object.keys(texts);
  const name = names.find((each) => !(each in sent && Object.keys(sent).length === 1)) ?? names[0];
  return name === undefined ? null : { [name]: texts[name] ?? null };
}

/** The texts that were sent to put them back: those that were accepted first, and among them that of the controls. */
function textsIn(exchanges: readonly Exchange[]): ContactState {
  const sentBy = (accepted: boolean): ContactState =>
    Object.assign(
      {},
      ...exchanges
        .filter(({ response }) => (response !== null && isAccepted(response.status)) === accepted)
        .map(({ request }) => sentAttributes(request.body ?? undefined) ?? {}),
    ) as ContactState;
  const names = [controlAttribute, ...attributesOf('text')].flatMap((each) => (each ? [each.name] : []));
  const of = (state: ContactState): ContactState =>
    Object.fromEntries(names.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]] as const])));
  const [taken, refused] = [of(sentBy(true)), of(sentBy(false))];
  return { ...taken, ...omit(refused, Object.keys(taken)) };
}

/** What a read shows of an attribute once it has caught up, or when no longer is waited for it. */
async function readAfter(
  settings: Settings,
  { how, client, sleep }: PutBackRun,
  lag: number | null,
  wanted: ContactState,
): Promise<ContactState | null> {
  const request = readingRequest(how, settings);
  if (request === null) return null;
  if (lag !== null && lag > 0) await sleep(lag);
  const { last } = await poll<ContactState | null>({
    waits: lag === null ? unknownLag : readLag,
    sleep,
    look: async () =>
      readFrom(await client.send(request, { case: 'snapshot', purpose: 'confirmation' }), settings.contactId)?.state ??
      null,
    isDone: (state) => state !== null && otherValues(wanted, state).length === 0,
  });
  return last;
}

/** Looks once more at what an update broke. */
async function lookAt(
  settings: Settings,
  run: PutBackRun,
  suspect: Suspect,
  texts: ContactState,
  lag: number | null,
): Promise<{ readonly came: Came; readonly exchange: Exchange | null }> {
  const send = (attributes: JsonObject): Promise<Exchange> =>
    run.client.send(updateOf(settings.apiKey, settings.contactId, attributes), {
      case: 'snapshot',
      purpose: 'confirmation',
    });
  const control = controlFor(suspect, texts);
  const failure = control === null ? null : controlFailure(await send(control));
  if (failure !== null) return { came: { open: failure }, exchange: null };
  const exchange = await send(suspect.sent);
  const isAlike =
    suspect.finding.exchange !== null && responseKind(exchange) === responseKind(suspect.finding.exchange);
  const outage = outageOf(exchange);
  if (!isAlike) return { came: outage === null ? 'passed' : { open: `the update ${outage}` }, exchange };
  if (!suspect.isStored) {
    const again = suspectsIn([exchange], settings);
    return {
      came: again.some(({ finding }) => causeOf(finding) === causeOf(suspect.finding)) ? 'shown' : 'passed',
      exchange,
    };
  }
  if (exchange.response === null || !isAccepted(exchange.response.status)) return { came: 'passed', exchange };
  const wanted = suspect.sent as ContactState;
  const state = await readAfter(settings, run, lag, wanted);
  if (state === null) return { came: { open: 'no read shows the contact' }, exchange };
  return { came: otherValues(wanted, state).length > 0 ? 'shown' : 'passed', exchange };
}

interface Looked {
  readonly suspect: Suspect;
  readonly came: Came;
  readonly confirmation: Exchange | null;
}

/** What became of a suspect in all its looks. */
function told({ suspect: { finding }, came, confirmation }: Looked): Finding {
  if (came === 'shown') return { ...finding, confirmation };
  if (came === 'passed')
    return { ...finding, outcome: 'warn', flaky: true, message: `Not steady: ${finding.message}`, confirmation };
  return {
    ...finding,
    outcome: 'inconclusive',
    unconfirmed: true,
    message: `Could not be confirmed (${came.open}): ${finding.message}`,
    confirmation,
  };
}

/** Takes the looks at all suspects together, so that what waits for the last two waits once. */
async function lookAtAll(
  settings: Settings,
  run: PutBackRun,
  suspects: readonly Suspect[],
  texts: ContactState,
): Promise<readonly Looked[]> {
  let looked: readonly Looked[] = suspects.map((suspect) => ({ suspect, came: 'shown', confirmation: null }));
  for (const [turn, wait] of [0, 0, run.lateAfter, 0].entries()) {
    if (looked.every(({ came }) => came !== 'shown')) break;
    if (wait > 0) await run.sleep(wait);
    const next: Looked[] = [];
    for (const each of looked) {
      // A lag that nobody knows is waited for once.
      const lag = run.lag ?? (turn === 0 ? null : 0);
      const { came, exchange } =
        each.came === 'shown' ? await lookAt(settings, run, each.suspect, texts, lag) : { ...each, exchange: null };
      next.push({ ...each, came, confirmation: each.confirmation ?? exchange });
    }
    looked = next;
  }
  return looked;
}

/** The update that put everything back at once; null when it was refused. */
const wholeUpdate = (exchanges: readonly Exchange[]): JsonObject | null => {
  const sizes = exchanges
    .filter(({ response }) => response !== null && isAccepted(response.status))
    .map(({ request }) => sentAttributes(request.body ?? undefined) ?? {});
  const most = Math.max(0, ...sizes.map((sent) => Object.keys(sent).length));
  return most < 2 ? null : (sizes.find((sent) => Object.keys(sent).length === most) ?? null);
};

/**
 * Judges the updates that put the contact back.
 * @returns a broken promise where each look shows it, a warning where one does not, inconclusive where no look is possible
 */
export async function judgeRestored(settings: Settings, run: PutBackRun): Promise<JudgedRestore> {
  const { restored, reports } = run;
  const exchanges = run.exchanges.filter(({ purpose, request }) => purpose === 'restore' && request.method === 'PATCH');
  const seen = [...suspectsIn(exchanges, settings), ...storedIn(exchanges, restored, settings)];
  const all = seen.filter(({ finding }) => !looksLikeGone(finding, restored));
  const found = reports.flatMap(({ findings }) => findings);
  const known = (each: Suspect): readonly Finding[] =>
    found.filter((finding) => causeOf(finding) === causeOf(each.finding));
  // What the cases have shown to be broken is no record that is gone.
  const isKnownBroken = seen.some((each) => known(each).some(({ outcome }) => outcome === 'fail'));
  const fresh = all.filter((each) => known(each).every(({ outcome }) => outcome === 'accepted'));
  const suspects = fresh.slice(0, settings.confirm);
  const left = fresh.slice(settings.confirm);
  const open = (suspect: Suspect, reason: string): Looked => ({ suspect, came: { open: reason }, confirmation: null });
  const certain = suspects.filter(({ finding }) => finding.certain === true);
  const doubtful = suspects.filter(({ finding }) => finding.certain !== true);
  const looked = run.mayLook
    ? await lookAtAll(settings, run, doubtful, textsIn(exchanges))
    : doubtful.map((each) => open(each, 'the run was ended early'));
  const whole = run.mayLook && doubtful.length > 0 ? wholeUpdate(exchanges) : null;
  // Whoever loses what an update does not name has lost it by a look.
  if (whole !== null)
    await run.client.send(updateOf(settings.apiKey, settings.contactId, whole), {
      case: 'snapshot',
      purpose: 'restore',
    });
  const findings = [
    ...certain.map(({ finding }) => finding),
    ...looked.map(told),
    ...left.map((each) => told(open(each, 'too many other causes were looked at'))),
  ];
  const isRed = ({ outcome, flaky }: Finding): boolean =>
    outcome === 'fail' || (settings.strict && outcome === 'warn' && flaky !== true);
  return { findings, isBroken: isKnownBroken || findings.some(isRed) };
}
