/** What the texts of the repository must and must not say. Pure: texts in, sentences out. */
import type { SourceFacts } from './source-facts.ts';

export interface TextFile {
  /** Relative to the root of the project, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

const longestTitle = 70;

/** Titles that are too long, say "should", or stand twice; slugs of cases that stand twice. */
export function titleProblems(files: readonly SourceFacts[]): readonly string[] {
  const places = new Map<string, string[]>();
  const remember = (key: string, file: string): void => {
    places.set(key, [...(places.get(key) ?? []), file]);
  };
  const problems = files.flatMap(({ file, titles, slugs }) => {
    for (const { title } of titles) remember(`the title "${title}"`, file);
    for (const slug of slugs) remember(`the slug "${slug}"`, file);
    return titles.flatMap(({ title }) => [
      ...(title.length > longestTitle
        ? [`${file}: "${title}" has ${title.length} characters, ${longestTitle} at most.`]
        : []),
      ...(/\bshould\b/i.test(title) ? [`${file}: "${title}" says "should"; say what is so.`] : []),
      ...(title.trim() === '' ? [`${file}: a title is empty.`] : []),
    ]);
  });
  const twice = [...places].filter(([, where]) => where.length > 1);
  return [
    ...problems,
    ...twice.map(([what, where]) => `${what} stands ${where.length} times: ${[...new Set(where)].join(', ')}.`),
  ];
}

/** Commands of npm that a text names and `package.json` has not. */
export function commandProblems({ file, text }: TextFile, scripts: readonly string[]): readonly string[] {
  const named = [...text.matchAll(/\bnpm (?:run(?: -s| --silent)? ([\w:-]+)|(test)\b)/g)].map(
    ([, run, test]) => run ?? test ?? '',
  );
  return [...new Set(named)]
    .filter((name) => !scripts.includes(name))
    .map((name) => `${file} names the command "${name}", package.json does not.`);
}

/** Environment variables of the suite that a text names. */
export const variablesIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\b(?:NEETOCRM|CONTRACT)_[A-Z]+(?:_[A-Z]+)*\b/g) ?? []),
];

/** Variables that one of several lists lacks and another has. */
export function variableProblems(lists: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const all = [...new Set(Object.values(lists).flat())].sort();
  return all.flatMap((name) =>
    Object.entries(lists)
      .filter(([, names]) => !names.includes(name))
      .map(([place]) => `${place} does not name ${name}.`),
  );
}

/** Written in two halves, so that the list does not find itself. */
const forbidden: readonly string[] = [
  ['DESIGN', '.md'],
  ['CONTRACT', '.md'],
  ['PEERS', '.md'],
  ['issue', ' #'],
  ['/wo', 'rk/'],
  ['/fa', 'rm/'],
  ['sub', 'agent'],
].map((halves) => halves.join(''));

/** Words that mean nothing to a reader of this repository: where it was made, and from what. */
export const wordProblems = (files: readonly TextFile[]): readonly string[] =>
  files.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, at) =>
        forbidden
          .filter((word) => line.toLowerCase().includes(word.toLowerCase()))
          .map((word) => `${file}:${at + 1} says "${word}".`),
      ),
  );

/** A lock file that names addresses only works where those addresses do. */
export const lockProblems = ({ file, text }: TextFile): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, at) =>
      /"resolved"\s*:/.test(line)
        ? [`${file}:${at + 1} holds an address: install with omit-lockfile-registry-resolved.`]
        : [],
    );
