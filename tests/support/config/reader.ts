/** Looks values up by precedence, and collects what is wrong with them instead of stopping at the first. */
import type { Source } from './types.ts';
import type { Parse } from './parse.ts';
import { variables, type VariableName } from './variables.ts';

/** One thing that is wrong with the configuration. */
export interface Problem {
  /** The variable or the option that has to be changed. */
  readonly variable: string;
  /** What is wrong and what to do, to be read after the name. */
  readonly message: string;
}

interface Found {
  readonly value: string;
  readonly source: Source;
}

export interface Reader {
  /** The text that is set, or null. A flag wins over the environment, the environment over `.env`; empty is not set. */
  readonly find: (name: VariableName, flag?: string) => Found | null;
  /** The value of a variable, or the fallback when it is not set or not valid; the latter is a problem. */
  readonly take: <T>(name: VariableName, parse: Parse<T>, fallback: T, flag?: string) => T;
  /** The value of an option that has no variable. */
  readonly option: <T>(name: string, parse: Parse<T>, fallback: T, flag: string | undefined) => T;
  readonly note: (text: string) => void;
  readonly problem: (variable: string, message: string) => void;
  readonly from: (name: string, source: Source) => void;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly sources: Readonly<Record<string, Source>>;
}

/** White space around these is part of the value: in a key it is a mistake worth naming, in a field it may be meant. */
const verbatim: readonly VariableName[] = ['NEETOCRM_API_KEY', 'NEETOCRM_FIELD_VALUE'];

export function createReader(input: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dotenv: Readonly<Record<string, string>>;
}): Reader {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const sources: Record<string, Source> = {};

  const find: Reader['find'] = (name, flag) => {
    const candidates: readonly { readonly value: string | undefined; readonly source: Source }[] = [
      { value: flag, source: 'flag' },
      { value: input.environment[name], source: 'environment' },
      { value: input.dotenv[name], source: '.env' },
    ];
    for (const { value, source } of candidates) {
      const text = verbatim.includes(name) ? value : value?.trim();
      if (text !== undefined && text !== '') return { value: text, source };
    }
    return null;
  };

  const read = <T>(name: string, found: Found | null, parse: Parse<T>, fallback: T): T => {
    sources[name] = found?.source ?? 'default';
    if (found === null) return fallback;
    const parsed = parse(found.value);
    if (parsed.ok) return parsed.value;
    problems.push({ variable: found.source === 'flag' ? flagOf(name) : name, message: parsed.message });
    return fallback;
  };

  return {
    find,
    take: (name, parse, fallback, flag) => {
      // An option with nothing behind it is a script whose variable was empty: the default is not what was meant.
      if (flag?.trim() === '')
        problems.push({ variable: flagOf(name), message: 'has no value. Give one, or leave the option out.' });
      return read(name, find(name, flag), parse, fallback);
    },
    option: (name, parse, fallback, flag) =>
      read(name, flag === undefined ? null : { value: flag.trim(), source: 'flag' }, parse, fallback),
    note: (text) => notes.push(text),
    problem: (variable, message) => problems.push({ variable, message }),
    from: (name, source) => {
      sources[name] = source;
    },
    problems,
    notes,
    sources,
  };
}

const flagOf = (name: string): string => {
  const variable = variables.find((each) => each.name === name);
  return variable !== undefined && 'flag' in variable ? variable.flag : name;
};
