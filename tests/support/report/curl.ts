/** The command line that sends a recorded request again, with the key, in whichever form it was sent, left in the environment. */
import type { Exchange } from '../client/exchange.ts';
import { badCredentials, doors, doorWithKey, nearKeys, type KeyTransform } from '../fixtures.ts';
import { recordedBytes } from '../text/bytes.ts';
import { unshown } from '../text/headers.ts';
import { isUnsafe } from '../text/sanitise.ts';
import { asTyped } from '../text/typed-commands.ts';

/** What stands in an exchange in the place of the key. */
export const redacted = '[redacted]';

/** How a command line names the key. */
export const keyVariable = '$NEETOCRM_API_KEY';

/** A body longer than this is not put on a command line, in characters. */
const longest = 16_384;

/** curl sets these itself, or they say nothing about the contract. */
const left = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'user-agent']);

/** One word of a POSIX shell, in single quotes: nothing in it is expanded. */
const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * One word of a POSIX shell in which the mark of a redacted key is the variable of the key. Only the variable and plain
 * characters stand in double quotes, everything else in single ones.
 */
function quoteWithKey(text: string, key: string): string {
  if (!text.includes(redacted)) return shellQuote(text);
  const parts = text.split(redacted);
  if (parts.every((part) => /^[\w :./=?&-]*$/.test(part))) {
    // A letter right after the name of a variable would belong to the name.
    const joined = parts.some((part, index) => index > 0 && /^\w/.test(part)) ? key.replace(/^\$(\w+)$/, '${$1}') : key;
    return `"${parts.join(joined)}"`;
  }
  return parts.map((part) => (part === '' ? '' : shellQuote(part))).join(`"${key}"`);
}

/** The bytes of a body as the format of `printf`, for bodies that a terminal would not show or obey, a CI service obey, or a shell not carry. */
const printfFormat = (body: Uint8Array): string =>
  [...body]
    .map((byte, index, bytes) =>
      byte === 0x5c
        ? '\\\\'
        : byte === 0x25
          ? '%%'
          : byte >= 0x20 && byte < 0x7f && byte !== 0x23 && !(byte === 0x3a && bytes[index + 1] === 0x3a)
            ? String.fromCharCode(byte)
            : `\\${byte.toString(8).padStart(3, '0')}`,
    )
    .join('');

function headerArguments(headers: Readonly<Record<string, string>>, hasBody: boolean, key: string): readonly string[] {
  const sent = Object.entries(headers).filter(([name]) => !left.has(name.toLowerCase()));
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  // curl adds these by itself; a request without them is only repeated when they are taken away.
  const unsent = [
    ...(names.has('accept') ? [] : ['Accept:']),
    ...(hasBody && !names.has('content-type') ? ['Content-Type:'] : []),
  ];
  const lines = sent.map(([name, value]) => {
    // Not recorded: whoever has it says so in a variable that is named like the header.
    if (value === unshown) return `--header "${name}: $${name.toUpperCase().replaceAll('-', '_')}"`;
    const shown = name.toLowerCase() === 'x-api-key' ? 'X-Api-Key' : name;
    // "Name;" is how curl is told to send a header without a value; "Name:" would remove it.
    return `--header ${quoteWithKey(value === '' ? `${shown};` : `${shown}: ${value}`, key)}`;
  });
  return [...lines, ...unsent.map((line) => `--header ${quoteWithKey(line, key)}`)];
}

function urlArguments(url: string, key: string): readonly string[] {
  return [
    ...(/[[\]{}]/.test(url.replaceAll(redacted, '')) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(\/|$|\?)/.test(url) ? ['--path-as-is'] : []),
    quoteWithKey(url, key),
  ];
}

