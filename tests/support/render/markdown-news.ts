/** What is new since the last run, as Markdown. */
import { code, prose } from './markdown-text.ts';
import type { News, NewsItem } from '../report/cause-type.ts';
import { plural, truncate } from '../text/lines.ts';

const shown = 20;

function list(title: string, items: readonly NewsItem[], isNew: boolean): readonly string[] {
  if (items.length === 0) return [];
  const lines = items.slice(0, shown).map(({ fingerprint, severity, summary, firstSeen }) => {
    const since = firstSeen === null || isNew ? '' : `, since ${prose(firstSeen.slice(0, 10))}`;
    return `- ${severity === 'red' ? '' : 'warning: '}${prose(truncate(summary, 300))} (${code(fingerprint)}${since})`;
  });
  const more = items.length > shown ? [`- and ${String(items.length - shown)} more`] : [];
  return [`**${title}**\n\n${[...lines, ...more].join('\n')}`];
}

/** One block: what is new, what is still there and since when, what is gone; none where nothing can be said. */
export function newsBlocks(news: News | null): readonly string[] {
  if (news === null) return [];
  const { since, fresh, still, gone, unseen } = news;
  const heading = `## Since the last run (${prose(since.slice(0, 16).replace('T', ' '))} UTC)`;
  const counts = `${String(fresh.length)} new, ${String(still.length)} still there, ${String(gone.length)} gone${
    unseen.length === 0 ? '' : `, ${plural(unseen.length, 'cause')} not looked at this time`
  }.`;
  return [
    [
      heading,
      counts,
      ...list('New', fresh, true),
      ...list('Still there', still, false),
      ...list('Gone', gone, false),
      ...list('Not looked at this time', unseen, false),
    ].join('\n\n'),
  ];
}
