/** How a case of a report is sent again. */
import type { Settings } from '../../config/types.ts';
import type { Report } from '../../report/types.ts';
import path from 'node:path';
import { problemText, reportDirFromEnvironment, type Flags } from '../../config/index.ts';
import { InputError, SuiteFault } from '../../errors.ts';
import { renderReplay } from '../../render/replay.ts';
import { writeReport } from '../../render/write.ts';
import { assertSchemas } from '../../run/faults.ts';
import { renderingsWith } from '../../run/renderings.ts';
import { tryPlaces } from '../../run/places.ts';
import { root, runContract } from '../../run/run.ts';
import { near } from '../../text/near-names.ts';
import { loadCases } from '../../cases/load-cases.ts';
import type { CaseReport } from '../../play/plan.ts';
import { openArchive } from '../archive.ts';
import { loadReport } from '../report-files.ts';
import { comparisonsOf, interruption } from './contract.ts';
import type { CommandIo } from '../program.ts';
import { settingsWith } from '../settings.ts';

/** Target, profile and seed are those of the report unless the command line says otherwise. */
function settingsFor(
  flags: Flags,
  recorded: Report,
  slug: string,
  io: CommandIo,
): { readonly settings: Settings; readonly notes: readonly string[] } {
  const { loaded } = settingsWith(
    {
      ...flags,
      target: flags.target ?? recorded.target.kind,
      profile: flags.profile ?? recorded.profile,
      seed: flags.seed ?? String(recorded.seed),
      case: [slug],
    },
    io,
  );
  if (!loaded.ok) throw new InputError(problemText(loaded.problems));
  return loaded;
}

async function assertKnown(slug: string): Promise<void> {
  const slugs = (await loadCases()).flatMap(({ cases }) => cases.map(({ id }) => id));
  if (slugs.includes(slug)) return;
  const found = near(slug, slugs);
  throw new InputError(
    `No case is called ${slug}. ${found.length > 0 ? `Did you mean ${found.join(', ')}? ` : ''}The report lists its cases under "cases".`,
  );
}

async function replay(slug: string, flags: Flags, recorded: Report, io: CommandIo): Promise<number> {
  assertSchemas();
  await assertKnown(slug);
  const { settings, notes } = settingsFor(flags, recorded, slug, io);
  for (const note of notes) io.stderr.write(`note: ${note}\n`);
  const places = await tryPlaces(settings, root);
  const isWriting = flags.reportDir !== undefined || flags.har === true;
  const fault = (isWriting ? places.report : null) ?? places.journals;
  if (fault !== null) throw new SuiteFault(`${fault} Nothing was sent.`);
  const { signal, release } = interruption(io);
  const results: CaseReport[] = [];
  const archive = flags.har === true ? openArchive() : null;
  try {
    const comparisons = await comparisonsOf(settings);
    const replayed = await runContract({
      settings,
      comparisons,
      signal,
      onCase: (result) => {
        results.push(result);
        archive?.onCase(result);
      },
      ...(archive === null ? {} : { onExchange: archive.onExchange }),
    });
    const result = results.find(({ id }) => id === slug) ?? null;
    io.stdout.write(
      renderReplay({ slug, result, recorded, replayed, columns: Math.min(io.stdout.columns ?? 100, 120) }),
    );
    if (archive !== null)
      io.stdout.write(`exchanges: ${path.relative(io.cwd, await archive.write(replayed, settings.reportDir))}\n`);
    if (flags.reportDir === undefined) return replayed.exitCode;
    const { problems, report } = await writeReport(
      replayed,
      settings.reportDir,
      [],
      renderingsWith(comparisons.history),
    );
    for (const problem of problems) io.stderr.write(`${problem}\n`);
    return report.exitCode;
  } finally {
    release();
  }
}

/**
 * Sends a case again.
 * @returns the exit code of the command
 * @throws SuiteFault when there is no such report or case
 */
export async function replayNamed(
  slug: string,
  { report, ...flags }: Flags & { readonly report?: string },
  io: CommandIo,
): Promise<number> {
  if (flags.case !== undefined) throw new InputError('Name the case without --case: npm run replay -- CASE.');
  // With --report-dir the report of this replay is written: the one that is read is elsewhere.
  const place = report === undefined ? { reportDir: reportDirFromEnvironment(io.cwd) } : { report };
  return replay(slug, flags, await loadReport(place, io.cwd), io);
}
