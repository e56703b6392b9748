/** What the model makes of a request that was refused: it waits for proof that it wrote nothing. */
import { answered, either, intentOf, refusal, recorded, refusedHere, unauthenticated } from './helpers/ask.ts';
import { testTalks, type Talks } from './helpers/conversation.ts';
import { afterAwkward, email, sent } from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const wait = ['refused-update-changes-nothing', 'malformed-json-refused', 'malformed-json-answers-400'] as const;

const refused: Talks = {
  'what had to be refused waits for proof with its clauses': [
    { event: answered(intentOf('bad', sent, refusedHere), 400) },
    {
      said: [],
      holds: {
        known: before,
        pending: [
          `${wait[0]} bad@bad {"name":"Zoe Plain"}`,
          `${wait[1]} bad@bad {"name":"Zoe Plain"} about ${wait[1]}`,
          `${wait[2]} bad@bad {"name":"Zoe Plain"} about ${wait[2]}`,
        ],
      },
    },
  ],
  'another status than expected is said at once': [
    { event: answered(intentOf('bad', sent, refusedHere), 409) },
    {
      said: [`fail ${wait[2]} - bad@bad`],
      holds: {
        pending: [
          `${wait[0]} bad@bad {"name":"Zoe Plain"}`,
          `${wait[1]} bad@bad {"name":"Zoe Plain"} about ${wait[1]}`,
        ],
      },
    },
  ],
  'a request that writes nothing waits all the same': [
    { event: answered(intentOf('bad', sent, refusal, { written: null }), 400) },
    { said: [], holds: { pending: [`${wait[0]} bad@bad {}`, `${wait[1]} bad@bad {} about ${wait[1]}`] } },
  ],
  'a failure of the server proves no refusal': [
    { event: answered(intentOf('bad', sent, refusedHere), 503) },
    { said: [`inconclusive ${wait[1]} - bad@bad`], holds: { pending: [] } },
  ],
  'what was free to be refused waits weakly': [
    { event: answered(intentOf('awkward', sent, either), 422) },
    { said: [], holds: { pending: [`${wait[0]} awkward@awkward {"name":"Zoe Plain"} weak`], known: before } },
  ],
  'what was refused with 400 is no open question': [
    { event: answered(intentOf('odd', sent, recorded), 400) },
    { said: [], holds: { pending: [`${wait[0]} odd@odd {"name":"Zoe Plain"} weak`], known: before } },
  ],
  'what has no valid key has an effect of its own to wait for': [
    { event: answered(intentOf('bad', sent, unauthenticated), 401) },
    {
      said: [],
      holds: {
        pending: ['unauthenticated-update-changes-nothing', 'wrong-key-refused', 'unauthenticated-answers-401'].map(
          (clause, at) => `${clause} bad@bad {"name":"Zoe Plain"}${at === 0 ? '' : ` about ${clause}`}`,
        ),
      },
    },
  ],
  'two attributes that were refused are not partly applied': [
    { event: answered(intentOf('awkward', { ...sent, ...email }, either), 422) },
    {
      said: [],
      holds: {
        pending: [
          'refused-update-not-partly-applied awkward@awkward {"name":"Zoe Plain","email":"zoe@example.com"} weak',
        ],
      },
    },
  ],
  'a body of another form that was refused changes nothing': [
    { event: answered(intentOf('awkward', sent, either, { sent: null }), 422) },
    { said: [], holds: { pending: [`${wait[0]} awkward@awkward {"name":"Zoe Plain"} weak`] } },
  ],
  'a plain update that was refused waits weakly': [
    { event: answered(intentOf('names', sent), 422) },
    {
      said: ['fail update-answers-200 /contact/name names@names'],
      holds: { pending: [`${wait[0]} names@names {"name":"Zoe Plain"} weak`] },
    },
  ],
  'refusals wait one after the other': [
    { model: () => afterAwkward(sent), event: answered(intentOf('other', email, either), 422) },
    {
      said: [],
      holds: {
        pending: [
          `${wait[0]} awkward@awkward {"name":"Zoe Plain"} weak`,
          `${wait[0]} other@other {"email":"zoe@example.com"} weak`,
        ],
      },
    },
  ],
};

testTalks('refused', refused);
