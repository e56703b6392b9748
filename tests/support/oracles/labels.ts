/** The names beside identifiers: each is that of its record, as this run saw it first. */
import { contactOf, idKey, labelsIn, own, sameId } from '../endpoint/index.ts';
import { isDocumentedResponse } from './body.ts';
import { judge, type Judgement, type Oracle, type Situation } from './types.ts';

const clause = 'names-belong-to-identifiers';

/** True for a read that shows the contact that was asked for. */
function showsContact({ exchange: { response }, expectation, contactId }: Situation): boolean {
  const id = own(contactOf(response?.parsed) ?? {}, idKey);
  return expectation.kind === 'read' && response?.status === 200 && typeof id === 'string' && sameId(id, contactId);
}

/**
 * Compares each name with the one that was first seen beside the same identifier: no update of a contact renames a company, an owner or a
 * tag, so that another name is stale, or of another record.
 */
export const labels: Oracle = (situation): readonly Judgement[] => {
  const { exchange, names = {} } = situation;
  const contact = contactOf(exchange.response?.parsed);
  if (contact === null || !(isDocumentedResponse(situation) || showsContact(situation))) return [];
  const said: Judgement[] = [];
  for (const { key, of, pointer, id, name } of labelsIn(contact)) {
    const first = own(names, key);
    if (first === undefined) continue;
    const message = `The name beside the identifier ${id} (${of}) is not the one that was first shown beside it.`;
    said.push(judge(name === first, clause, pointer, message, { expected: first, actual: name }));
  }
  return said;
};
