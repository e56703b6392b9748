/** The paths of the stand-in that are not those of the API: by them a test runner marks its tests and asks for the verdict. */
import type { Recorded } from '../judge/record.ts';

/** Where they begin. */
export const controlPath = '/__contract/';

export interface Controls {
  readonly mark: (test: string) => void;
  readonly reset: () => void;
  readonly records: () => readonly Recorded[];
  /** The report up to now. */
  readonly verdict: () => object;
}

interface Controlled {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly allow?: string;
}

const json = (status: number, value: object): Controlled => ({
  status,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(value)}\n`,
});

/** Characters of a body in a line of the journal, and of the name of a test. */
const [mostBody, mostName] = [2048, 200];

const cut = (text: string): string =>
  text.length <= mostBody ? text : `${text.slice(0, mostBody)}[… ${text.length - mostBody} characters left out]`;

/** One request as a line of the journal, without its line feed. */
export function journalLine({ request, response, judgement, nth, at, test, bytes, whole }: Recorded): string {
  const { findings, purpose } = judgement;
  return JSON.stringify({
    nth,
    at,
    test,
    purpose,
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: request.body === null ? null : cut(request.body),
    bytes,
    whole,
    response:
      response === null
        ? null
        : { status: response.status, headers: response.headers, body: cut(response.body), ms: response.ms },
    findings: findings.map(({ clause, pointer, party, message }) => ({ clause, pointer, party, message })),
  });
}

interface Route {
  readonly method: string;
  readonly act: (controls: Controls, query: URLSearchParams) => Controlled;
}

const routes: Readonly<Record<string, Route>> = {
  health: { method: 'GET', act: ({ records }) => json(200, { ok: true, requests: records().length }) },
  journal: {
    method: 'GET',
    act: ({ records }) => ({
      status: 200,
      type: 'application/x-ndjson; charset=utf-8',
      body: records()
        .map((each) => `${journalLine(each)}\n`)
        .join(''),
    }),
  },
  verdict: { method: 'GET', act: ({ verdict }) => json(200, verdict()) },
  mark: {
    method: 'POST',
    act: ({ mark }, query) => {
      // eslint-disable-next-line knowledge/elsewhere -- a parameter of this address, and no attribute
      const name = (query.get('name') ?? '').trim().slice(0, mostName);
      if (name === '') return json(400, { error: `Name the test: POST ${controlPath}mark?name=…` });
      mark(name);
      return json(200, { ok: true, test: name });
    },
  },
  reset: {
    method: 'POST',
    act: ({ reset }) => {
      reset();
      return json(200, { ok: true });
    },
  },
};

/** Answers a request whose path begins with `controlPath`. */
export function control(method: string, target: string, controls: Controls): Controlled {
  const [path = '', query = ''] = target.slice(controlPath.length).split('?');
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined)
    return json(404, {
      error: `There is no ${controlPath}${path.slice(0, 40)}. There are ${Object.keys(routes).join(', ')}.`,
    });
  if (method !== route.method && !(method === 'HEAD' && route.method === 'GET'))
    return { ...json(405, { error: `${controlPath}${path} takes ${route.method}.` }), allow: route.method };
  return route.act(controls, new URLSearchParams(query));
}
