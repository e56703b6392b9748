/** What the tests of an SDK have met: attributes that they sent, and kinds of responses that came back. */
import { attributeNamed, endpoint, isEmptyValue, isObject, own } from '../endpoint/index.ts';
import { parseBody } from '../client/body.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** One thing that an SDK may meet, as a short text: `sent name`, `status 429`, `slow`. */
export type Facet = string;

interface ObservedResponse {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ms: number;
}

/** From here on a response is slow, in milliseconds. */
const slowFrom = 1000;

/** Also an object of nulls, as which an empty company is shown. */
const isBlank = (value: Json): boolean =>
  isEmptyValue(value) || (isObject(value) && Object.values(value).every((each) => each === null));

const sentFacets = (sent: JsonObject): readonly Facet[] =>
  Object.entries(sent).flatMap(([name, value]) =>
    attributeNamed(name) === undefined ? [] : [`sent ${name}`, ...(isEmptyValue(value) ? [`sent empty ${name}`] : [])],
  );

/** A record of a set that is shown as its identifier, where the stand-in shows an object. */
const isBareList = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.length > 0 && (value as readonly Json[]).every((each) => typeof each === 'string');

function shownFacets(contact: JsonObject): readonly Facet[] {
  const shown = endpoint.attributes.flatMap((attribute): readonly Facet[] => {
    const { shownAs, kind } = attribute;
    if (shownAs === null) return [];
    const value = own(contact, shownAs);
    return [
      ...(value !== undefined && isBlank(value) ? [`shown empty ${shownAs}`] : []),
      ...(kind === 'set' && isBareList(value) ? ['identifiers for records'] : []),
    ];
  });
  const more = Object.keys(contact).some((key) => !endpoint.responseKeys.includes(key));
  return [...shown, ...(more ? ['more keys'] : [])];
}

function responseFacets({ status, headers, body, ms }: ObservedResponse): readonly Facet[] {
  const slow = ms >= slowFrom ? ['slow'] : [];
  if (status === null) return [...slow, 'no response'];
  const retry = status === 429 && Object.keys(headers).some((name) => name.toLowerCase() === 'retry-after');
  const parsed = parseBody(Buffer.from(body), {});
  const isPage = !parsed.ok && parsed.reason === 'html';
  const contact = parsed.ok && isObject(parsed.value) ? own(parsed.value, endpoint.envelope) : undefined;
  return [
    ...slow,
    `status ${status >= 500 ? '5xx' : status}`,
    ...(retry ? ['retry-after'] : []),
    ...(isPage ? ['html'] : []),
    ...(status < 300 && !parsed.ok && !isPage ? ['no json'] : []),
    ...(isObject(contact) ? shownFacets(contact) : []),
  ];
}

/** What a request and its response were the first to meet, or met again. */
export const facetsOf = (sent: JsonObject | null, response: ObservedResponse | null): readonly Facet[] => [
  ...(sent === null ? [] : sentFacets(sent)),
  ...(response === null ? [] : responseFacets(response)),
];

/** One line of what an SDK never met. */
interface MeetableFacet {
  readonly facet: Facet;
  /** How the line that it belongs to begins. */
  readonly group: string;
  readonly name: string;
}

const statuses: readonly (readonly [string, string])[] = [
  ['401', '401 (no valid key)'],
  ['404', '404 (no such contact)'],
  ['422', '422 (refused values)'],
  ['429', '429 (too many requests)'],
  ['5xx', '5xx (a failing server)'],
];

const responses: readonly (readonly [Facet, string])[] = [
  ['retry-after', '429 with Retry-After'],
  ['slow', 'a slow response'],
  ['no response', 'a closed connection'],
  ['html', 'a page in the place of JSON'],
  ['no json', 'an accepted update without JSON'],
  ['more keys', 'keys that are not documented'],
  ['identifiers for records', 'identifiers where there were objects'],
];

/** Everything that the tests of an SDK can meet, in the order in which it is told. */
export const meetable: readonly MeetableFacet[] = [
  ...endpoint.attributes.map(({ name }) => ({ facet: `sent ${name}`, group: 'attributes never sent', name })),
  ...endpoint.attributes
    .filter(({ kind }) => kind === 'text' || kind === 'set' || kind === 'opaque')
    .map(({ name }) => ({ facet: `sent empty ${name}`, group: 'never sent empty', name })),
  ...[
    ...new Set(
      endpoint.attributes.flatMap(({ shownAs, kind }) => (shownAs === null || kind === 'value' ? [] : [shownAs])),
    ),
  ].map((key) => ({ facet: `shown empty ${key}`, group: 'never shown empty or null', name: key })),
  ...statuses.map(([status, name]) => ({ facet: `status ${status}`, group: 'statuses never met', name })),
  ...responses.map(([facet, name]) => ({ facet, group: 'responses never met', name })),
];
