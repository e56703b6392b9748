/** Switches of Node.js and of libraries that print or keep what is sent, and the key with it. */

/** Each makes somebody print: Node.js requests and the environment of its children, libraries their requests. */
const variables: ReadonlySet<string> = new Set(['NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'DEBUG']);

/** Options of Node.js that write requests, memory, the environment or the secrets of connections to a file or to the console. */
const options = /^--(trace-event|trace-env|trace-tls|tls-keylog|report-|heapsnapshot|heap-prof|diagnostic-dir)/;

const isTracing = (option: string): boolean => options.test(option.replaceAll('_', '-'));

/** The options without those that trace. The value of one may stand behind it as a word of its own. */
function withoutOptions(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    const before = words[index - 1] ?? '';
    return !isTracing(word) && !(isTracing(before) && !before.includes('=') && !word.startsWith('-'));
  });
}

export interface Started {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Options of Node.js on its command line. */
  readonly execArgv: readonly string[];
}

/**
 * What a command has to be started with so that nothing shows the key.
 * @returns null when it was started so
 */
export function withoutTracing({ environment, execArgv }: Started): Started | null {
  const kept = Object.entries(environment).flatMap(([name, value]) => {
    if (value === undefined || variables.has(name.toUpperCase())) return [];
    if (name.toUpperCase() !== 'NODE_OPTIONS') return [[name, value] as const];
    const words = value.match(/(?:[^\s"]|"(?:\\.|[^"\\])*")+/g) ?? [];
    const rest = withoutOptions(words);
    return [[name, rest.length === words.length ? value : rest.join(' ')] as const];
  });
  const without = { environment: Object.fromEntries(kept), execArgv: withoutOptions(execArgv) };
  const isSame =
    without.execArgv.length === execArgv.length &&
    Object.entries(environment).every(
      ([name, value]) => value === undefined || value === '' || without.environment[name] === value,
    );
  return isSame ? null : without;
}

/** How this process was started. */
export const started = (): Started => ({ environment: process.env, execArgv: process.execArgv });
