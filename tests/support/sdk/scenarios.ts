/** The servers that a scenario can be: short names from the data file, and every variant of the mock by its own name. */
import file from '../../../fixtures/sdk-scenarios.json' with { type: 'json' };
import type { VariantSource } from '../../mock/types.ts';
import { InputError } from '../errors.ts';
import { near } from '../text/near-names.ts';
import type { Showing } from '../judge/report.ts';

type Kind = 'mutant' | 'faithful' | 'moment';

interface Row extends Showing {
  readonly description: string;
  readonly plays: Readonly<Partial<Record<Kind, string>>>;
}

/** The short names, in the order of the data file. */
export const scenarios: readonly Row[] = file;

export interface PlayedScenario {
  readonly name: string;
  readonly sentence: string;
  readonly variant: VariantSource;
}

interface NamedVariant {
  readonly id: string;
  readonly sentence: string;
  readonly variant: VariantSource;
}

/** Every variant of the mock by kind. Loaded when a scenario is asked for: there are hundreds. */
async function variantsByKind(): Promise<Readonly<Record<Kind, readonly NamedVariant[]>>> {
  const [{ faithful }, { mutants }, { moments }] = await Promise.all([
    import('../../mock/faithful/index.ts'),
    import('../../mock/mutants/index.ts'),
    import('../../mock/moments.ts'),
  ]);
  return { faithful, moment: moments, mutant: mutants };
}

const kinds: readonly Kind[] = ['moment', 'faithful', 'mutant'];

/**
 * The scenario of a name: a short one, or that of a variant of the mock.
 * @throws InputError with the nearest names when there is none
 */
export async function scenarioNamed(name: string): Promise<PlayedScenario> {
  const byKind = await variantsByKind();
  const row = scenarios.find(({ id }) => id === name);
  const found = kinds.flatMap((kind) => {
    const wanted = row === undefined ? name : row.plays[kind];
    return byKind[kind].filter(({ id }) => id === wanted);
  })[0];
  if (found === undefined) {
    const names = [...scenarios.map(({ id }) => id), ...kinds.flatMap((kind) => byKind[kind].map(({ id }) => id))];
    const like = near(name.slice(0, 60), [...new Set(names)]);
    throw new InputError(
      `There is no scenario "${name.slice(0, 60)}".${like.length === 0 ? '' : ` Near it: ${like.join(', ')}.`} --list-scenarios names all short ones, and \`npm run mock -- --list\` every server.`,
    );
  }
  return { name, sentence: row?.description ?? `It ${found.sentence}.`, variant: found.variant };
}

/** The short names with what they play, one a line. */
export function scenarioList(): string {
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  return `${scenarios.map(({ id, description }) => `${id.padEnd(width)}  ${description}`).join('\n')}\n`;
}
