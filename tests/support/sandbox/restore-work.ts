/** Putting a contact back: what is wanted, what is known of it between two requests, and the updates. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { JsonObject } from '../text/json.ts';
import { differences, endpoint, stateKeys, type Reading } from '../endpoint/index.ts';
import { validateRequest } from '../schemas.ts';
import { hasSign, refusalOf } from '../signs.ts';
import { fieldUpdate } from './field.ts';
import { shownBy, type ContactClient } from './contact-client.ts';
import type { HomeField } from './types.ts';

export interface Wanted {
  readonly how: Reading;
  /** An attribute that is not in it is never written. */
  readonly state: ContactState;
  /** Attributes that GET does not show as they are stored. */
  readonly blind: readonly string[];
  readonly field: HomeField | null;
}

const limit = 12;

/** Putting one contact back: what is wanted, what is known of it, and how far the requests go. */
export interface Work {
  readonly contact: ContactClient;
  readonly wanted: Wanted;
  /** Requests sent before the first of putting back, and before the present try. */
  readonly first: number;
  start: number;
  how: Reading;
  /** Per attribute why its last update was refused; null when any was accepted. */
  readonly refusals: Map<string, string | null>;
  /** What the last update was answered with. */
  answered: ContactState | null;
  /** What the last read showed. */
  shown: ContactState | null;
  /** Why the last read showed nothing, when the target is to blame for it. */
  unseen: string | null;
  /** Whether a request since the last pause met with a failure that may pass. */
  ailing: boolean;
  /** Pauses that were made for it. */
  pauses: number;
  /** How long, in milliseconds, reads lag behind updates; null while nobody knows. */
  lag: number | null;
  readonly strictField: boolean;
  /** Whether a connection that is refused may come back: the target was there a moment ago. */
  readonly wasThere: boolean;
}

/** Requests that the present try may still send. */
export const left = (work: Work): number => limit - (work.contact.sent - work.start);

/** The attributes that one update can give back: those whose value the request schema allows. There is no documented way to take a record away. */
export const writable = (state: ContactState): ContactState =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([name, value]) => value !== null || validateRequest({ [endpoint.envelope]: { [name]: value } }),
    ),
  );

/** The attributes that are known to differ, and those that nothing shows. */
export function rest({ wanted, shown }: Work): readonly string[] {
  const different = differences(wanted.state, shown ?? {}).map(({ key }) => key);
  const hidden = stateKeys.filter((key) => wanted.state[key] !== undefined && shown?.[key] === undefined);
  return [...different, ...hidden];
}

/** The attributes that the last read showed, and that differ. */
export const different = (work: Work): readonly string[] => rest(work).filter((key) => work.shown?.[key] !== undefined);

/** Notes whether an exchange met with a failure that may pass. */
export const noteAilment = (work: Work, exchange: Exchange): void => {
  if (hasSign(exchange, 'may-pass') && (work.wasThere || !hasSign(exchange, 'nobody-there'))) work.ailing = true;
};

/** Sends an update. True unless the target is out of reach; a 403 or 404 may be about a record that the update names. */
export async function update(work: Work, attributes: ContactState, field: HomeField | null = null): Promise<boolean> {
  const body: JsonObject = { ...(attributes as JsonObject), ...(field === null ? {} : fieldUpdate(field)) };
  if (Object.keys(body).length === 0) return true;
  const exchange = await work.contact.update(body);
  const met = refusalOf(exchange);
  const refusal = met === null ? null : `the update ${met}`;
  for (const key of [...Object.keys(attributes), ...(field === null ? [] : (['field'] as const))])
    if (refusal === null || work.refusals.get(key) !== null) work.refusals.set(key, refusal);
  work.answered = shownBy(exchange, work.contact.ids.contactId);
  noteAilment(work, exchange);
  return !hasSign(exchange, 'out-of-reach') || hasSign(exchange, 'about-a-record');
}
