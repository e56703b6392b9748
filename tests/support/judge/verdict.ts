/** What a run of the stand-in comes to. */
import { unjudgedClause, type SdkCause } from './causes.ts';
import type { Recorded } from './record.ts';

/** How a command ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** True when its time was over and it was ended. */
  readonly timedOut: boolean;
  /** Processes that it left running and that were ended. */
  readonly leftRunning: number;
}

/** A scenario that was asked for. */
export interface Scenario {
  readonly name: string;
  readonly sentence: string;
  /** True when a request met what the scenario does. */
  readonly met: boolean;
}

interface Facts {
  readonly records: readonly Pick<Recorded, 'judgement'>[];
  readonly causes: readonly SdkCause[];
  readonly scenario: Scenario | null;
  /** Null where there was no command, or it could not be started. */
  readonly ended: Ended | null;
  readonly ignoreExit: boolean;
  /** What went wrong with the stand-in itself, as sentences. */
  readonly faults: readonly string[];
}

export interface SdkVerdict {
  readonly verdict: 'conformant' | 'violated' | 'inconclusive' | 'error';
  readonly exitCode: number;
  /** Why, most important first. */
  readonly reasons: readonly string[];
}

/** Signals by their numbers: a shell says 128 and the number of the signal that ended a command. */
const numbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
};

/** The exit code of a command, as a shell has it. */
export const exitOf = ({ code, signal }: Pick<Ended, 'code' | 'signal'>): number =>
  code ?? 128 + (numbers[signal ?? ''] ?? 0);

/** With what a command ended, in words. */
export function endedWith(ended: Ended | null): string {
  if (ended === null) return 'no command';
  if (ended.timedOut) return 'the command was ended when its time was over';
  return ended.signal === null
    ? `the command ended with ${ended.code ?? 0}`
    : `the command was ended by ${ended.signal}`;
}

/** Reasons why nothing could be said, or not all. */
function unjudged({ records, causes, scenario, ended }: Facts): readonly string[] {
  const open = causes.find(({ clause }) => clause === unjudgedClause);
  return [
    ...(ended?.timedOut === true
      ? ['The command did not end in its time: what it would have sent was not judged.']
      : []),
    ...(records.length > 0 ? [] : ['No request arrived: the command has to send its requests to $NEETOCRM_BASE_URL.']),
    ...(scenario !== null && !scenario.met ? [`No request met the scenario ${scenario.name}.`] : []),
    ...(open === undefined ? [] : [open.message]),
  ];
}

/**
 * The verdict. In this order: 1 for a fault of the stand-in, 2 for a broken contract, the exit code of the command where it is not 0, 3 for
 * what could not be judged, 0. The verdict says what the requests came to, whatever the command ended with.
 */
export function verdictOf(facts: Facts): SdkVerdict {
  if (facts.faults.length > 0) return { verdict: 'error', exitCode: 1, reasons: facts.faults };
  const red = facts.causes.filter(({ severity }) => severity === 'red');
  const open = unjudged(facts);
  if (red.length > 0)
    return { verdict: 'violated', exitCode: 2, reasons: [...red.map(({ message }) => message), ...open] };
  const { ended, ignoreExit } = facts;
  const own = ended === null || ignoreExit || ended.timedOut ? 0 : exitOf(ended);
  const failed = own === 0 || ended === null ? [] : [`The exit code is that of the command: ${endedWith(ended)}.`];
  const verdict = open.length > 0 ? 'inconclusive' : 'conformant';
  return { verdict, exitCode: own !== 0 ? own : open.length > 0 ? 3 : 0, reasons: [...failed, ...open] };
}
