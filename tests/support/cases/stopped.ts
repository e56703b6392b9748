import { CannotJudge } from '../errors.ts';

/** Why a case cannot go on although nothing is wrong with the suite. */
export class Stopped extends CannotJudge {
  override readonly name = 'Stopped';
  readonly kind: 'down' | 'budget' | 'unavailable' | 'deadline' | 'unreadable' | 'aborted';

  /** @param message what happened, as a sentence for the report */
  constructor(kind: Stopped['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
