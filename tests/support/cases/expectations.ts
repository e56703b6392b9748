/** Expectations that several tables share. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import { awkwardTexts } from '../fixtures.ts';
import { markPlace } from '../values/people.ts';
import { medleys, type Medley } from '../payloads/index.ts';
import { isAccepted, type Expectation } from '../oracles/index.ts';

type Refused = Extract<Expectation, { readonly kind: 'refused' }>;

/** A request that must not be answered with 2xx, under a clause. */
export const refusal = (clause: ClauseId, options: Partial<Omit<Refused, 'kind' | 'clause'>> = {}): Refused => ({
  kind: 'refused',
  clause,
  statuses: [],
  statusClause: null,
  judgesError: true,
  effectClause: 'refused-update-changes-nothing',
  elsewhere: false,
  ...options,
});

/** True for an exchange that was answered, and not with 2xx. */
export const wasRefused = ({ response }: Exchange): boolean => response !== null && !isAccepted(response.status);

/**
 * True for a text that no document lets a client expect to come back: U+0000, which PostgreSQL cannot hold, and half of a
 * surrogate pair, which UTF-8 cannot.
 */
export const isUnstorable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/**
 * An email text with the mark of the contact before its at sign, so that two contacts never claim the same address, or where the text says
 * that it goes. Behind a dot: what a target refuses of the text is the text, and not the mark.
 */
export const taggedEmail = (text: string, tag: string): string =>
  text.includes(markPlace)
    ? text.replaceAll(markPlace, tag)
    : /^[\w.+-]{1,50}@/.test(text)
      ? text.replace('@', `.${tag}@`)
      : text;

/** The awkward texts of an attribute, many to a value: but for those that mean something by themselves. */
export const textPlan = (attribute: string): readonly Medley[] =>
  medleys(
    awkwardTexts.filter(
      ({ attributes, text, meanings }) =>
        attributes.includes(attribute) && meanings.length === 0 && !isUnstorable(text),
    ),
  );
