/** The memory of the stand-in: what came, under which test, and what it was answered. */
import { type Answered, type Arrived, type Recorded, answeredWith, recordOf } from '../judge/record.ts';
import type { ClientRequest, Known } from '../judge/types.ts';

export interface Recorder {
  /** Judges a request; its number is that of its arrival. */
  readonly arrived: (request: ClientRequest, at: Date) => Arrived;
  /** Keeps a request with its response. One that arrived before a reset is forgotten. */
  readonly answered: (arrived: Arrived, response: Answered | null) => void;
  /** Everything that follows belongs to that test. */
  readonly mark: (test: string) => void;
  /** Forgets everything, tests as well. */
  readonly reset: () => void;
  /** In the order of arrival; what is not answered yet has no response. */
  readonly records: () => readonly Recorded[];
}

/**
 * Makes an empty memory.
 * @param origin the address of the stand-in, for command lines that send a request again
 */
export function createRecorder(known: Known, origin: string): Recorder {
  let test: string | null = null;
  let count = 0;
  let open = new Map<number, Arrived>();
  let records: Recorded[] = [];
  return {
    arrived: (request, at) => {
      count += 1;
      const arrived = recordOf(request, known, { nth: count, at: at.toISOString(), test, origin });
      open.set(count, arrived);
      return arrived;
    },
    answered: (arrived, response) => {
      if (open.get(arrived.nth) !== arrived) return;
      open.delete(arrived.nth);
      records.push(answeredWith(arrived, response, known.apiKey));
    },
    mark: (name) => {
      test = name;
    },
    reset: () => {
      test = null;
      count = 0;
      open = new Map();
      records = [];
    },
    records: () =>
      [...records, ...[...open.values()].map((arrived) => answeredWith(arrived, null, known.apiKey))].toSorted(
        (left, right) => left.nth - right.nth,
      ),
  };
}
