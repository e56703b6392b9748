/** Awkward texts of the generated payloads, and that what was accepted of any is stored. */
import {
  contractCase,
  contractCases,
  contractGroup,
  endpoint,
  isObject,
  notKept,
  offer,
  payloadFor,
  payloadRows,
  recordedAs,
  wasRefused,
  type AttributeName,
  type ContractContext,
  type JsonObject,
} from '../support/index.ts';

contractGroup('texts');

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
    const sent = isObject(payload.body) ? payload.body[endpoint.envelope] : undefined;
    const odd = isObject(sent) ? notKept(contract, sent) : [];
    await contract.payload(
      payload,
      payload.may
        ? recordedAs(payload, 'awkward-text')
        : odd.length > 0
          ? { kind: 'recorded', clause: 'awkward-text', odd }
          : { kind: 'either', clause: 'awkward-text' },
    );
    await contract.fill();
  },
);

/** What storage may cut of an address, and of a number that stands in a column of numbers. */
const cutInStorage = (contract: ContractContext): JsonObject => ({
  email: contract.tagged('contract-suite.with-a-rather-long-local-part+tag@a-rather-long-label.example.com'),
  phone_number: '00442079460958',
});

contractCase(
  'texts-stored',
  'what was accepted of awkward texts is what a later read shows',
  { profile: 'full', judges: ['update-is-stored'], needs: ['reading', 'name'] },
  async (contract) => {
    const name = 'Zoë 👩‍👩‍👧 O’Neill <b>&amp;</b> 😀 e\u0301\u00a0x "quoted" \\ %41 山田';
    // Storage may cut and escape what the response shows whole: long, and with each of the characters that are escaped.
    const long = { name: `${name} ${"O'Brien & Söhne <3  +1 ".repeat(6)}علي` };
    const along = Object.entries(cutInStorage(contract)).filter(([key]) => contract.can(key as AttributeName));
    let last = await offer(contract, { ...long, ...Object.fromEntries(along) }, 'long mixture');
    if (wasRefused(last) && along.length > 0) last = await offer(contract, long, 'long mixture alone');
    if (wasRefused(last)) await offer(contract, { name }, 'mixture');
    await contract.read();
  },
);
