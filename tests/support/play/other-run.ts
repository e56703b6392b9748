/** Whether another run writes to the contact. */
import type { Exchange } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import { claimIn, noClaim, readFrom } from '../endpoint/index.ts';

interface Own {
  readonly settings: Pick<Settings, 'contactId'>;
  readonly initial: ContactState;
  /** The mark of this run. */
  readonly claim?: string;
  readonly now: () => number;
}

/**
 * What is said when a response shows the mark of another run; null when it does not.
 * @returns a sentence for the report
 */
export function otherRunIn(exchange: Exchange, { settings, initial, claim = noClaim, now }: Own): string | null {
  const at = new Date(now());
  const found = claimIn(readFrom(exchange, settings.contactId)?.state ?? {}, at);
  if (found === null || found.mark === claim || found.mark === claimIn(initial, at)?.mark) return null;
  return `Somebody else writes to this contact: it carries the mark of another run, which began at ${found.since.toISOString()}. Let one run at a time use a contact.`;
}
