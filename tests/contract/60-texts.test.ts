/** Awkward texts: they may be refused, but what is accepted comes back and is stored. */
import {
  attributesOf,
  awkwardTexts,
  contractCase,
  contractCases,
  contractGroup,
  isUnstorable,
  lessonsOf,
  offer,
  offerMedley,
  offerMore,
  offerWith,
  payloadFor,
  payloadRows,
  recordedAs,
  rowName,
  rowOfText,
  spared,
  textPlan,
  wasRefused,
  type Attribute,
} from '../support/index.ts';

contractGroup('texts');

const textsOf = (attribute: string) =>
  awkwardTexts.filter(({ attributes, text }) => attributes.includes(attribute) && !isUnstorable(text));
const emails = textsOf('email').filter(({ class: kind }) => kind === 'storable');
const phones = textsOf('phone_number').filter(({ class: kind }) => kind === 'storable');
const textOf = (id: string): string => awkwardTexts.find((text) => text.id === id)?.text ?? '';
/** Names whose meaning hangs on there being nothing else: among others in one text they would look like any word. */
const wholeNames = [
  'exponent',
  'true-word',
  'all-capitals',
  'hexadecimal',
  'surname-first',
  'full-stop-behind',
  'false-word',
  'decimal',
  'twenty-digits',
  'date-american',
  'undefined-word',
];
const pairs = Array.from({ length: Math.max(emails.length, phones.length) }, (_, index) => ({
  email: emails[index % emails.length],
  phone: phones[index % phones.length],
  name: textOf(wholeNames[index % wholeNames.length] ?? ''),
}));

const plan = textPlan('name');

/** The names come between: the answer to the next update shows what was stored of them. */
pairs.forEach((pair, index) => {
  contractCases(
    plan.slice(index, index + 1),
    ({ id, parts }) => ({
      id: `texts-${id}`,
      title: `${String(parts.length)} awkward texts from ${parts[0]?.id ?? ''} on come back as sent`.slice(0, 70),
      profile: 'full',
      judges: ['awkward-text'],
      needs: ['name'],
      fixed: false,
    }),
    async (contract, medley) => {
      const lessons = lessonsOf(contract.payloads, contract.profile, medley.id);
      const some = spared(medley, lessons.refused);
      contract.played(some.parts.map(rowOfText));
      await offerMedley(contract, lessons, 'name', some);
    },
  );

  contractCases(
    [pair],
    ({ email, phone }) => ({
      id: `texts-pair-${String(index + 1)}`,
      title: `${email?.id ?? ''} and ${phone?.id ?? ''} come back as sent`.slice(0, 70),
      profile: 'full',
      judges: ['awkward-text'],
      rows: [email, phone].flatMap((text) => (text === undefined ? [] : [rowOfText(text)])),
      needs: ['email', 'phone_number'],
    }),
    async (contract, { email, phone, name }) => {
      const lessons = lessonsOf(contract.payloads, contract.profile, `pair ${email?.id ?? ''} ${phone?.id ?? ''}`);
      const both = await offerWith(
        contract,
        lessons,
        { email: contract.tagged(email?.text ?? ''), phone_number: phone?.text ?? '' },
        { name },
        'both',
      );
      for (const attributes of wasRefused(both) ? [{ phone_number: phone?.text ?? '' }] : [])
        await offerMore(contract, lessons, both, attributes, 'phone number alone');
    },
  );
});

const single = attributesOf('text').flatMap(({ name }) =>
  textsOf(name).map((text) => ({ ...text, attribute: name as Attribute })),
);
/**
 * Emails and phone numbers that few servers refuse, beside the names of the profile full. No letters in the numbers: who strips punctuation,
 * which is tolerated, often strips them too, and that is left to the profile nightly.
 */
const riders: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['leading-space', ['email-apostrophe', 'phone-en-dashes']],
  ['outer-spaces', ['email-all-special-characters', 'phone-double-zero']],
  ['trailing-line-feed', ['email-long-domain', 'phone-no-break-spaces']],
  ['leading-zeros', ['email-punycode-domain', 'phone-pause']],
  ['csv-formula', ['email-unicode-domain', 'phone-longer-than-e164']],
  ['date', ['email-unicode-local-part', 'phone-british-zero-in-parentheses']],
  ['null-word', ['email-quoted-local-part', 'phone-short']],
  ['255-characters', ['email-double-dot', 'phone-slash']],
]);
const inFull: ReadonlySet<string> = new Set([
  'name leading-space',
  'name outer-spaces',
  'name trailing-line-feed',
  'name leading-zeros',
  'name csv-formula',
  'name date',
  'name null-word',
  'name 255-characters',
  'name 256-characters',
  'name 5000-characters',
]);

contractCases(
  single,
  ({ id, table, attribute, description }) => ({
    id: `text-${attribute.replaceAll('_', '-')}-${id}`,
    title: `${attribute} ${id}: ${description}`.slice(0, 70),
    profile: inFull.has(`${attribute} ${id}`) ? 'full' : 'nightly',
    judges: ['awkward-text'],
    rows: [rowName(table, { id })],
    needs: [attribute],
  }),
  async (contract, { id, attribute, text }) => {
    const [email, phone] = attribute === 'name' ? (riders.get(id) ?? []) : [];
    await offerWith(
      contract,
      lessonsOf(contract.payloads, contract.profile, `${attribute} ${id}`),
      { [attribute]: attribute === 'email' ? contract.tagged(text) : text },
      email === undefined ? {} : { email: contract.tagged(textOf(email)), phone_number: textOf(phone ?? '') },
      id,
    );
  },
);

const recordedInFull: ReadonlySet<string> = new Set(['nul', 'lone-high-surrogate']);

contractCases(
  awkwardTexts.filter(({ text }) => isUnstorable(text)),
  ({ id, table, description }) => ({
    id: `text-may-${id}`,
    title: `${id}, ${description}, is recorded`.slice(0, 70),
    profile: recordedInFull.has(id) ? 'full' : 'nightly',
    judges: ['awkward-text'],
    rows: [rowName(table, { id })],
    needs: ['name'],
  }),
  async (contract, { id, text }) => {
    await contract.record({ name: text }, 'awkward-text', { label: id });
    await contract.fill();
  },
);

contractCases(
  payloadRows('valid', ({ id, plain }) => !plain && !id.startsWith('awkward-')),
  ({ id, slug, profile, needs }) => ({
    id: slug,
    title: `${id} comes back as sent where it is accepted`.slice(0, 70),
    profile,
    judges: ['awkward-text'],
    needs,
    fixed: profile === 'full',
  }),
  async (contract, row) => {
    const payload = payloadFor(contract.payloads, 'valid', row.id);
    await contract.payload(
      payload,
      payload.may ? recordedAs(payload, 'awkward-text') : { kind: 'either', clause: 'awkward-text' },
    );
    await contract.fill();
  },
);

contractCase(
  'texts-stored',
  'what was accepted of awkward texts is what a later read shows',
  { profile: 'full', judges: ['update-is-stored'], needs: ['reading', 'name'] },
  async (contract) => {
    const name = 'Zoë 👩‍👩‍👧 O’Neill <b>&amp;</b> 😀 e\u0301\u00a0x "quoted" \\ %41 山田';
    // Storage may cut and escape what the answer shows whole: long, and with each of the characters that are escaped.
    const long = await offer(contract, { name: `${name} ${"O'Brien & Söhne <3  +1 ".repeat(6)}علي` }, 'long mixture');
    if (wasRefused(long)) await offer(contract, { name }, 'mixture');
    await contract.read();
  },
);
