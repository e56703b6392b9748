/** As much of an XML 1.0 parser as it takes to say whether a document is well-formed, and to look into it. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Character data of this element alone. */
  readonly text: string;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: Open[];
  text: string;
}

const token =
  /<\?xml[^?]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const entity = /&(?:lt|gt|amp|quot|apos|#\d+|#x[0-9a-fA-F]+);/g;
// Source: XML 1.0, production 2 (Char).
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const names: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

function decode(text: string): string {
  if (text.replace(entity, '').includes('&')) throw new SyntaxError(`a bare ampersand in ${text.slice(0, 80)}`);
  return text.replace(entity, (name) => {
    const code = name.startsWith('&#x') ? Number.parseInt(name.slice(3), 16) : Number(name.slice(2, -1));
    return names[name] ?? String.fromCodePoint(code);
  });
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of source.matchAll(/([\w.-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, name)) throw new SyntaxError(`attribute ${name} twice`);
    found[name] = decode(value);
  }
  return found;
}

/**
 * The root element.
 * @throws SyntaxError when the document is not well-formed
 */
export function parseXml(source: string): XmlElement {
  const character = forbidden.exec(source);
  if (character !== null) throw new SyntaxError(`a character that XML forbids at ${character.index}`);
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    const parent = open.at(-1);
    if (match === null || parent === undefined)
      throw new SyntaxError(`not well-formed at ${source.slice(at, at + 80)}`);
    const [, cdata, closing, name, attributes = '', empty, text] = match;
    if (cdata !== undefined) parent.text += cdata;
    if (text?.includes(']]>') === true) throw new SyntaxError('"]]>" in character data');
    if (text !== undefined) parent.text += decode(text);
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop()?.name !== name) throw new SyntaxError(`</${name}> closes another element`);
      continue;
    }
    const element: Open = { name, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (empty !== '/') open.push(element);
  }
  const [first, ...others] = root.children;
  if (open.length !== 1 || first === undefined || others.length > 0)
    throw new SyntaxError('not one whole root element');
  return first;
}

/** Every element of that name, in document order. */
export const elements = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)]);
