/** Awkward texts: they may be refused, but what is accepted comes back and is stored. */
import {
  attributesOf,
  awkwardTexts,
  contractCases,
  contractGroup,
  firstOfMeanings,
  isUnstorable,
  lessonsOf,
  offerMedley,
  offerMore,
  offerWith,
  rowName,
  rowOfText,
  spared,
  textPlan,
  wasRefused,
  type Attribute,
  type ContractContext,
  type Riders,
} from '../support/index.ts';

contractGroup('texts');

const textsOf = (attribute: string) =>
  awkwardTexts.filter(({ attributes, text }) => attributes.includes(attribute) && !isUnstorable(text));
type Text = (typeof awkwardTexts)[number];
const hasLetters = ({ text }: Text): number => Number(!/[0-9]/.test(text) || /\p{L}/u.test(text));

/** Texts of the profile full that have no meaning of their own, and may be refused. */
const odd: ReadonlySet<string> = new Set([
  'email-apostrophe',
  'email-all-special-characters',
  'email-long-domain',
  'email-punycode-domain',
  'email-unicode-local-part',
  'email-quoted-local-part',
  'phone-en-dashes',
  'phone-longer-than-e164',
  'phone-short',
  'phone-slash',
]);

/** Meanings of texts that many servers refuse. */
const seldomTaken: ReadonlySet<string> = new Set(['blank', 'several']);

/**
 * What the profile full has of the texts of an attribute: the first of each meaning that a server may take a text for, and those that have
 * none. What few servers refuse comes first: a refusal says little about what goes along with it.
 */
function inFullOf(attribute: string): readonly Text[] {
  const first = new Set(firstOfMeanings(attribute).map(({ id }) => id));
  const wanted = textsOf(attribute).filter(
    ({ id, class: kind, meanings }) =>
      first.has(id) || odd.has(id) || (meanings.length === 0 && kind === 'storable' && attribute !== 'name'),
  );
  const rankOf = ({ id, class: kind, meanings }: Text): number =>
    kind === 'storable' ? 0 : odd.has(id) ? 1 : meanings.some((meaning) => seldomTaken.has(meaning)) ? 3 : 2;
  return [0, 1, 2, 3].flatMap((rank) => wanted.filter((text) => rankOf(text) === rank));
}
const emails = inFullOf('email');
/** First those without letters: who keeps digits alone is known by them, and is not asked to keep more. */
const phones = inFullOf('phone_number').toSorted((one, other) => hasLetters(one) - hasLetters(other));
/** Names whose meaning hangs on there being nothing else: among others in one text they would look like any word. */
const wholeNames = inFullOf('name');

/** Names that go in full without another text. */
const inFull: ReadonlySet<string> = new Set([
  'leading-space',
  'outer-spaces',
  'trailing-line-feed',
  'leading-zeros',
  'csv-formula',
  'date',
  'null-word',
  '255-characters',
  '256-characters',
  '5000-characters',
  'only-space',
]);
/** Names so often refused that nothing goes along with them. */
const byThemselves: ReadonlySet<string> = new Set(['256-characters', '5000-characters', 'only-space']);

interface Trio {
  readonly name: Text | undefined;
  readonly email: Text | undefined;
  readonly phone: Text | undefined;
}
const named = wholeNames.filter(({ id }) => !inFull.has(id));
const trios = named.map((name, index): Trio => ({ name, email: emails[index], phone: phones[index] }));
/** Emails and phone numbers for which no request of their own is spent. */
const riders = Array.from({ length: Math.max(emails.length, phones.length) - trios.length }, (_, index): Trio => ({
  name: undefined,
  email: emails[trios.length + index],
  phone: phones[trios.length + index],
}));

/** What is sent of a trio: nothing that belongs to somebody leaves the machine. */
function valuesOf(contract: ContractContext, trio: Trio): Riders {
  const texts = [trio.name, trio.email, trio.phone].map((text) =>
    text?.loopbackOnly === true && !contract.isLoopback ? undefined : text,
  );
  const [name, email, phone] = texts;
  return {
    rows: texts.flatMap((text) => (text === undefined ? [] : [rowOfText(text)])),
    sent: {
      ...(name === undefined ? {} : { name: name.text }),
      ...(email === undefined ? {} : { email: contract.tagged(email.text) }),
      ...(phone === undefined ? {} : { phone_number: phone.text }),
    },
  };
}

const idOf = (text: Text | undefined): string => text?.id ?? 'none';
const labelOf = ({ email, phone }: Trio): string => `${idOf(email)} and ${idOf(phone)}`;

const plan = textPlan('name');
/** Those that are seldom taken go with the names at the end: after two refusals none goes along any more. */
const withMedleys = riders.slice(0, plan.length);
const singles = riders.slice(plan.length);
const noRider: Trio = { name: undefined, email: undefined, phone: undefined };

/** The names come between: the response to the next update shows what was stored of them. */
trios.forEach((trio, index) => {
  contractCases(
    [trio],
    ({ name, email, phone }) => ({
      id: `texts-of-${idOf(email)}-${idOf(phone)}`,
      title: `${idOf(email)}, ${idOf(phone)} and ${idOf(name)} come back as sent`.slice(0, 70),
      profile: 'full',
      judges: ['awkward-text'],
      needs: ['email', 'phone_number'],
    }),
    async (contract, { name, email, phone }) => {
      const lessons = lessonsOf(contract.payloads, contract.profile, `trio ${idOf(email)} ${idOf(phone)}`);
      const both = valuesOf(contract, { name: undefined, email, phone });
      contract.played(both.rows);
      const last = await offerWith(
        contract,
        lessons,
        both.sent,
        valuesOf(contract, { ...noRider, name }),
        `both beside ${idOf(name)}`,
      );
      const { phone_number: number } = both.sent;
      const isAlone = Object.keys(both.sent).length < 2;
      for (const attributes of wasRefused(last) && number !== undefined && !isAlone ? [{ phone_number: number }] : [])
        await offerMore(contract, lessons, last, attributes, 'phone number alone');
    },
  );

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
      await offerMedley(contract, lessons, 'name', some, valuesOf(contract, withMedleys[index] ?? noRider));
    },
  );
});

const single = attributesOf('text').flatMap(({ name }) =>
  textsOf(name).map((text) => ({ ...text, attribute: name as Attribute })),
);
const withRiders = [...inFull].filter((id) => !byThemselves.has(id));

contractCases(
  single,
  ({ id, table, attribute, description, loopbackOnly }) => ({
    id: `text-${attribute.replaceAll('_', '-')}-${id}`,
    title: `${attribute} ${id}: ${description}`.slice(0, 70),
    profile: attribute === 'name' && inFull.has(id) ? 'full' : 'nightly',
    judges: ['awkward-text'],
    rows: [rowName(table, { id })],
    needs: [attribute, ...(loopbackOnly ? (['loopback'] as const) : [])],
  }),
  async (contract, { id, attribute, text }) => {
    const rider = (attribute === 'name' ? singles[withRiders.indexOf(id)] : undefined) ?? noRider;
    await offerWith(
      contract,
      lessonsOf(contract.payloads, contract.profile, `${attribute} ${id}`),
      { [attribute]: attribute === 'email' ? contract.tagged(text) : text },
      valuesOf(contract, rider),
      rider === noRider ? id : `${id} beside ${labelOf(rider)}`,
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
