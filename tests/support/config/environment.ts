/** The only place that reads `process.env` and `.env`. Nothing is written back to `process.env`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { SuiteFault } from '../errors.ts';
import { readTextSync } from '../files/read.ts';
import { variables } from './variables.ts';

export interface Environment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What `.env` in the working directory, or the file in its place, says; empty when there is none. */
  readonly dotenv: Readonly<Record<string, string>>;
  /** What is odd about `.env`, for a person. */
  readonly notes: readonly string[];
}

const isKnown = (name: string): boolean => variables.some((each) => each.name === name);

/**
 * A copy of the environment, and `.env` of a directory.
 * @param instead the file that is read in the place of `.env`
 * @throws SuiteFault when `.env` is there and cannot be read, and when the file in its place is not there
 */
export function readEnvironment(cwd: string, instead?: string): Environment {
  const file = path.resolve(cwd, instead ?? '.env');
  if (instead !== undefined && !existsSync(file))
    throw new SuiteFault(`${file} (--env-file) is not there. \`npm run mock -- --env-file FILE\` writes one.`);
  if (!existsSync(file)) return { environment: { ...process.env }, dotenv: {}, notes: [] };
  try {
    const dotenv = parse(readTextSync(file));
    const notes = Object.keys(dotenv).some(isKnown)
      ? []
      : [`${file} sets no variable of this suite; .env.example names them.`];
    return { environment: { ...process.env }, dotenv, notes };
  } catch (cause) {
    if (cause instanceof SuiteFault) throw cause;
    throw new SuiteFault(`${file} cannot be read. Mend its permissions, or delete it.`, { cause });
  }
}

/** True when a CI service says that it is one. */
export const isCi = (environment: Environment['environment'] = process.env): boolean =>
  !['', '0', 'false', 'no'].includes((environment['CI'] ?? '').toLowerCase());

/**
 * What GitHub Actions offers a step: the file that takes its part of the job's summary, null where there is none. Null elsewhere.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export const githubStep = (
  environment: Environment['environment'] = process.env,
): { readonly summaryFile: string | null } | null =>
  environment['GITHUB_ACTIONS'] === 'true' ? { summaryFile: environment['GITHUB_STEP_SUMMARY'] || null } : null;

/** True when colours are neither forbidden (https://no-color.org) nor useless. */
export const wantsColour = (isTerminal: boolean, environment: Environment['environment'] = process.env): boolean =>
  (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb' && isTerminal;

/** Our variables, each taken away: for child processes that must not depend on how this machine is configured. */
export const withoutOurVariables = (
  environment: Environment['environment'] = process.env,
): Readonly<Record<string, undefined>> =>
  Object.fromEntries(
    Object.keys(environment).flatMap((name) => (/^(NEETOCRM|CONTRACT)_/.test(name) ? [[name, undefined]] : [])),
  );

/** Where reports are, for the commands that only read them. Absolute. */
export function reportDirFromEnvironment(cwd: string): string {
  const { environment, dotenv } = readEnvironment(cwd);
  const given = [environment['CONTRACT_REPORT_DIR'], dotenv['CONTRACT_REPORT_DIR']].find(
    (text) => (text ?? '').trim() !== '',
  );
  return path.resolve(cwd, given?.trim() ?? 'reports');
}
