/** Stack traces of several runtimes: as the error, beside the contact, on a page. */
import { adds, changes, shows, type Mutation } from './exchange-mutation.ts';
import { respond, withHeaders } from './change.ts';
import { malformedJson, nameUpdate, read, refusedValue, unknownId } from './recorded-exchanges.ts';

const stack = 'answer-no-stack-trace';
const traces: readonly (readonly [string, string])[] = [
  ['Ruby', "app/models/contact.rb:42:in `assign_attributes'"],
  ['Ruby 3.4', "/usr/lib/ruby/3.4.0/json/common.rb:338:in 'JSON::Ext::Parser#parse'"],
  ['a Ruby template', "app/views/contacts/show.json.erb:3:in `_app_views_contacts'"],
  ['Node.js', 'TypeError: x is undefined\n    at update (/srv/app/contacts.js:31:15)'],
  ['Node.js, async', 'Error: gone\n    at async Contacts.update (file:///srv/app/contacts.js:31:15)'],
  ['Node.js itself', 'Error\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)'],
  ['Node.js, no function', 'Error\n    at /srv/app/index.js:3:9'],
  ['Node.js, a constructor', 'Error\n    at new Contact (/srv/app/contact.js:1:2)'],
  ['Node.js on Windows', 'Error\n    at update (C:\\app\\contacts.js:31:15)'],
  ['Python', 'Traceback (most recent call last):\n  File "/srv/app.py", line 10, in <module>'],
  ['a line of Python', 'File "/srv/contacts/views.py", line 88, in update'],
  ['Java', 'java.lang.NullPointerException\n\tat com.acme.Contacts.update(Contacts.java:88)'],
  ['a constructor of Java', '\tat com.acme.Contact.<init>(Contact.java:12)'],
  ['a module of Java', '\tat java.base/java.lang.Thread.run(Thread.java:833)'],
  ['Kotlin', '\tat com.acme.ContactsKt.update(Contacts.kt:12)'],
  ['Scala', '\tat acme.Contacts$.update(Contacts.scala:7)'],
  ['native Java', '\tat sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)'],
  ['PHP', '#0 /var/www/html/index.php(12): update()'],
  ['PHP with a header', 'Stack trace:\n#0 {main}'],
  ['an error of PHP', 'in /var/www/html/contacts.php:88'],
  ['Go', 'goroutine 1 [running]:\nmain.update(0x0)\n\t/srv/main.go:12 +0x1d'],
  ['a panic of Go', 'panic: runtime error: index out of range\n\nmain.go'],
  ['.NET', '   at Acme.Contacts.Update(String id) in C:\\src\\Contacts.cs:line 42'],
  ['Elixir', '(crm 0.1.0) lib/crm/contacts.ex:42: Crm.Contacts.update/2'],
  ['Elixir, raising', '(ecto 3.11.1) lib/ecto/repo/queryable.ex:164: Ecto.Repo.Queryable.one!/3'],
  ['a closure of Elixir', '(crm 0.1.0) lib/crm/contacts.ex:7: anonymous fn/2 in Crm.Contacts.update/2'],
  ['Rust', "thread 'main' panicked at src/contacts.rs:42:9:\nindex out of bounds"],
];
const traceIn: readonly Mutation[] = traces.flatMap(([what, text]) => [
  ...changes(unknownId, [shows(`a trace of ${what} as the error`, '/error', text, stack)]),
  ...changes(nameUpdate, [
    adds(`a trace of ${what} beside the contact`, '/debug', { lines: ['one', text] }, stack, '/lines/1'),
  ]),
  ...changes(malformedJson, [
    [
      `a trace of ${what} on a page`,
      respond({ body: `<html><pre>${text}</pre></html>`, headers: { 'content-type': 'text/html' } }),
      stack,
      '',
      'errors-are-json',
    ],
  ]),
]);
const [ruby = '', , , node = ''] = traces.map(([, text]) => text);
const traceKeys: readonly Mutation[] = [
  ...changes(refusedValue, [
    ...['traces', 'backtrace', 'stack_trace', 'stackTrace', 'stack'].map((name) =>
      adds(`frames under ${name}`, `/${name}`, ['contacts_controller, line 17, update'], stack),
    ),
    adds('lines under trace', '/trace', 'update\nparse\nmain', stack),
    ['a trace in a header', withHeaders({ 'content-type': 'application/json', 'x-debug': ruby }), stack],
  ]),
  ...changes(read, [adds('a trace within a read', '/debug', ruby, stack)]),
  ...changes(nameUpdate, [adds('a trace within the contact', '/contact/last_error', node, stack)]),
];

/** Mutations that show where something went wrong. */
export const traceMutations: readonly Mutation[] = [...traceIn, ...traceKeys];
