/** The key is asked for at the front door, and not at another one. */
import { json, unauthenticated } from '../responses.ts';
import { act } from '../kit.ts';
import { apply, find, parse, show, validate } from '../stages.ts';
import type { Call, Variant } from '../types.ts';
import { group, violates } from './define.ts';

const key = (call: Call): string | undefined => call.headers['x-api-key'];
const overridden = (call: Call): string | undefined =>
  call.headers['x-http-method-override'] ?? call.headers['x-http-method'] ?? call.query.get('_method') ?? undefined;
/** Opens the workspace of the contact, whatever the key, to requests for which `opens` holds. */
const lets = (opens: (call: Call) => boolean, more: Variant = {}): Variant => ({
  ...more,
  authenticate: (call, next) => next() ?? (opens(call) ? act(call, 'one') : undefined),
});
/** Paths of another spelling lead where the documented one does. */
const respelled = (form: RegExp, plain: string): Variant => ({
  route: (call, next) => {
    const path = call.path.replace(form, plain);
    if (path === call.path) return next();
    Object.assign(call, { path });
    return next();
  },
});
/** Decides about the key by the path as it came, and about the contact by the path that it stands for. */
const openAt = (form: RegExp, plain: string): Variant => lets((call) => form.test(call.path), respelled(form, plain));

const missing = ['missing-key-refused'];
const foreign = ['foreign-id-refused'];
const isLoopback = (address: string | undefined): boolean => /^(127\.|::1|localhost)/.test(address ?? '');

