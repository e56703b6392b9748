/** Which addresses may be written to at all. A guest does not knock at doors that nobody named. */
import { isPlaceholder, shown, type Parse } from './parse.ts';

export const apiPath = '/api/external/v1';

/** True for localhost, 127.0.0.0/8 and [::1], in the form that `URL.hostname` gives them. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** True for a workspace of neetoCRM: at least one label before neetocrm.com or neetocrm.net, and nothing after it. */
export const isVendorHost = (hostname: string): boolean =>
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+neetocrm\.(com|net)$/.test(hostname);

/** Reads NEETOCRM_BASE_URL. The value has no trailing slash. */
export const baseUrl: Parse<URL> = (text) => {
  const wrong = (message: string) => ({ ok: false, message }) as const;
  const wanted = `Write it like https://acme.neetocrm.com${apiPath}.`;
  if (isPlaceholder(text) || /\/\/your[-_]/i.test(text))
    return wrong(`still has the placeholder of .env.example. ${wanted}`);
  // `URL` turns a backslash into a slash and drops tabs and line breaks: what a person reads is not where it leads.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\\\s\u0000-\u001f\u007f]/u.test(text)) return wrong(`has a backslash or white space in it. ${wanted}`);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return wrong(`is ${shown(redactUserinfo(text))}, which is no http(s) address. ${wanted}`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text))
    return wrong('has a user name or password in it. Take it out: the key belongs into NEETOCRM_API_KEY.');
  if (text.includes('?') || text.includes('#')) return wrong(`has a query or fragment. Take it out. ${wanted}`);
  if (url.hostname.endsWith('.')) return wrong('has a dot at the end of the host name. Take it out.');
  url.pathname = url.pathname.replace(/\/+$/, '');
  if (!url.pathname.endsWith(apiPath)) return wrong(`does not end in ${apiPath}. ${wanted}`);
  return { ok: true, value: url };
};

/** A URL with a user name may carry a password: it is not repeated in a message. */
const redactUserinfo = (text: string): string => text.replace(/[^/]*@/, '***@');

/** Reads NEETOCRM_ALLOW_HOST: exact host names, with or without a port, separated by commas. No wildcards. */
export const allowedHosts: Parse<readonly string[]> = (text) => {
  const hosts = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim().toLowerCase()]));
  const wrong = hosts.find((host) => !/^([a-z0-9_.-]*[a-z0-9_-]|\[[0-9a-f:.]+\])(:\d{1,5})?$/.test(host));
  if (wrong === undefined) return { ok: true, value: hosts };
  return {
    ok: false,
    message: `has ${shown(wrong)}. Give exact host names such as crm.example.com, separated by commas: no wildcard, no scheme, no path.`,
  };
};

/**
 * Why an address may not be written to, each with what to do; empty when it may.
 * @param url where the target is said to be
 * @param permission what the operator allowed
 */
export function hostProblems(
  url: URL,
  permission: { readonly allowed: readonly string[]; readonly sandbox: boolean; readonly variable: string },
): readonly { readonly variable: string; readonly message: string }[] {
  if (isLoopback(url.hostname)) return [];
  const problems = [];
  if (
    !isVendorHost(url.hostname) &&
    !permission.allowed.includes(url.hostname) &&
    !permission.allowed.includes(url.host)
  ) {
    problems.push({
      variable: permission.variable,
      message:
        `leads to ${shown(url.host)}, which is neither *.neetocrm.com, *.neetocrm.net nor this machine. ` +
        `If it is meant, set NEETOCRM_ALLOW_HOST=${url.host}.`,
    });
  }
  if (url.protocol !== 'https:') {
    problems.push({
      variable: permission.variable,
      message: 'is not https: the key would travel in the clear. Use https for anything but this machine.',
    });
  }
  if (!permission.sandbox) {
    problems.push({
      variable: 'NEETOCRM_SANDBOX',
      message: `is not true. The run writes to a contact at ${url.host}: set NEETOCRM_SANDBOX=true if that workspace is a sandbox.`,
    });
  }
  return problems;
}
