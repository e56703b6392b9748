/** Updates of which one attribute is wrong and every other right: a refusal of the one may leave nothing of the others. */
import type { ClauseId } from '../catalogue.ts';
import { includes, type Profile } from '../config/profiles.ts';
import {
  attributeNamed,
  documentedOf,
  sameJson,
  type Attribute as Described,
  type AttributeName,
} from '../endpoint/index.ts';
import { rowName, wrongValues, type WrongValue } from '../fixtures.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { shownAttributes, type ContractContext } from './context.ts';
import { wasRefused } from './expectations.ts';
import { lessonsOf } from './lessons.ts';

/** One attribute that is wrong for one reason, before or behind all others. */
interface Refusing {
  readonly id: string;
  readonly attribute: AttributeName;
  readonly reason: WrongValue['reason'];
  readonly order: 'first' | 'last';
  readonly clause: ClauseId;
  readonly profile: Profile;
}

const kindsOf = (row: WrongValue): readonly string[] => row.kinds;
const isFor =
  ({ kind }: Described, reason: WrongValue['reason']) =>
  (row: WrongValue): boolean =>
    row.reason === reason && kindsOf(row).includes(kind);

/** What full plays besides the updates of a wrong name, phone number and company: a custom field that nobody has, behind all others. */
const isInFull = ({ kind }: Described, reason: WrongValue['reason'], order: Refusing['order']): boolean =>
  kind === 'opaque' && reason === 'record' && order === 'last';

/** Each documented attribute as the one that is refused, for each reason that there are values for, in both orders of keys. */
export const refusals: readonly Refusing[] = documentedOf('text', 'reference', 'set', 'opaque').flatMap((attribute) =>
  (['type', 'record'] as const)
    .filter((reason) => wrongValues.some(isFor(attribute, reason)))
    .flatMap((reason) =>
      (['last', 'first'] as const).map((order) => ({
        id: `${attribute.name.replaceAll('_', '-')}-${reason}-${order}`,
        attribute: attribute.name as AttributeName,
        reason,
        order,
        clause: reason === 'record' ? attribute.unknown : ('wrong-types' as const),
        profile: isInFull(attribute, reason, order) ? ('full' as const) : ('nightly' as const),
      })),
    ),
);

/** The value of a row in the form of an attribute: an identifier stands where that names records. */
function valueOf(attribute: Described, { reason, value }: WrongValue): Json {
  if (reason === 'type') return value;
  switch (attribute.kind) {
    case 'set':
      return [value];
    case 'opaque':
      return [
        Object.fromEntries(
          Object.keys(attribute.reset).map((key) => [key, attribute.records.has(key) ? value : 'contract suite']),
        ),
      ];
    default:
      return value;
  }
}

/**
 * Makes the contact hold other records than the update names beside the wrong one, so that they would be seen to leak. Where the configuration
 * has but one, the contact is offered to hold none, which a target may refuse.
 */
async function makeRoom(contract: ContractContext, others: JsonObject): Promise<void> {
  const known = contract.known();
  const same = Object.entries(others).filter(
    ([name, value]) => attributeNamed(name)?.kind === 'reference' && sameJson(known[name], value),
  );
  if (!includes(contract.profile, 'nightly') || same.length === 0) return;
  await contract.record(Object.fromEntries(same.map(([name]) => [name, null])), 'null-values', {
    label: 'none before it',
  });
}

/**
 * Offers wrong values of one attribute beside every other until one is refused, and reads: which value a server refuses is documented nowhere,
 * so that what it refused once is offered first from then on. The first order of the profile nightly offers each.
 */
export async function offerWrong(contract: ContractContext, refusing: Refusing): Promise<void> {
  const { id, attribute: name, reason, order, clause } = refusing;
  const attribute = attributeNamed(name);
  if (attribute === undefined) return;
  const lessons = lessonsOf(contract.payloads, contract.profile, `refused-${id}`);
  const key = `${name} ${reason}`;
  const isFirst = (row: WrongValue): boolean => row.id === lessons.wrong.get(key);
  const rows = wrongValues.filter(isFor(attribute, reason)).toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  const isThorough = order === 'last' && includes(contract.profile, 'nightly');
  for (const row of rows) {
    await contract.fill();
    const others = contract.others(shownAttributes.filter((other) => other !== name));
    await makeRoom(contract, others);
    const wrong = valueOf(attribute, row);
    const body = order === 'first' ? { [name]: wrong, ...others } : { ...others, [name]: wrong };
    const exchange = await contract.record(body, clause, { odd: [name], label: row.id });
    contract.played([rowName('wrong-values', row)]);
    await contract.read();
    if (!wasRefused(exchange)) continue;
    lessons.wrong.set(key, row.id);
    if (!isThorough) return;
  }
}