function bodyArguments(
  body: string,
  bytes: Uint8Array,
  isText: boolean,
  key: string,
): { readonly before: string; readonly words: readonly string[] } {
  if (!isText || isUnsafe(body))
    return { before: `printf ${shellQuote(printfFormat(bytes))} | `, words: ['--data-binary @-'] };
  // --data-binary would read a file whose name follows the at sign.
  const option = body.startsWith('@') ? '--data-raw' : '--data-binary';
  return { before: '', words: [`${option} ${quoteWithKey(body, key)}`] };
}

/** curl waits for the body that a response to HEAD does not have, unless it is told so. */
const methodArgument = (method: string): string =>
  method === 'HEAD' ? '--head' : `--request ${/^[A-Z]+$/.test(method) ? method : shellQuote(method)}`;

const commandOf = (
  { method, url, headers }: Exchange['request'],
  key: string,
  body: { readonly before: string; readonly words: readonly string[] },
): string =>
  body.before +
  [
    `curl --include ${methodArgument(method)}`,
    ...urlArguments(url, key),
    ...headerArguments(headers, body.words.length > 0, key),
    ...body.words,
  ].join(' ');

/**
 * One line for a POSIX shell that sends the request again. Takes an exchange whose key was redacted; the key is read
 * from `$NEETOCRM_API_KEY`. A case that sent a form of the key says so with `key`, in the words of the shell:
 * `${NEETOCRM_API_KEY%?}` is the key without its last character. Null when the body is too long for a command line.
 */
export function curlOf({ request }: Pick<Exchange, 'request'>, key = keyVariable): string | null {
  const { body } = request;
  const bytes = recordedBytes(request);
  if (bytes === null || bytes.length > longest) return null;
  const isText = request.bodyHex === undefined;
  return commandOf(
    request,
    key,
    body === null || bytes.length === 0 ? { before: '', words: [] } : bodyArguments(body, bytes, isText, key),
  );
}

/** The same line for a body too long to be read there: it is taken from `file`, which has to be written first. */
export const curlFromFile = ({ request }: Pick<Exchange, 'request'>, file: string, key = keyVariable): string =>
  commandOf(request, key, { before: '', words: [`--data-binary @${file}`] });

/** The command that sends one case again, with the seed that made its values. */
export const replayOf = (slug: string, seed: number): string =>
  asTyped(`npm run replay -- ${/^[\w.:-]+$/.test(slug) ? slug : shellQuote(slug)} --seed ${seed}`);

/**
 * What takes the place of the key on a command line. A key with a character more, or with spaces around it, is recorded with
 * these beside the mark of the key, so that the key itself is right there.
 */
const forms: Readonly<Partial<Record<KeyTransform, string>>> = {
  // Without the character that was changed: the one in its place is recorded.
  'last-changed': '${NEETOCRM_API_KEY%?}',
  'first-changed': '${NEETOCRM_API_KEY#?}',
  'last-cut': '${NEETOCRM_API_KEY%?}',
  'first-cut': '${NEETOCRM_API_KEY#?}',
  twice: '${NEETOCRM_API_KEY}${NEETOCRM_API_KEY}',
  'first-half': '$(printf %s "$NEETOCRM_API_KEY" | cut -c 1-$(( (${#NEETOCRM_API_KEY} + 1) / 2 )))',
  'other-case': '$(printf %s "$NEETOCRM_API_KEY" | tr a-zA-Z A-Za-z)',
};

const byCase = new Map([
  ...badCredentials.map(({ id, transform }) => [`key-${id}`, transform] as const),
  ...nearKeys.flatMap((key) => doors.map((door) => [doorWithKey(door, key), key.transform] as const)),
]);

/**
 * The key of an exchange as `curlOf` takes it. The cases of `fixtures/credentials.json` send their key in the one request that
 * the case is about; every other request carries the valid key.
 */
export function keyFormOf({ case: id, purpose }: Pick<Exchange, 'case' | 'purpose'>): string {
  const transform = purpose === 'case' ? byCase.get(id) : undefined;
  return (transform === undefined ? undefined : forms[transform]) ?? keyVariable;
}
