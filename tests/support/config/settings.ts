/** Flags, environment and `.env` in; everything that a run is told out, or every problem at once. Pure. */
import type { Settings } from './types.ts';
import path from 'node:path';
import type { Flags } from './options.ts';
import { mostMinutes } from '../endpoint/index.ts';
import { anyText, boolean, number, oneOf, type Parse } from './parse.ts';
import { createReader, type Problem, type Reader } from './reader.ts';
import { minutesOf, profileNames, type Profile } from './profiles.ts';
import { likelyTarget, liveTarget, mockTarget } from './target.ts';
import { unknownVariables } from './variables.ts';

export interface SettingsInput {
  /** What the command line said, unparsed. A flag wins over the environment, the environment over `.env`. */
  readonly flags: Flags;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dotenv: Readonly<Record<string, string>>;
  /** What was found odd about these, told with what is found here. */
  readonly notes?: readonly string[];
  /** Paths are relative to it. */
  readonly cwd: string;
  /** Where a seed comes from when nobody chose one. */
  readonly now: Date;
  /** In CI the seed is the date, so that every job of a day sends the same. */
  readonly ci: boolean;
}

export type LoadedSettings =
  | { readonly ok: true; readonly settings: Settings; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A longer run would be taken for one that is over: its mark on the contact is old after three hours. */
const minutesOfRun: Parse<number> = (text) => {
  const parsed = number(0.01, mostMinutes, 'decimal')(text);
  return parsed.ok || !(Number(text) > mostMinutes)
    ? parsed
    : {
        ok: false,
        message: `${parsed.message} After three hours other runs take the mark of this one on the contact for old.`,
      };
};
const largestSeed = 2 ** 32 - 1;

/** Makes the settings of a run. Never throws; all problems are listed, each with what to do. */
export function loadSettings(input: SettingsInput): LoadedSettings {
  const { flags } = input;
  const neutral = flags.env === false;
  const reader = createReader({
    environment: neutral ? {} : input.environment,
    dotenv: neutral ? {} : input.dotenv,
  });
  const said = reader.find('NEETOCRM_TARGET', flags.target) !== null;
  const likely = said ? 'mock' : likelyTarget(reader);
  const kind = reader.take<'mock' | 'live'>('NEETOCRM_TARGET', oneOf('mock', 'live'), likely, flags.target);
  if (!said && kind === 'live') reader.from('NEETOCRM_TARGET', 'derived');
  const where = kind === 'mock' ? mockTarget(reader) : liveTarget(reader);
  const profile = reader.take<Profile>('CONTRACT_PROFILE', oneOf(...profileNames), 'full', flags.profile);

  const settings: Settings = {
    ...where,
    profile,
    seed: seedOf(reader, input),
    strict: reader.take('CONTRACT_STRICT', boolean, false, flags.strict === true ? 'true' : undefined),
    requireAll: reader.take('CONTRACT_REQUIRE_ALL', boolean, false, flags.requireAll === true ? 'true' : undefined),
    reportDir: path.resolve(input.cwd, reader.take('CONTRACT_REPORT_DIR', anyText, 'reports', flags.reportDir)),
    baseline: fileOf(reader, '--baseline', flags.baseline, input.cwd),
    history: fileOf(reader, '--history', flags.history, input.cwd),
    cases: listOf(reader, '--case', 'a case', flags.case),
    clauses: listOf(reader, '--clause', 'a clause', flags.clause),
    groups: listOf(reader, '--group', 'a group of clauses', flags.group),
    caseHeader: flags.caseHeader !== false,
    requests: reader.option('--requests', number(1, 1_000_000), 2000, flags.requests),
    confirm: reader.option('--confirm', number(0, 50), 10, flags.confirm),
    maxMinutes: reader.option('--max-minutes', minutesOfRun, minutesOf(profile), flags.maxMinutes),
    sources: reader.sources,
  };
  if (flags.requests !== undefined && profile !== 'deep') reader.note('--requests only matters to the profile deep.');
  if (neutral && flags.envFile !== undefined)
    reader.problem('--env-file', 'cannot be read beside --no-env. Give one of them.');
  if (reader.problems.length > 0) return { ok: false, problems: told(reader, !said && kind === 'live') };
  const names = neutral ? [] : [...new Set([...Object.keys(input.dotenv), ...Object.keys(input.environment)])];
  return {
    ok: true,
    settings,
    notes: [...(neutral ? [] : (input.notes ?? [])), ...reader.notes, ...unknownVariables(names)],
  };
}

/**
 * The problems, without the key: it may have been put into another variable, whose value a message shows.
 * @param derived - whether nobody said that a workspace is to be judged: then half of one may be a remnant
 */
function told(reader: Reader, derived: boolean): readonly Problem[] {
  const key = reader.find('NEETOCRM_API_KEY')?.value ?? '';
  const quoted = JSON.stringify(key).slice(1, -1);
  const redact = (text: string): string =>
    key.length < 8 ? text : text.replaceAll(key, '***').replaceAll(quoted, '***');
  const last = reader.problems.findLastIndex(({ message }) => message.startsWith('is not set'));
  return reader.problems.map(({ variable, message }, index) => ({
    variable,
    message: redact(message) + (derived && index === last ? mockInstead : ''),
  }));
}

const mockInstead = ' Part of a workspace is filled in, so that is judged; the mock is with NEETOCRM_TARGET=mock.';

function seedOf(reader: Reader, input: SettingsInput): number {
  const derived = input.ci
    ? Number(input.now.toISOString().slice(0, 10).replaceAll('-', ''))
    : input.now.getTime() % (largestSeed + 1);
  const seed = reader.take('CONTRACT_SEED', number(0, largestSeed), derived, input.flags.seed);
  if (reader.sources['CONTRACT_SEED'] === 'default') reader.from('CONTRACT_SEED', 'derived');
  return seed;
}

/** An absolute path, `none`, or null when the option was not given. */
function fileOf(reader: Reader, name: string, flag: string | undefined, cwd: string): string | null {
  const text = reader.option<string | null>(name, anyText, null, flag);
  if (text === '') {
    reader.problem(name, 'has no value. Name a file.');
    return null;
  }
  return text === null || (text === 'none' && name === '--baseline') ? text : path.resolve(cwd, text);
}

/** An option that may be repeated, and may hold several names separated by commas. */
function listOf(reader: Reader, option: string, what: string, given: readonly string[] = []): readonly string[] {
  const slugs = given.flatMap((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])));
  if (given.length > 0 && slugs.length === 0)
    reader.problem(option, `has no value. Name ${what}, or leave the option out.`);
  reader.from(option, given.length > 0 ? 'flag' : 'default');
  return [...new Set(slugs)];
}
