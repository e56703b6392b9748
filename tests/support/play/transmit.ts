/** Sends a request within budget and time limit, and notes where it stands. */
import type { Exchange, Purpose, RequestSpec } from '../client/exchange.ts';
import type { Ordinals } from '../cases/pattern.ts';
import { Stopped } from '../cases/stopped.ts';
import { responseKind } from '../oracles/index.ts';
import { noteCookies } from './cookies.ts';
import { otherRunIn } from './other-run.ts';
import type { Attempt, Play, Trail } from './play.ts';

/** Counts a request that is about to be sent. An update that reads is both. */
function count(trail: Trail, isUpdate: boolean, isRead: boolean): Ordinals {
  trail.requests += 1;
  if (isUpdate) trail.updates += 1;
  if (isRead) trail.reads += 1;
  const { requests, updates, reads } = trail;
  return { requests, updates, reads };
}

/** Says which request of which case an exchange is: the label, and how often that came before. */
export function notePlace({ trail }: Play, { case: of, labels }: Attempt, { id }: Exchange, label: string): void {
  const turn = (labels.get(label) ?? 0) + 1;
  labels.set(label, turn);
  const trace = trail.traces.get(id);
  if (trace !== undefined) trail.traces.set(id, { ...trace, place: `${of} ${label} ${String(turn)}` });
}

/**
 * Sends within budget and time limit.
 * @param beyond - whether the request is not of the budget of the profile
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function transmit(
  play: Play,
  attempt: Pick<Attempt, 'case' | 'beyond' | 'last'>,
  spec: RequestSpec,
  purpose: Purpose,
  beyond = false,
): Promise<Exchange> {
  const { client, deadline, end, now } = play.options;
  if (play.down !== null) throw new Stopped('down', play.down);
  const isBeyond = beyond || attempt.beyond;
  const isLast = attempt.last === true;
  if (now() > (isBeyond || isLast ? end : deadline))
    throw new Stopped('deadline', 'The time limit of the run was reached.');
  if (isBeyond) play.budget.takeBeyond();
  else if (isLast) play.budget.takeLast();
  else play.budget.take();
  const isUpdate = spec.method === 'PATCH';
  const ordinals = count(play.trail, isUpdate, spec.method === 'GET' || purpose === 'read');
  const exchange = await client.send(spec, { case: attempt.case, purpose });
  play.trail.lastId = Math.max(play.trail.lastId, exchange.id);
  play.trail.traces.set(exchange.id, { place: '', ordinals, isUpdate, kind: responseKind(exchange) });
  noteCookies(play.cookies, exchange);
  const other = otherRunIn(exchange, play.options);
  if (other !== null) {
    play.down = other;
    throw new Stopped('down', other);
  }
  if (exchange.failure?.kind === 'aborted') throw new Stopped('aborted', 'The run was interrupted.');
  return exchange;
}
