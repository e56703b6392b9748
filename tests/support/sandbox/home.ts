/** The state that an operator declares for a contact, for when no journal says what it held. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json } from '../text/json.ts';
import { SuiteFault } from '../errors.ts';
import homeSchema from '../../../schemas/meta/home.schema.json' with { type: 'json' };
import { endpoint, isObject, own } from '../endpoint/index.ts';
import { compile, validateRequest, violations } from '../schemas.ts';
import { readText, unlessMissing } from '../files/read.ts';
import { homeFile } from './paths.ts';

interface Home {
  readonly file: string;
  readonly state: ContactState;
}

/** The key of the home file: its own, whatever the requests call theirs. */
const [key = ''] = homeSchema.required;
const declaredState = (value: Json): ContactState => (isObject(value) ? (own(value, key) as ContactState) : {});

/**
 * Reads the home state of a target.
 * @returns null when none is declared
 * @throws SuiteFault when the file is there and is not a home state
 */
export async function readHome(homeDirectory: string, target: string): Promise<Home | null> {
  const file = homeFile(homeDirectory, target);
  const text = await unlessMissing(readText(file));
  if (text === null) return null;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new SuiteFault(`${file} is not JSON. Mend it, or delete it.`, { cause });
  }
  const problem = violations(compile(homeSchema), value)[0];
  if (problem !== undefined)
    throw new SuiteFault(`${file} is not a home state: ${problem.pointer} ${problem.message}. Mend it, or delete it.`);
  const state = declaredState(value);
  const wrong = violations(validateRequest, { [endpoint.envelope]: state })[0];
  if (wrong !== undefined)
    throw new SuiteFault(
      `${file} is not a home state: ${wrong.pointer} ${wrong.message}, by the request schema. Mend it, or delete it.`,
    );
  return { file, state };
}
