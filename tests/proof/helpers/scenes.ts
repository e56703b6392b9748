/**
 * What conversations with the model begin with, and the lines that they come to. What the model itself makes is made anew by each test that
 * asks for it: nothing of the model runs when a file is loaded.
 */
import { omit } from '../../support/endpoint/index.ts';
import type { Event, Model } from '../../support/model/index.ts';
import type { JsonObject } from '../../support/text/json.ts';
import { after, holding, modelWith } from './conversation.ts';
import { answered, either, intentOf, looking, refusal } from './ask.ts';
import { patience } from './replies.ts';
import { before } from './records.ts';

/** A plain update of the name, and the ask for the same request once more. */
export const sent = { name: 'Zoe Plain' };
export const names = intentOf('names', sent);
export const again = `resend ${String(names.spec.body ?? '')}`;

/** The contact as that update has to leave it, and as one that took the email away. */
export const kept = holding(sent);
export const gone = holding({ ...sent, email: '' });

/** That update was answered as documented. */
export const written = (caseId = 'names'): Model => after(modelWith(), answered(intentOf(caseId, sent), kept));

/** A plain update of the email. */
export const email = { email: 'zoe@example.com' };
/** The contact as it was at first, as a response shows it that hides one attribute. */
export const nameless = omit(before, ['name']);
export const hidden = omit(before, ['email']);

/** A request that had to be refused, and was. */
export const refuses = (caseId: string, attributes: JsonObject): Event =>
  answered(intentOf(caseId, attributes, refusal), 400);
export const badName = { name: 'Refused Name' };
export const badEmail = { email: 'bad@example.com' };
export const badPhone = { phone_number: '+1 202-555-0199' };

/** After such a request. */
export const afterBad = (attributes: JsonObject): Model => after(modelWith(), refuses('bad', attributes));
/** After one that was free to be refused, and was. */
export const afterAwkward = (attributes: JsonObject): Model =>
  after(modelWith(), answered(intentOf('awkward', attributes, either), 422));
/** After one of each kind. */
export const afterBoth = (attributes: JsonObject): Model => after(afterAwkward(attributes), refuses('bad', attributes));

const clauses = ['refused-update-changes-nothing', 'malformed-json-refused'] as const;
/** What is said of a refused request once a read showed that it wrote nothing. */
export const settledBy = (caseId: string): readonly string[] =>
  clauses.map((clause) => `pass ${clause} - ${caseId}@read`);
/** What is said of one when no response shows that any more. */
export const leftOpen: readonly string[] = clauses.map((clause) => `inconclusive ${clause} - bad@bad`);
/** What waits for proof after it, with the attributes as JSON. */
export const waits = (attributes: JsonObject): readonly [effect: string, refusal: string] => {
  const request = `bad@bad ${JSON.stringify(attributes)}`;
  return [`${clauses[0]} ${request}`, `${clauses[1]} ${request} about ${clauses[1]}`];
};

/** The beginning of what is said of a refused request that wrote. */
export const effect = 'fail refused-update-changes-nothing /contact';
/** What is said of the plain update of the name that took the email away. */
export const unsent = 'fail unsent-attributes-keep-value /contact/email names@names';
/** A read of the contact as expected. */
export const stored = (caseId: string): string => `pass update-is-stored - ${caseId}@read`;

/** A look at a contact that stays as it is shown. */
export const looks = { event: looking, asks: patience };
