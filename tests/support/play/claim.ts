/** The claim of the run on the contact, renewed while cases are played. */
import { createContext } from '../cases/context.ts';
import { claimAttribute, noClaim, whyNotWritable } from '../endpoint/index.ts';
import { valueFor } from './loop.ts';
import { mostUnclaimed, type Attempt, type Play } from './play.ts';
import { createStage } from './stage.ts';

/**
 * Writes an address with the mark of the run where some cases in a row have left the contact without one, so that another run sees at any
 * time that this one is under way.
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function renewClaim(play: Play, attempt: Attempt): Promise<void> {
  const name = claimAttribute?.name ?? '';
  const { settings, initial, claim = noClaim } = play.options;
  if (whyNotWritable(name, settings, initial) !== null || play.model.movers[name]?.who === 'somebody-else') return;
  const held = play.model.known[name];
  const isClaimed = typeof held === 'string' && held.toLowerCase().includes(claim);
  play.unclaimed = held === undefined || initial[name] === undefined || isClaimed ? 0 : play.unclaimed + 1;
  if (play.unclaimed < mostUnclaimed) return;
  play.unclaimed = 0;
  await createContext(createStage(play, attempt)).arrange({ [name]: valueFor(play, attempt, name, 'claim') });
}
