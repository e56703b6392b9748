/** A clause, for somebody who wants to know what it is about. Pure. */
import { sdkGroup, type Clause, type SdkClause } from '../catalogue.ts';
import type { Profile } from '../config/profiles.ts';
import { plural, wrap } from '../text/lines.ts';
import { untestableBecause } from '../report/fold.ts';

/** A promise of the API, or of a client. */
type Explained = Clause | SdkClause;

const isOfClients = ({ group }: Explained): boolean => group === sdkGroup;

/** What is told of a case. */
interface Judging {
  readonly id: string;
  readonly title: string;
  readonly profile: Profile;
  readonly judges: readonly string[];
}

const grades: Readonly<Record<Clause['grade'], string>> = {
  documented: 'documented by the vendor',
  standard: 'a standard, or what follows from one',
  platform: "documented for other products of the vendor's platform",
  assumed: 'documented nowhere: a custom that the suite assumes',
};

const mostCases = 5;

function sentFor(clause: Explained, cases: readonly Judging[], why: string | null): readonly string[] {
  const { id } = clause;
  if (why !== null) return [why];
  if (isOfClients(clause))
    return ['Nothing: it is judged of what the tests of an SDK send, `npm run sdk -- -- COMMAND`.'];
  const own = cases.filter(({ judges }) => judges.includes(id));
  if (own.length === 0) return ['No case is there for it alone: it is judged on every response that can show it.'];
  const rest = own.length - mostCases;
  return [
    `${plural(own.length, 'case')}:`,
    ...own.slice(0, mostCases).map((each) => `${each.id} (${each.profile}): ${each.title}`),
    ...(rest > 0 ? [`and ${String(rest)} more: npm run contract -- --profile deep --clause ${id} --list`] : []),
  ];
}

/** What to do when it is broken, by how much it binds. */
function advice(clause: Explained): readonly string[] {
  if (isOfClients(clause))
    return [
      {
        MUST: 'A broken MUST is a fault of the SDK: mend it, and hold its release.',
        SHOULD: 'Where a test does it on purpose, nothing. It is red with --strict.',
        MAY: 'Nothing: it is only told.',
      }[clause.level],
    ];
  if (untestableBecause(clause) !== null) return ['Nothing: no run judges it.'];
  const { level, needs = [], id } = clause;
  const look = `Judge it alone: npm run contract -- --clause ${id}. The card has a curl to send it by hand.`;
  const tolerated = `Tolerated for a while: npm run drift:accept -- ${id} --because "…" --until YYYY-MM-DD.`;
  const configured = needs.length === 0 ? [] : [`It is exercised where ${needs.join(' and ')} is set.`];
  switch (level) {
    case 'MUST':
      return [
        ...configured,
        look,
        'A broken MUST is a fault of the server: hand the curl to who owns it, and hold the release.',
        tolerated,
      ];
    case 'SHOULD':
      return [...configured, look, 'A broken SHOULD warns, and is red with --strict.', tolerated];
    case 'MAY':
      return [
        ...configured,
        'What the server does is recorded, and pinned by `npm run baseline:accept`. A change of it is red then; one that is meant is accepted the same way.',
      ];
  }
}

/**
 * What there is to know of a clause: its promise, what that rests on, what is sent to judge it, what breaks without it, and what to do.
 * @param cases those of every profile
 * @param columns of the widest line; at least 60 are taken
 */
export function clauseText(clause: Explained, cases: readonly Judging[], columns: number): string {
  const { id, level, grade, group, since, statement, source, breaks } = clause;
  const field = (label: string, texts: readonly string[]): readonly string[] =>
    texts
      .flatMap((text) => wrap(text, Math.max(60, columns) - 11))
      .map((line, index) => `  ${(index === 0 ? label : '').padEnd(9)}${line}`);
  return `${[
    `${id}  ${level} · ${group} · since ${since}`,
    ...field('promise', [statement]),
    ...field('source', [
      `${source.document}: ${source.place}`,
      ...(source.quote === undefined ? [] : [`“${source.quote}”`]),
      `(${grades[grade]})`,
    ]),
    ...field('sent', sentFor(clause, cases, untestableBecause(clause))),
    ...field(level === 'MAY' ? 'differs' : 'breaks', [breaks]),
    ...field('to do', advice(clause)),
  ].join('\n')}\n`;
}
