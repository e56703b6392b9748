/** Awkward texts: they may be refused, but what is accepted comes back and is stored. */
import {
  attributesOf,
  awkwardTexts,
  contractCases,
  contractGroup,
  isUnstorable,
  lessonsOf,
  offerMedley,
  offerMore,
  offerWith,
  rowName,
  rowOfText,
  spared,
  wasRefused,
  type AttributeName,
} from '../support/index.ts';
import { idOf, labelOf, medleys, noRider, textsOf, trios, valuesOf, withMedleys, withSingles } from './text-groups.ts';

contractGroup('texts');

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
    medleys.slice(index, index + 1),
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
  textsOf(name).map((text) => ({ ...text, attribute: name as AttributeName })),
);
const nameIds = single
  .filter(({ attribute, profile, refusedOften }) => attribute === 'name' && profile === 'full' && !refusedOften)
  .map(({ id }) => id);

contractCases(
  single,
  ({ id, table, attribute, description, loopbackOnly, profile }) => ({
    id: `text-${attribute.replaceAll('_', '-')}-${id}`,
    title: `${attribute} ${id}: ${description}`.slice(0, 70),
    profile: attribute === 'name' ? profile : 'nightly',
    judges: ['awkward-text'],
    rows: [rowName(table, { id })],
    needs: [attribute, ...(loopbackOnly ? (['loopback'] as const) : [])],
  }),
  async (contract, { id, attribute, text }) => {
    const rider = (attribute === 'name' ? withSingles[nameIds.indexOf(id)] : undefined) ?? noRider;
    await offerWith(
      contract,
      lessonsOf(contract.payloads, contract.profile, `${attribute} ${id}`),
      { [attribute]: attribute === 'email' ? contract.tagged(text) : text },
      valuesOf(contract, rider),
      rider === noRider ? id : `${id} beside ${labelOf(rider)}`,
    );
  },
);

contractCases(
  awkwardTexts.filter(({ text }) => isUnstorable(text)),
  ({ id, table, description, profile }) => ({
    id: `text-may-${id}`,
    title: `${id}, ${description}, is recorded`.slice(0, 70),
    profile,
    judges: ['awkward-text'],
    rows: [rowName(table, { id })],
    needs: ['name'],
  }),
  async (contract, { id, text }) => {
    await contract.record({ name: text }, 'awkward-text', { label: id });
    await contract.fill();
  },
);
