/** Authentication was refactored. */
import { refusal, Refusal, text, unauthenticated } from '../responses.ts';
import { act, refuses } from '../kit.ts';
import { apply, find, parse, validate } from '../stages.ts';
import type { Call, Variant } from '../types.ts';
import { group, violates, warns } from './define.ts';

const key = (call: Call): string | undefined => call.headers['x-api-key'];
/** Opens the workspace of the contact to requests for which `opens` holds. */
const lets = (opens: (call: Call) => boolean): Variant => ({
  authenticate: (call, next) => next() ?? (opens(call) ? act(call, 'one') : undefined),
});
/** Takes the key from elsewhere, and no longer from its header. */
const onlyFrom = (place: (call: Call) => string | null | undefined): Variant => ({
  authenticate: (call, next) => {
    const workspace = call.world.keys.get(place(call) ?? '');
    if (next() !== workspace) call.acted();
    return workspace;
  },
});
const bearer = (call: Call): string | undefined => /^Bearer (.+)$/i.exec(call.headers['authorization'] ?? '')?.[1];
const status = (code: number, when: (call: Call) => boolean = () => true): Variant =>
  refuses(
    (response) => ({ ...response, status: code }),
    (response, call) => response.status === 401 && when(call),
  );
/** Writes although the key is refused; `when` sees the call. */
const writesFirst = (when: (call: Call) => boolean): Variant => ({
  authenticate: (call, next) => {
    const workspace = next();
    if (workspace !== undefined || call.method !== 'PATCH' || !when(call)) return workspace;
    const guest: Call = { ...call, workspace: 'one' };
    const contact = find(guest);
    try {
      if (contact === undefined) return undefined;
      guest.body = parse(guest);
      apply(contact, act(call, validate(guest)), call.world.now());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    return undefined;
  },
});

const wrong = ['wrong-key-refused'];
const answers401 = ['unauthenticated-answers-401'];
export const authentication = group('authentication', [
  violates(
    'no-key-needed',
    'without a key the default workspace is taken',
    'smoke',
    ['missing-key-refused'],
    lets((call) => key(call) === undefined),
  ),
  violates(
    'empty-key-accepted',
    'an empty key equals an unset one',
    'full',
    ['empty-key-refused'],
    lets((call) => key(call) === ''),
  ),
  violates(
    'any-key-accepted',
    'whoever sends any key is let in',
    'smoke',
    wrong,
    lets((call) => (key(call) ?? '') !== ''),
  ),
  violates(
    'key-of-same-length-accepted',
    'only the length of the key is compared',
    'full',
    wrong,
    lets((call) => key(call)?.length === call.facts.apiKey.length),
  ),
  violates(
    'longer-key-accepted',
    'a key that begins with the valid one is let in',
    'full',
    wrong,
    lets((call) => key(call)?.startsWith(call.facts.apiKey) === true),
  ),
  violates(
    'key-prefix-accepted',
    'keys are compared up to the length of the one that was sent',
    'full',
    ['truncated-key-refused'],
    lets((call) => (key(call) ?? '').length >= 4 && call.facts.apiKey.startsWith(key(call) ?? '')),
  ),
  violates(
    'last-character-ignored',
    'the last character of the key is ignored',
    'full',
    ['truncated-key-refused'],
    lets((call) => key(call)?.length === call.facts.apiKey.length - 1 && call.facts.apiKey.startsWith(key(call) ?? '')),
  ),
  violates(
    'key-in-url-accepted',
    'the key is taken from the query as well',
    'full',
    ['key-in-url-refused'],
    lets((call) => [...call.query.values()].includes(call.facts.apiKey)),
  ),
  violates(
    'anonymous-after-first',
    'once someone was let in, requests without a key are too',
    'smoke',
    ['missing-key-refused'],
    () => {
      let open = false;
      return {
        authenticate: (call, next) => {
          const workspace = next();
          if (workspace !== undefined) open = true;
          return workspace ?? (open && key(call) === undefined ? act(call, 'one') : undefined);
        },
      };
    },
  ),
  violates(
    'anonymous-answered-with-nothing',
    'without a key an update is answered with 200 and {}',
    'smoke',
    ['missing-key-refused'],
    refuses(
      (response) => ({
        ...response,
        status: 200,
        body: {},
      }),
      (response, call) => response.status === 401 && key(call) === undefined,
    ),
  ),
  violates(
    'wrong-key-sees-a-login-page',
    'a wrong key is answered with a login page and 200',
    'smoke',
    wrong,
    refuses(
      () => text(200, '<html><form>Log in</form></html>'),
      (response, call) => response.status === 401 && (key(call) ?? '') !== '',
    ),
  ),
  violates(
    'writes-before-the-key-is-checked',
    'an update without a key is written, and then refused',
    'smoke',
    ['unauthenticated-update-changes-nothing'],
    writesFirst((call) => key(call) === undefined),
  ),
  violates(
    'writes-before-a-wrong-key-is-refused',
    'an update with a wrong key is written, and then refused',
    'smoke',
    ['unauthenticated-update-changes-nothing'],
    writesFirst((call) => (key(call) ?? '') !== ''),
  ),
  violates(
    'writes-whatever-the-key',
    'the key is checked after the update was written',
    'smoke',
    ['unauthenticated-update-changes-nothing'],
    writesFirst(() => true),
  ),
  violates(
    'key-as-bearer-only',
    'the key is only taken as a bearer token',
    'full',
    ['key-header-authenticates'],
    onlyFrom(bearer),
  ),
  violates(
    'key-in-url-only',
    'the key is only taken from the query',
    'full',
    ['key-header-authenticates'],
    onlyFrom((call) => call.query.get('api_key')),
  ),
  warns(
    'missing-key-403',
    'a missing key is answered with 403',
    'smoke',
    answers401,
    status(403, (call) => key(call) === undefined),
  ),
  warns(
    'wrong-key-403',
    'a wrong key is answered with 403',
    'smoke',
    answers401,
    status(403, (call) => (key(call) ?? '') !== ''),
  ),
  warns(
    'unauthenticated-404',
    'whoever has no valid key is told that nothing is there',
    'smoke',
    answers401,
    status(404),
  ),
  warns(
    'unauthenticated-400',
    'a missing key is a missing parameter: 400',
    'smoke',
    answers401,
    status(400, (call) => key(call) === undefined),
  ),
  warns('empty-key-fails', 'an empty key makes the look-up fail: 500', 'full', ['never-5xx'], {
    authenticate: (call, next) => {
      if (key(call) === '') throw act(call, refusal(500, 'Internal server error'));
      return next();
    },
  }),
  warns(
    'header-name-exact',
    'the header of the key is only found when it is written X-Api-Key',
    'full',
    ['key-header-name-case-free'],
    {
      authenticate: (call, next) => {
        const sent = call.headerNames.some((name) => name.toLowerCase() === 'x-api-key');
        if (sent && !call.headerNames.includes('X-Api-Key')) throw act(call, unauthenticated());
        return next();
      },
    },
  ),
]);
