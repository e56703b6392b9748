/** Awkward texts: they may be refused, but what is accepted comes back and is stored. */
import { awkwardTexts, contractCase, contractCases, contractGroup, firstOfEach, halves, isAccepted, payloadFor, payloadRows, textPlan, type Attribute, type ContractContext, type Exchange, type Medley } from '../support/index.ts';

contractGroup('texts');

const offer = (contract: ContractContext, attribute: Attribute, text: string, label: string): Promise<Exchange> =>
  contract.payload({ id: label, kind: 'valid', plain: false, may: false, body: { contact: { [attribute]: text } }, attributes: [attribute], target: null, text: JSON.stringify({ contact: { [attribute]: text } }) }, { kind: 'either', clause: 'awkward-text' });

/** A refusal of many texts at once says nothing about each: the halves are offered, a bounded number of times. */
async function offerMedley(contract: ContractContext, medley: Medley, allowance: number): Promise<void> {
  const { response } = await offer(contract, 'name', medley.text, medley.id);
  const rest = response !== null && !isAccepted(response.status) ? halves(medley) : [];
  const [left, right] = rest;
  await (left === undefined || allowance < 1 ? Promise.resolve() : offerMedley(contract, left, allowance - 1));
  await (right === undefined || allowance < 1 ? Promise.resolve() : offerMedley(contract, right, allowance - 1));
}

contractCases(
  textPlan('name'),
  ({ id, parts }) => ({ id: `texts-${id}`, title: `${String(parts.length)} awkward texts from ${parts[0]?.id ?? ''} on come back as sent`.slice(0, 70), profile: 'full', judges: ['awkward-text'], needs: ['name'], fixed: false }),
  async (contract, medley) => {
    await offerMedley(contract, medley, 2);
    await contract.settle();
  },
);

const single = awkwardTexts.filter(({ attributes, class: kind }) => kind === 'storable' && attributes.length > 0);
const inFull = new Set(['1-character', '255-characters', '256-characters', '5000-characters']);

contractCases(
  single.flatMap((text) => text.attributes.map((attribute) => ({ ...text, attribute: attribute as Attribute & ('name' | 'email' | 'phone_number') }))),
  ({ id, attribute, description, text }) => ({
    id: `text-${attribute.replaceAll('_', '-')}-${id}`,
    title: `${attribute} ${id}: ${description}`.slice(0, 70),
    profile: inFull.has(id) || attribute === 'phone_number' || (attribute === 'name' && (text.trim() !== text || text.length > 80)) ? 'full' : 'deep',
    judges: ['awkward-text'],
    needs: [attribute],
  }),
  async (contract, { id, attribute, text }) => {
    await offer(contract, attribute, text, id);
  },
);

contractCases(
  awkwardTexts.filter(({ class: kind }) => kind === 'may'),
  ({ id, description }) => ({ id: `text-may-${id}`, title: `${id}, ${description}, is recorded`.slice(0, 70), profile: 'full', judges: ['awkward-text'], needs: ['name'] }),
  async (contract, { id, text }) => {
    await contract.record({ name: text }, 'awkward-text', { label: id });
    await contract.read();
  },
);

contractCases(
  payloadRows('valid', { keep: ({ id, plain }) => !plain && !id.startsWith('awkward-'), full: firstOfEach(6) }),
  ({ id, profile, needs }) => ({ id: `valid-${id}`, title: `${id} comes back as sent where it is accepted`.slice(0, 70), profile, judges: ['awkward-text'], needs, fixed: false }),
  async (contract, row) => {
    await contract.payload(payloadFor(contract.payloads, 'valid', row.id), { kind: 'either', clause: 'awkward-text' });
  },
);

contractCase(
  'texts-stored',
  'what was accepted of awkward texts is what a later read shows',
  { profile: 'full', judges: ['update-is-stored'], needs: ['reading', 'name'] },
  async (contract) => {
    await offer(contract, 'name', 'Zoë 👩‍👩‍👧 O’Neill <b>&amp;</b> 😀 e\u0301\u00a0x "quoted" \\ %41 山田', 'mixture');
    await contract.read();
    await contract.update(contract.values(['name', 'email', 'phone_number'], 'afterwards'), 'plain again');
    await contract.read();
  },
);
