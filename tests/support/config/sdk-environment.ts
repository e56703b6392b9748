/** The environment of the tests of an SDK: that of this process, with the stand-in in the place of every workspace. */

/** What the tests of an SDK are told, by the names that `.env` has. */
type StandInVariables = Readonly<Record<`NEETOCRM_${string}`, string>>;

/**
 * The environment for a command. Every variable of ours that names a workspace is taken out of it, so that no request can reach one.
 * @param given the variables of the stand-in
 */
export function environmentFor(
  given: StandInVariables,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || /^NEETOCRM_/i.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), ...given };
}

/** A proxy that would be asked for the stand-in: the name of its variable, or null. */
export function proxyFor(
  host: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const set = (name: string): string => (environment[name] ?? environment[name.toUpperCase()] ?? '').trim();
  const spared = set('no_proxy').split(/[\s,]+/);
  if (spared.includes('*') || spared.includes(host)) return null;
  return ['http_proxy', 'all_proxy'].find((name) => set(name) !== '') ?? null;
}

/**
 * Where a command is run that npm has started: where npm was called, not where this suite is.
 * @param script the name of the npm script
 */
export function calledFrom(
  script: string,
  cwd: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const called = (environment['INIT_CWD'] ?? '').trim();
  return environment['npm_lifecycle_event'] === script && called !== '' ? called : cwd;
}

/** Where reports go by the environment alone; `.env` is not read. */
export const reportDirUnread = (environment: Readonly<Record<string, string | undefined>> = process.env): string => {
  const given = (environment['CONTRACT_REPORT_DIR'] ?? '').trim();
  return given === '' ? 'reports' : given;
};
