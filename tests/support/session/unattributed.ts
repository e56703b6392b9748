/** Runs something whose judgements are part of a finding that has been made already. */
import type { Session } from './session.ts';

/** Runs `action` while nothing that is judged is handed on; what is known of the contact is kept up to date. */
export async function unattributed<Result>(session: Session, action: () => Promise<Result>): Promise<Result> {
  const sink = session.sink;
  session.sink = () => undefined;
  try {
    return await action();
  } finally {
    session.sink = sink;
  }
}