export const otherDoors = group('other-doors', [
  violates(
    'put-needs-no-key',
    'only PATCH is asked for a key: PUT is let in',
    'full',
    missing,
    lets((call) => call.method === 'PUT' && key(call) === undefined),
  ),
  violates(
    'put-takes-any-key',
    'PUT is let in with whatever key',
    'nightly',
    ['wrong-key-refused', 'truncated-key-refused'],
    lets((call) => call.method === 'PUT' && (key(call) ?? '') !== ''),
  ),
  violates(
    'override-needs-no-key',
    'a method override is carried out behind the check of the key',
    'full',
    missing,
    lets((call) => call.method === 'POST' && key(call) === undefined, {
      route: (call, next) => (call.method === 'POST' && overridden(call) !== undefined ? 'update' : next()),
    }),
  ),
  violates(
    'query-override-needs-no-key',
    'a method override in the query is carried out behind the check of the key',
    'nightly',
    missing,
    lets((call) => call.method === 'POST' && call.query.has('_method'), {
      route: (call, next) => (call.method === 'POST' && call.query.has('_method') ? 'update' : next()),
    }),
  ),
  violates(
    'json-suffix-needs-no-key',
    'the check of the key does not know paths with the suffix .json',
    'full',
    missing,
    lets((call) => call.path.endsWith('.json')),
  ),
  violates(
    'trailing-slash-needs-no-key',
    'the check of the key does not know paths with a slash behind them',
    'nightly',
    missing,
    lets((call) => call.path.endsWith('/')),
  ),
  violates(
    'double-slash-needs-no-key',
    'the check of the key does not know paths with two slashes in a row, which the router joins',
    'nightly',
    missing,
    openAt(/\/{2,}/, '/'),
  ),
  violates(
    'capital-path-needs-no-key',
    'the check of the key minds the letter case of the path, and the router does not',
    'nightly',
    missing,
    openAt(/^\/Contacts\//, '/contacts/'),
  ),
  violates(
    'dot-segments-need-no-key',
    'the check of the key sees the path of the status page, and the router where two dots lead',
    'nightly',
    missing,
    openAt(/^\/status\/\.\.\//, '/'),
  ),
  violates(
    'reads-need-no-key',
    'the contact can be read without a key',
    'full',
    missing,
    lets((call) => call.method === 'GET' && key(call) === undefined),
  ),
  violates(
    'head-needs-no-key',
    'HEAD is answered without a key',
    'nightly',
    missing,
    lets((call) => call.method === 'HEAD' && key(call) === undefined, {
      route: (call, next) => (call.method === 'HEAD' ? 'read' : next()),
    }),
  ),
  violates('list-needs-no-key', 'the list of contacts is shown without a key', 'nightly', missing, {
    before: (call) => {
      if (call.method !== 'GET' || !/^\/contacts(\.json)?$/.test(call.path)) return undefined;
      if (!call.world.keys.has(key(call) ?? '')) call.acted();
      return json(200, { contacts: [...call.world.contacts.values()].map((contact) => show({ ...call, contact })) });
    },
  }),
  violates('foreign-contact-read', 'a read finds the contacts of other workspaces', 'full', foreign, {
    find: (call, next) => {
      const contact = next() ?? call.world.contacts.get(call.facts.foreignContactId);
      const isForeign = call.method === 'GET' && call.path.includes(call.facts.foreignContactId);
      return isForeign && contact !== undefined ? act(call, contact) : next();
    },
  }),
  violates('session-cookie-opens', 'every response sets a session cookie, which opens without a key', 'full', missing, {
    authenticate: (call, next) =>
      next() ?? (/_crm_session=one/.test(call.headers['cookie'] ?? '') ? act(call, 'one') : undefined),
    respond: (_call, response) => ({
      ...response,
      headers: { ...response.headers, 'set-cookie': '_crm_session=one; path=/; HttpOnly; SameSite=Lax' },
    }),
  }),
  violates(
    'any-remembered-login-opens',
    'a remembered login is told by a cookie whose value is not looked at',
    'full',
    missing,
    lets((call) => /remember_user_token=/.test(call.headers['cookie'] ?? '')),
  ),
  violates(
    'loopback-needs-no-key',
    'requests that say they come from the machine itself are let in',
    'full',
    missing,
    lets((call) => isLoopback(call.headers['x-forwarded-for']) || isLoopback(call.headers['x-real-ip'])),
  ),
  violates(
    'remote-user-trusted',
    'the user that a proxy would name in a header is believed',
    'full',
    missing,
    lets((call) => call.headers['x-remote-user'] !== undefined),
  ),
  violates(
    'middleware-skipped-by-a-header',
    'a header that marks requests within requests skips the check of the key',
    'full',
    missing,
    lets((call) => call.headers['x-middleware-subrequest'] !== undefined),
  ),
  violates(
    'original-url-needs-no-key',
    'the path of the status page is open, and a header leads from it to the contact',
    'nightly',
    missing,
    lets((call) => call.path === '/status', {
      route: (call, next) => {
        const path = call.headers['x-original-url']?.replace('/api/external/v1', '');
        if (call.path !== '/status' || path === undefined) return next();
        Object.assign(call, { path });
        return next();
      },
    }),
  ),
  violates(
    'last-character-of-the-key-free',
    'the last character of the key is not compared',
    'full',
    ['wrong-key-refused'],
    lets(
      (call) =>
        key(call)?.length === call.facts.apiKey.length &&
        key(call)?.startsWith(call.facts.apiKey.slice(0, -1)) === true,
    ),
  ),
  violates(
    'put-writes-before-the-key-is-checked',
    'PUT without a key is refused after it has been written',
    'full',
    ['unauthenticated-update-changes-nothing'],
    {
      authenticate: (call, next) => {
        const workspace = next();
        if (workspace !== undefined || call.method !== 'PUT') return workspace;
        const guest: Call = { ...call, workspace: 'one' };
        const contact = find(guest);
        if (contact === undefined) return undefined;
        guest.body = parse(guest);
        apply(contact, act(call, validate(guest)), call.world.now());
        throw unauthenticated();
      },
    },
  ),
  violates('crawlers-let-in', 'who calls itself a crawler needs no key', 'nightly', ['missing-key-refused'], {
    authenticate: (call, next) =>
      next() ?? (/bot\b/i.test(call.headers['user-agent'] ?? '') ? act(call, 'one') : undefined),
  }),
  violates(
    'own-pages-let-in',
    'a request from the pages of the product needs no key',
    'nightly',
    ['missing-key-refused'],
    {
      authenticate: (call, next) =>
        next() ?? (/\.neetocrm\.com$/.test(call.headers['origin'] ?? '') ? act(call, 'one') : undefined),
    },
  ),
]);
