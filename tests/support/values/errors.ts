/** What can be wrong with the payloads. */
import { SuiteFault } from '../errors.ts';

/** A payload that is not what it says it is, or options from which none can be made. */
export class PayloadError extends SuiteFault {
  override readonly name: string = 'PayloadError';
}

/** The request schema uses something that no payload is generated for. Nothing is ignored in silence. */
export class UnsupportedKeywordError extends PayloadError {
  override readonly name = 'UnsupportedKeywordError';
  readonly keyword: string;
  readonly pointer: string;

  constructor(keyword: string, pointer: string, advice: string) {
    super(
      `The request schema uses ${keyword} at ${pointer === '' ? 'its root' : pointer}, for which no payload is generated. ${advice}`,
    );
    this.keyword = keyword;
    this.pointer = pointer;
  }
}

/** Refuses what the request schema uses at a place, and says what to write instead. */
export function unsupported(keyword: string, pointer: string, advice: string): never {
  throw new UnsupportedKeywordError(keyword, pointer, advice);
}
