/** Readers of single values. Each takes the text as it was set and says what is wrong with it and what to write instead. */
import { isContractText, isIdentifier } from '../endpoint/index.ts';

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };
export type Parse<T> = (text: string) => Parsed<T>;

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
const bad = (message: string): Parsed<never> => ({ ok: false, message });

/** Quotes a value for a message: short, and without anything that a terminal would obey. */
export const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** True for the stand-ins of `.env.example`, which nobody means. */
export const isPlaceholder = (text: string): boolean =>
  /^(your[-_ ].*|<.*>|change-?me|x{3,}|\.{3})$/i.test(text.trim());

const placeholder = (text: string): Parsed<never> =>
  bad(`still has the placeholder ${shown(text)}. Set it to the real value, or delete the line.`);

export const boolean: Parse<boolean> = (text) => {
  if (/^(true|1|yes)$/i.test(text)) return good(true);
  if (/^(false|0|no)$/i.test(text)) return good(false);
  return bad(`is ${shown(text)}. Set it to true or false.`);
};

/** One word of a list. */
export const oneOf =
  <T extends string>(...words: readonly T[]): Parse<T> =>
  (text) => {
    const word = words.find((each) => each === text.toLowerCase());
    return word === undefined ? bad(`is ${shown(text)}. Set it to one of: ${words.join(', ')}.`) : good(word);
  };

/** A decimal number between two bounds, both included. */
export const number =
  (least: number, most: number, kind: 'integer' | 'decimal' = 'integer'): Parse<number> =>
  (text) => {
    const shape = kind === 'integer' ? /^\d{1,15}$/ : /^(\d{1,15}(\.\d{1,9})?|\.\d{1,9})$/;
    const value = Number(text);
    if (shape.test(text) && value >= least && value <= most) return good(value);
    return bad(`is ${shown(text)}. Set it to ${kind === 'integer' ? 'a whole' : 'a'} number from ${least} to ${most}.`);
  };

export const identifier: Parse<string> = (text) => {
  if (isPlaceholder(text)) return placeholder(text);
  if (isIdentifier(text)) return good(text);
  return bad(
    `is ${shown(text)}, which is not an identifier. Copy it from the address bar or from a response of the API: ` +
      '32 hexadecimal digits in groups of 8-4-4-4-12.',
  );
};

/** Two or more distinct identifiers: with one alone, replacing cannot be told from adding. */
export const identifiers: Parse<readonly string[]> = (text) => {
  const parts = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  for (const part of parts) {
    const parsed = identifier(part);
    if (!parsed.ok) return parsed;
  }
  const distinct = new Set(parts.map((part) => part.toLowerCase()));
  if (distinct.size < parts.length) return bad('names the same tag twice. Name two or more different tags.');
  if (parts.length < 2)
    return bad('needs two or more tags, separated by commas, so that replacing can be told from adding.');
  return good(parts);
};

export const subdomain: Parse<string> = (text) => {
  if (isPlaceholder(text)) return placeholder(text);
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return good(text);
  return bad(
    `is ${shown(text)}. Give only the first part of https://<sub-domain>.neetocrm.com: lower-case letters, digits and inner hyphens.`,
  );
};

/** Characters that a key has at least: a shorter one is part of other texts by chance. */
const shortestKey = 12;

/** A key has to survive an HTTP header, and has to be a text that nothing else holds: it is looked for and redacted wherever it turns up. */
export const apiKey: Parse<string> = (text) => {
  if (isPlaceholder(text))
    return bad('still has a placeholder. Set it to the key of the workspace, or delete the line.');
  if (/\s/u.test(text)) return bad('has white space in it. Copy the key again, without spaces and line breaks.');
  if (!/^[\x21-\x7e]+$/.test(text))
    return bad('has characters that are not printable ASCII, which a header cannot carry. Copy the key again.');
  if (text.length < shortestKey)
    return bad(`is shorter than ${shortestKey} characters, too short to be told from other text. Copy the whole key.`);
  if (isContractText(text) || new Set(text.toLowerCase()).size < 4)
    return bad(
      'is made of words or digits that responses hold anyway, so each would count as a leak. Copy the real key.',
    );
  return good(text);
};

/** A name that may also be the name of a file. */
export const targetName: Parse<string> = (text) => {
  if (isPlaceholder(text)) return placeholder(text);
  if (/^[a-z0-9][a-z0-9._:-]{0,79}$/i.test(text) && !text.includes('..')) return good(text);
  return bad(
    `is ${shown(text)}. Use up to 80 letters, digits, dots, colons, hyphens and underscores, starting with a letter or digit.`,
  );
};

/** Text that may be stored as the value of a custom field. */
export const fieldValue: Parse<string> = (text) => {
  if (isPlaceholder(text)) return placeholder(text);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text)) return bad('has control characters in it. Use plain text.');
  return good(text);
};

export const anyText: Parse<string> = (text) => good(text);
