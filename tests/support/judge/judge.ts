/** One request of a client against the contract: data in, data out. */
import type { SdkClauseId } from '../catalogue.ts';
import { bodyFindings } from './body.ts';
import { findingOf } from './finding.ts';
import { keyFindings } from './key.ts';
import { addressFindings, methodFindings, pathFindings, requestPlaceOf } from './line.ts';
import type { ClientRequest, SdkJudgement, Known } from './types.ts';

const ofEach: readonly SdkClauseId[] = ['sdk-key-in-header', 'sdk-key-nowhere-else', 'sdk-key-valid'];
const ofContacts: readonly SdkClauseId[] = ['sdk-path-documented', 'sdk-identifiers-known'];

/** What arrived and was no request: its headers were never whole, or it was no HTTP. */
const unreadable = (fault: string | undefined): SdkJudgement => ({
  purpose: 'outside',
  findings: [
    findingOf(
      'sdk-request-whole',
      'the request',
      fault === undefined ? 'unreadable' : `unreadable ${fault}`,
      fault ?? 'Something arrived that is not a whole HTTP request: its headers end too early, or it is no HTTP.',
      { expected: 'an HTTP request' },
    ),
  ],
  judged: ['sdk-request-whole'],
});

/**
 * Judges one request. An update (PATCH, PUT or POST on the path of a contact) is judged in full, a read by its key, its path and its
 * identifier; anything else is told as outside of this contract.
 */
export function judgeRequest(request: ClientRequest, known: Known): SdkJudgement {
  if (request.method === '') return unreadable(request.fault);
  const place = requestPlaceOf(request, known);
  const path = pathFindings(request, place, known);
  if (place.purpose === 'outside') return { purpose: 'outside', findings: path, judged: ['sdk-path-documented'] };
  const address = addressFindings(place, known);
  if (place.purpose === 'read')
    return {
      purpose: 'read',
      findings: [
        findingOf(
          'sdk-reads',
          'the method',
          'read',
          'A contact is read with GET, which is not documented. It was answered.',
          { actual: 'GET' },
        ),
        ...keyFindings(request, undefined, known),
        ...path,
        ...address,
      ],
      judged: ['sdk-reads', ...ofEach, ...ofContacts],
    };
  const body = bodyFindings(request, known);
  return {
    purpose: 'update',
    findings: [
      ...methodFindings(request),
      ...keyFindings(request, body.value, known),
      ...path,
      ...address,
      ...body.findings,
    ],
    judged: ['sdk-method-patch', ...ofEach, ...ofContacts, ...body.judged],
  };
}
