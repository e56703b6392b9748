/** Awkward texts: they may be refused, but what is accepted comes back and is stored. */
import {
  awkwardTexts,
  contractCase,
  contractCases,
  contractGroup,
  halves,
  isAccepted,
  isUnstorable,
  payloadFor,
  payloadRows,
  textPlan,
  type ContractContext,
  type Exchange,
  type JsonObject,
  type Medley,
  type Need,
} from '../support/index.ts';

contractGroup('texts');

const offer = (contract: ContractContext, attributes: JsonObject, label: string): Promise<Exchange> =>
  contract.payload(
    {
      id: label,
      kind: 'valid',
      plain: false,
      may: false,
      body: { contact: attributes },
      attributes: Object.keys(attributes),
      target: null,
      text: JSON.stringify({ contact: attributes }),
    },
    { kind: 'either', clause: 'awkward-text' },
  );

const wasRefused = ({ response }: Exchange): boolean => response !== null && !isAccepted(response.status);

/** A refusal of many texts at once says nothing about each: the halves are offered, a bounded number of times. */
async function offerMedley(contract: ContractContext, medley: Medley, allowance: number): Promise<void> {
  const refused = wasRefused(await offer(contract, { name: medley.text }, medley.id));
  for (const half of refused && allowance > 0 ? halves(medley) : []) await offerMedley(contract, half, allowance - 1);
}

const textsOf = (attribute: string) =>
  awkwardTexts.filter(({ attributes, text }) => attributes.includes(attribute) && !isUnstorable(text));
const emails = textsOf('email').filter(({ class: kind }) => kind === 'storable');
const phones = textsOf('phone_number').filter(({ class: kind }) => kind === 'storable');
const pairs = Array.from({ length: Math.max(emails.length, phones.length) }, (_, index) => ({
  email: emails[index % emails.length],
  phone: phones[index % phones.length],
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
      await offerMedley(contract, medley, 2);
    },
  );

  contractCases(
    [pair],
    ({ email, phone }) => ({
      id: `texts-pair-${String(index + 1)}`,
      title: `${email?.id ?? ''} and ${phone?.id ?? ''} come back as sent`.slice(0, 70),
      profile: 'full',
      judges: ['awkward-text'],
      needs: ['email', 'phone_number'],
    }),
    async (contract, { email, phone }) => {
      const both = await offer(
        contract,
        { email: contract.tagged(email?.text ?? ''), phone_number: phone?.text ?? '' },
        'both',
      );
      for (const attributes of wasRefused(both) ? [{ phone_number: phone?.text ?? '' }] : [])
        await offer(contract, attributes, 'phone number alone');
    },
  );
});

const single = ['name', 'email', 'phone_number'].flatMap((attribute) =>
  textsOf(attribute).map((text) => ({ ...text, attribute: attribute as Need & ('name' | 'email' | 'phone_number') })),
);
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
  ({ id, attribute, description }) => ({
    id: `text-${attribute.replaceAll('_', '-')}-${id}`,
    title: `${attribute} ${id}: ${description}`.slice(0, 70),
    profile: inFull.has(`${attribute} ${id}`) ? 'full' : 'deep',
    judges: ['awkward-text'],
    needs: [attribute],
  }),
  async (contract, { id, attribute, text }) => {
    await offer(contract, { [attribute]: attribute === 'email' ? contract.tagged(text) : text }, id);
  },
);

const recordedInFull: ReadonlySet<string> = new Set(['nul', 'lone-high-surrogate']);

contractCases(
  awkwardTexts.filter(({ text }) => isUnstorable(text)),
  ({ id, description }) => ({
    id: `text-may-${id}`,
    title: `${id}, ${description}, is recorded`.slice(0, 70),
    profile: recordedInFull.has(id) ? 'full' : 'deep',
    judges: ['awkward-text'],
    needs: ['name'],
  }),
  async (contract, { id, text }) => {
    await contract.record({ name: text }, 'awkward-text', { label: id });
    await contract.fill();
  },
);

contractCases(
  payloadRows('valid', {
    keep: ({ id, plain }) => !plain && !id.startsWith('awkward-'),
    full: ({ id }) => id === 'empty-name' || id === 'empty-email' || id === 'empty-phone-number',
  }),
  ({ id, profile, needs }) => ({
    id: `valid-${id}`,
    title: `${id} comes back as sent where it is accepted`.slice(0, 70),
    profile,
    judges: ['awkward-text'],
    needs,
    fixed: profile !== 'deep',
  }),
  async (contract, row) => {
    await contract.payload(payloadFor(contract.payloads, 'valid', row.id), { kind: 'either', clause: 'awkward-text' });
    await contract.fill();
  },
);

contractCase(
  'texts-stored',
  'what was accepted of awkward texts is what a later read shows',
  { profile: 'full', judges: ['update-is-stored'], needs: ['reading', 'name'] },
  async (contract) => {
    await offer(contract, { name: 'Zoë 👩‍👩‍👧 O’Neill <b>&amp;</b> 😀 e\u0301\u00a0x "quoted" \\ %41 山田' }, 'mixture');
    await contract.read();
    await contract.update(contract.values(['name', 'email', 'phone_number'], 'afterwards'), 'plain again');
    await contract.read();
  },
);
