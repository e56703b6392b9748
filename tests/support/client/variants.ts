/** One way to write a key, in lower case. */
export interface KeyForm {
  readonly form: string;
  readonly text: string;
  /** How it reads when nobody changed the letter case; null where letter case means nothing. */
  readonly exact: string | null;
  readonly base64: boolean;
  /** Fewer characters than this are not it. */
  readonly least: number;
  /** Parts of `text`: whatever is `least` characters long holds one of them whole. */
  readonly blocks: readonly { readonly offset: number; readonly text: string }[];
}

/** Keys shorter than this are only looked for whole: half of one is a syllable. */
const SHORT = 8;
const LEAST_ENCODED = 12;

/** Every way in which a key is looked for, without repetitions. An empty key has none. */
export function keyFormsOf(apiKey: string): readonly KeyForm[] {
  if (apiKey === '') return [];
  const short = apiKey.length < SHORT;
  const half = short ? Math.max(1, apiKey.length) : Math.floor(apiKey.length / 2);
  const encoded = (form: string, text: string, base64 = false): KeyForm =>
    variant(
      form,
      text,
      null,
      Math.min(text.length, short ? text.length : Math.max(LEAST_ENCODED, Math.floor(text.length / 2))),
      base64,
    );
  const all = [
    variant('the key', apiKey, apiKey, half, false),
    encoded('the key, percent-encoded', encodeURIComponent(Buffer.from(apiKey, 'utf8').toString('utf8'))),
    encoded('the key, escaped for JSON', JSON.stringify(apiKey).slice(1, -1)),
    encoded('the key, in Unicode escapes', [...apiKey].map(unicodeEscape).join('')),
    encoded('the key in hexadecimal', Buffer.from(apiKey, 'utf8').toString('hex')),
    encoded('the key backwards', [...apiKey].reverse().join('')),
    ...[0, 1, 2].map((shift) => encoded('the key in base64', base64Core(apiKey, shift), true)),
  ];
  const seen = new Set<string>();
  return all.filter(({ text, base64 }) => {
    const fresh = text.length >= Math.min(4, apiKey.length) && !seen.has(`${base64}${text}`);
    seen.add(`${base64}${text}`);
    return fresh;
  });
}

/**
 * What finds the blocks of all variants at once, in a text in lower case: where it finds nothing, there is none of them. The two letters
 * that base64 and base64url write each in their way are one.
 */
export function signOf(variants: readonly KeyForm[]): RegExp {
  const blocks = variants.flatMap(({ blocks: parts, base64 }) =>
    parts.map(({ text }) => {
      const literal = text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
      return base64 ? literal.replaceAll(String.raw`\+`, '[+-]').replaceAll(String.raw`\/`, '[/_]') : literal;
    }),
  );
  return new RegExp(blocks.join('|'));
}

function unicodeEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What base64 makes of a key that begins `shift` bytes (modulo 3) into a text, without what its neighbours have a part in. */
function base64Core(apiKey: string, shift: number): string {
  const bytes = Buffer.from(apiKey, 'utf8');
  const bits = (shift + bytes.length) * 8;
  const base64 = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return base64.slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6));
}

function variant(form: string, text: string, exact: string | null, least: number, base64: boolean): KeyForm {
  const lower = text.toLowerCase();
  // Two blocks fit into `least`, so that one of them is whole wherever it begins. What is only looked for whole is one block.
  const size = least === lower.length ? least : Math.max(1, Math.floor(least / 2));
  const blocks = Array.from({ length: Math.floor(lower.length / size) }, (_, i) => ({
    offset: i * size,
    text: lower.slice(i * size, (i + 1) * size),
  }));
  return { form, text: lower, exact, base64, least, blocks };
}
