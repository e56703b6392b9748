/** What a single pass over a JSON text tells, which `JSON.parse` keeps to itself. Only exact where the text is valid JSON. */
interface Scan {
  /** Deepest nesting of objects and arrays. */
  readonly depth: number;
  /** True when the text ends inside a string, an array or an object. */
  readonly open: boolean;
  /** JSON Pointers (RFC 6901) of members whose name occurs more than once in their object, in order, each once. */
  readonly duplicateKeys: readonly string[];
}

interface Frame {
  /** Names seen so far in an object; null in an array. */
  readonly names: Set<string> | null;
  /** The member or item the scan is in. */
  at: string | number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads a JSON text once, without recursion, so that neither ten thousand levels nor a million members do harm.
 *
 * @param text - a JSON text, perhaps a broken one
 * @param maxDepth - the scan stops when it goes deeper, and says so by `depth`
 */
export function scan(text: string, maxDepth: number): Scan {
  const stack: Frame[] = [];
  const duplicates = new Set<string>();
  let depth = 0;
  let expectName = false;
  let top: Frame | undefined;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = endOfString(text, i);
      if (end < 0) return { depth, open: true, duplicateKeys: [...duplicates] };
      if (expectName && top?.names) note(stack, top, top.names, nameOf(text.slice(i, end + 1)), duplicates);
      expectName = false;
      i = end;
    } else if (code === 0x7b || code === 0x5b) {
      expectName = code === 0x7b;
      top = expectName ? { names: new Set(), at: '' } : { names: null, at: 0 };
      stack.push(top);
      depth = Math.max(depth, stack.length);
      if (depth > maxDepth) return { depth, open: false, duplicateKeys: [...duplicates] };
    } else if (code === 0x7d || code === 0x5d) {
      stack.pop();
      top = stack.at(-1);
      expectName = false;
    } else if (code === 0x2c && top) {
      expectName = top.names !== null;
      if (typeof top.at === 'number') top.at += 1;
    }
  }
  return { depth, open: stack.length > 0, duplicateKeys: [...duplicates] };
}

/** Index of the quote that ends the string which begins at `start`, or -1. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    // Two of them are one backslash; one that is left over makes the quote a letter.
    if (escapes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}

/** `"\u0061"` and `"a"` are the same name. */
function nameOf(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}

function note(stack: readonly Frame[], top: Frame, names: Set<string>, name: string, duplicates: Set<string>): void {
  top.at = name;
  if (names.has(name)) duplicates.add(stack.map((frame) => `/${escapeToken(String(frame.at))}`).join(''));
  else names.add(name);
}

/** A reference token of a JSON Pointer (RFC 6901, section 3). */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
