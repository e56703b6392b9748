/** The only place that reads `process.env` and `.env`. Nothing is written back to `process.env`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { SuiteFault } from '../errors.ts';

export interface Environment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What `.env` in the working directory says; empty when there is none. */
  readonly dotenv: Readonly<Record<string, string>>;
}

/**
 * A copy of the environment, and `.env` of a directory.
 * @throws SuiteFault when `.env` is there and cannot be read
 */
export function readEnvironment(cwd: string): Environment {
  const file = path.join(cwd, '.env');
  if (!existsSync(file)) return { environment: { ...process.env }, dotenv: {} };
  try {
    return { environment: { ...process.env }, dotenv: parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) };
  } catch (cause) {
    throw new SuiteFault(`${file} cannot be read. Mend its permissions, or delete it.`, { cause });
  }
}

/** True when a CI service says that it is one. */
export const isCi = (environment: Environment['environment'] = process.env): boolean =>
  !['', '0', 'false', 'no'].includes((environment['CI'] ?? '').toLowerCase());

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
