/** A body that is not JSON is accepted, or refused in a wrong way. */
import { page, refusal, text } from '../responses.ts';
import { act, refuses } from '../kit.ts';
import type { Call, Variant } from '../types.ts';
import { group, violates, warns } from './define.ts';

const malformed = (call: Call): boolean => {
  try {
    JSON.parse(call.bytes.toString('utf8'));
    return false;
  } catch {
    return call.bytes.length > 0;
  }
};
const onMalformed = (make: (call: Call) => unknown): Variant => ({
  parse: (call, next) => {
    if (!malformed(call)) return next();
    call.acted();
    return make(call);
  },
});
/** The text of the first name in a body that is not JSON. */
const salvaged = (call: Call): string =>
  /name["'\]]*\s*[:=>]+\s*["']?([\w .-]+)/.exec(call.bytes.toString('utf8'))?.[1] ?? 'Unknown';

const nothing = ['refused-update-changes-nothing'];
const json2xx = ['malformed-json-refused'];
export const lenientParser = group('lenient-parser', [
  violates(
    'malformed-json-as-empty',
    'a body that is not JSON is taken for an empty update',
    'smoke',
    json2xx,
    onMalformed(() => ({ contact: { nothing: true } })),
  ),
  violates(
    'malformed-json-repaired',
    'a lenient parser repairs what is not JSON',
    'smoke',
    json2xx,
    onMalformed((call) => ({ contact: { name: salvaged(call) } })),
  ),
  violates(
    'trailing-commas-accepted',
    'a parser for configuration files takes trailing commas and comments',
    'full',
    json2xx,
    {
      parse: (call, next) => {
        if (!malformed(call)) return next();
        const relaxed = call.bytes
          .toString('utf8')
          .replace(/,\s*([}\]])/g, '$1')
          .replace(/\/\*.*?\*\/|\/\/ .*$/gs, '');
        try {
          return act(call, JSON.parse(relaxed) as unknown);
        } catch {
          return next();
        }
      },
    },
  ),
  violates('first-document-taken', 'what stands behind the first JSON document is ignored', 'full', json2xx, {
    parse: (call, next) => {
      const first = /^(\{.*\}\})[^}]+/s.exec(call.bytes.toString('utf8'))?.[1];
      try {
        return malformed(call) && first !== undefined
          ? act(call, JSON.parse(first.replace(/\}\}\{.*$/s, '}}')) as unknown)
          : next();
      } catch {
        return next();
      }
    },
  }),
  violates(
    'malformed-json-200-page',
    'a body that is not JSON is answered with a page and 200',
    'smoke',
    json2xx,
    refuses(
      () => text(200, page('Something went wrong')),
      (response, call) => response.status === 400 && malformed(call),
    ),
  ),
  violates(
    'malformed-json-stored',
    'a body that is not JSON is refused, and what could be read of it is stored',
    'smoke',
    nothing,
    {
      parse: (call, next) => {
        if (malformed(call)) call.contact.name = act(call, salvaged(call));
        return next();
      },
    },
  ),
  warns(
    'malformed-json-500',
    'a body that is not JSON makes the parser fail: 500',
    'smoke',
    ['malformed-json-answers-400', 'never-5xx'],
    onMalformed(() => {
      throw refusal(500, 'Internal server error');
    }),
  ),
  warns(
    'malformed-json-404',
    'a body that is not JSON is answered with 404',
    'smoke',
    ['malformed-json-answers-400'],
    refuses(
      (response) => ({ ...response, status: 404 }),
      (response, call) => response.status === 400 && malformed(call),
    ),
  ),
]);
