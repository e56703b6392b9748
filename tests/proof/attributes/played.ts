/** What came of the servers with more attributes, played in a checkout whose schemas name them. */
import type { Profile } from '../../support/config/types.ts';
import type { Checkout } from './checkout.ts';
import type { Row } from './main.ts';
import type { Which } from './schemas.ts';

export interface PlayedIn {
  readonly rows: readonly Row[];
  readonly stderr: string;
}

/** Plays them, the broken ones with all cases unless it is to be quick. */
export async function playIn(checkout: Checkout, which: Which, speed?: 'quick'): Promise<PlayedIn> {
  const argv = speed === undefined ? [which] : [which, speed];
  const { stdout, stderr } = await checkout.run('tests/proof/attributes/main.ts', argv);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { rows: lines.map((line) => JSON.parse(line) as Row), stderr };
}

/** The row of a server. Throws when it was not played. */
export function rowIn({ rows, stderr }: PlayedIn, id: string, profile: Profile = 'full'): Row {
  const row = rows.find((each) => each.id === id && each.profile === profile);
  if (row === undefined) throw new Error(`${id} was not played in the profile ${profile}. ${stderr}`);
  return row;
}
