/** Where journals, locks and home states are. */
import type { Settings } from '../config/types.ts';
import { createHash } from 'node:crypto';
import path from 'node:path';

/** Where journals are by default: ignored by git, and not among the reports, which people delete. */
export const journalDirectory = (cwd: string): string => path.join(cwd, '.journal');

/** Only their owner looks into journals: they hold what a contact holds. */
export const journalMode = 0o700;

const fileNameOf = (target: string): string =>
  target.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|-+$/g, '') || 'target';

/** The home state of a target. */
export const homeFile = (homeDirectory: string, target: string): string =>
  path.join(homeDirectory, `${fileNameOf(target)}.json`);

export interface SandboxFiles {
  readonly directory: string;
  readonly journal: string;
  /** The same once more, for the case that the first is damaged. */
  readonly backup: string;
  readonly lock: string;
}

/** The files of one contact at one base URL, however the target is named. */
export function filesOf(directory: string, settings: Pick<Settings, 'target' | 'contactId'>): SandboxFiles {
  const { baseUrl } = settings.target;
  const identity = `${new URL(baseUrl).href.replace(/\/+$/, '')}\n${settings.contactId.toLowerCase()}`;
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const base = path.join(directory, `${fileNameOf(new URL(baseUrl).host)}-${hash}`);
  return { directory, journal: `${base}.json`, backup: `${base}.backup.json`, lock: `${base}.lock` };
}
