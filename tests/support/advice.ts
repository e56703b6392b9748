/** What a person can do about a target that does not show the contact, in one sentence. */
import type { Exchange } from './client/exchange.ts';
import { isAccepted } from './signs.ts';

/** What to look at when a request came to nothing. */
export const failureAdvice: Readonly<Partial<Record<NonNullable<Exchange['failure']>['kind'], string>>> = {
  dns: 'The host name is not known: look at NEETOCRM_SUBDOMAIN or NEETOCRM_BASE_URL.',
  refused: 'Nothing listens there: look at NEETOCRM_BASE_URL.',
  tls: 'The certificate is not trusted, or the port does not speak TLS.',
  timeout: 'Raise NEETOCRM_TIMEOUT_MS if the target is only slow.',
};

/** What to look at when the contact was not shown, by the status of the response. */
export function statusAdvice(status: number): string {
  if (status === 401) return 'The key is refused: look at NEETOCRM_API_KEY.';
  if (status === 403)
    return 'The key is not allowed to see this contact: look at NEETOCRM_API_KEY and NEETOCRM_CONTACT_ID.';
  if (status === 404)
    return 'There is no such contact in this workspace: look at NEETOCRM_CONTACT_ID, then at the sub-domain.';
  if (status === 429) return 'The target is throttling: wait, and lower NEETOCRM_MAX_RPS.';
  if (status >= 500) return 'The target fails: try again later.';
  if (status >= 300 && status < 400)
    return 'A redirect is never followed: look at NEETOCRM_SUBDOMAIN or NEETOCRM_BASE_URL.';
  if (isAccepted(status)) return 'The response does not show the contact that was asked for.';
  return 'It refuses unknown attributes. `npm run contract` has further ways of reading; none of them is tried here.';
}

/**
 * The advice for the last of some exchanges, with the status in it: `The key is refused (401): look at NEETOCRM_API_KEY.` Null
 * where there is nothing that a person could look at.
 */
export function adviceFor(exchanges: readonly Exchange[]): string | null {
  const last = exchanges.at(-1);
  if (last === undefined) return null;
  const { response, failure } = last;
  if (response === null) return failureAdvice[failure?.kind ?? 'reset'] ?? null;
  const { status } = response;
  if (isAccepted(status) || (status >= 400 && status < 500 && ![401, 403, 404, 429].includes(status))) return null;
  return statusAdvice(status).replace(/:/, ` (${String(status)}):`);
}
