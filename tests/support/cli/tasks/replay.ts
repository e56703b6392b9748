/** How a case of a report is sent again. */
import type { Settings } from '../../config/types.ts';
import type { Report } from '../../report/types.ts';
import path from 'node:path';
import { problemText, reportDirFromEnvironment, type Flags, type ParsedArguments } from '../../config/index.ts';
import { InputError, SuiteFault } from '../../errors.ts';
import { readText } from '../../files/read.ts';
import { readReport } from '../../report/read.ts';
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
import { comparisonsOf, interruption } from './contract.ts';
import type { CommandIo } from '../program.ts';
import { settingsWith } from '../settings.ts';

async function recordedIn(file: string): Promise<Report> {
  const text = await readText(file).catch((error: unknown) => {
    if (error instanceof SuiteFault) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError(
      `${file} cannot be read (${code}). Run \`npm run contract\` first, or name a report with --report.`,
    );
  });
  const read = readReport(text, file);
  if (!read.ok) throw new InputError(read.message);
  return read.report;
}

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

async function replay(slug: string, flags: Flags, file: string, io: CommandIo): Promise<number> {
  assertSchemas();
  const recorded = await recordedIn(file);
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
 * Sends the case that the arguments name.
 * @returns the exit code of the command
 */
export async function replayNamed(
  parsed: Extract<ParsedArguments, { readonly ok: true }>,
  io: CommandIo,
): Promise<number> {
  const { report, case: alsoNamed } = parsed.options;
  try {
    if (alsoNamed !== undefined) throw new InputError('Name the case without --case: npm run replay -- CASE.');
    const file =
      typeof report === 'string'
        ? path.resolve(io.cwd, report)
        : path.join(reportDirFromEnvironment(io.cwd), 'report.json');
    return await replay(parsed.args[0] ?? '', parsed.flags, file, io);
  } catch (error) {
    const text =
      error instanceof SuiteFault
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    io.stderr.write(`${text}\n`);
    return 1;
  }
}
