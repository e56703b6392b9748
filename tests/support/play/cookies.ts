/** The cookies that the target sets: none of them is a key, so they are sent back in its place. */
import type { Exchange } from '../client/exchange.ts';
import { isAccepted } from '../oracles/index.ts';

/** Several headers of that name are recorded as one, with commas between them; a date has a comma too, and no name behind it. */
const each = /,\s*(?=[^\s=;,]+=)/;

/** Notes the cookies of a response with 2xx: of a refusal nothing could be opened. */
export function noteCookies(cookies: Map<string, string>, { response }: Exchange): void {
  if (response === null || !isAccepted(response.status)) return;
  for (const cookie of (response.headers['set-cookie'] ?? '').split(each)) {
    const [, name, value] = /^\s*([^\s=;]+)=([^;]*)/.exec(cookie) ?? [];
    if (name !== undefined && value !== undefined && value !== '') cookies.set(name, value.trim());
  }
}

/** What a client would send back; null while there are none. */
export const cookieHeader = (cookies: ReadonlyMap<string, string>): string | null =>
  cookies.size === 0 ? null : [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
