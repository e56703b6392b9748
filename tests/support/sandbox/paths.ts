/** Where journals, locks and home states are. */
import type { Settings } from '../config/types.ts';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileNameOf } from '../files/name.ts';

/** Where journals are by default: ignored by git, and not among the reports, which people delete. */
export const journalDirectory = (cwd: string): string => path.join(cwd, '.journal');

/** Only their owner looks into journals: they hold what a contact holds. */
export const journalMode = 0o700;

/** The home state of a target. */
export const homeFile = (homeDirectory: string, target: string): string =>
  path.join(homeDirectory, `${fileNameOf(target)}.json`);

/** How the names of journals and of their copies end. */
export const journalSuffix = '.json';
const backupSuffix = '.backup.json';

export interface SandboxFiles {
  readonly directory: string;
  readonly journal: string;
  /** The same once more, for the case that the first is damaged. */
  readonly backup: string;
  /** What the suite sent and was shown since the journal was written. */
  readonly log: string;
  readonly lock: string;
}

/** The files of a journal, by what their names begin with. */
export const journalFiles = (base: string): Omit<SandboxFiles, 'directory'> => ({
  journal: `${base}${journalSuffix}`,
  backup: `${base}${backupSuffix}`,
  log: `${base}.log`,
  lock: `${base}.lock`,
});

/** What the name of a journal, or of its copy, begins with. */
export const baseOf = (file: string): string =>
  [backupSuffix, journalSuffix].reduce(
    (name, suffix) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name),
    file,
  );

/** The files of one contact at one base URL, however the target is named. */
export function filesOf(directory: string, settings: Pick<Settings, 'target' | 'contactId'>): SandboxFiles {
  const { baseUrl } = settings.target;
  const identity = `${new URL(baseUrl).href.replace(/\/+$/, '')}\n${settings.contactId.toLowerCase()}`;
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const base = path.join(directory, `${fileNameOf(new URL(baseUrl).host)}-${hash}`);
  return { directory, ...journalFiles(base), lock: `${base}.lock` };
}

/** Names of this machine: what listens there is one target, whichever of them is written. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/u;

/** Where a base URL leads, without regard to how its host is spelled: letter case, a final dot, the default port, final slashes, names of this machine. */
function siteOf(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) return baseUrl;
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const host = hostname.replace(/\.+$/u, '');
  const name = loopback.test(host) || host.endsWith('.localhost') ? 'localhost' : host;
  return `${protocol}//${name}:${port}${pathname.replace(/\/+$/u, '')}`;
}

/** True for one contact at one place. */
export const isSameContact = (
  one: { readonly baseUrl: string; readonly contactId: string },
  other: { readonly baseUrl: string; readonly contactId: string },
): boolean =>
  one.contactId.toLowerCase() === other.contactId.toLowerCase() && siteOf(one.baseUrl) === siteOf(other.baseUrl);
