/** A phone number that moves by itself, as a conversation with the model: at a fixed interval, or some time after each write. */
import { step, type Event, type Model } from '../../support/model/index.ts';
import { begin, looking } from './ask.ts';
import { holding, modelWith } from './conversation.ts';
import { resent, shows } from './replies.ts';

export interface Moving {
  /** `interval`: somebody empties it every so often. `delay`: a job empties it so long after each write. In milliseconds. */
  readonly kind: 'interval' | 'delay';
  readonly milliseconds: number;
  /** When the first interval begins, in milliseconds; for a delay, what is added to every second one. */
  readonly shift: number;
  /** Milliseconds that a request takes. */
  readonly took: number;
}

/** The number at a time, from when it was written and what moves it. */
function isGone({ kind, milliseconds, shift }: Moving, writtenAt: number, writes: number, at: number): boolean {
  if (kind === 'delay') return at >= writtenAt + milliseconds + (writes % 2 === 0 ? shift : 0);
  const turn = (time: number): number => Math.floor((time - shift) / milliseconds);
  return turn(at) > turn(writtenAt);
}

/** Looks at a contact whose phone number is empty, and gives what the model asks for. */
export function lookAt(moving: Moving): { readonly model: Model; readonly asks: readonly string[] } {
  const asks: string[] = [];
  let at = begin;
  let [written, writtenAt, writes] = ['', -Infinity, 0];
  let event: Event = looking;
  for (let model = modelWith({ movers: {} }); ;) {
    const came = step(model, event);
    ({ model } = came);
    const { ask } = came;
    if (ask.type === 'nothing') return { model, asks };
    asks.push(ask.type);
    if (ask.type === 'wait') {
      at += ask.milliseconds;
      event = { type: 'waited', at };
      continue;
    }
    const served = at + moving.took / 2;
    at += moving.took;
    if (ask.type === 'putBack') {
      [written, writtenAt, writes] = [ask.attributes['phone_number'] as string, served, writes + 1];
      event = { ...resent(ask.attributes, holding({ phone_number: written })), at };
    } else {
      const phone = writes === 0 || isGone(moving, writtenAt, writes, served) ? '' : written;
      event = { ...shows(holding({ phone_number: phone })), at };
    }
  }
}
