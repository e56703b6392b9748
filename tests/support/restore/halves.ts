/** Putting a contact back where an update is refused: in ever smaller updates, so that one attribute never starves the others. */
import { attributeNamed, pick } from '../endpoint/index.ts';
import { fieldItem, itemsOf, left, update, writable, type Came, type Work } from './work.ts';

/** True for an attribute that holds a set of records. */
export const holdsRecords = (key: string): boolean => attributeNamed(key)?.kind === 'set';

const halvesOf = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

const sendTogether = (work: Work, items: readonly string[]): Promise<Came> =>
  update(work, writable(pick(work.wanted.state, items)), items.includes(fieldItem) ? work.wanted.field : null);

/**
 * Sends attributes together, and where that is refused in halves, down to one attribute each.
 * @param items names of attributes; the custom field has a name of its own
 */
export async function inHalves(work: Work, items: readonly string[]): Promise<void> {
  if (items.length === 0 || left(work) <= 1) return;
  // All of them together were refused just now.
  const isAll = items.length > 1 && items.length === itemsOf(work.wanted);
  if (!isAll && (await sendTogether(work, items)) === 'accepted') return;
  if (items.length > 1) for (const half of halvesOf(items)) await inHalves(work, half);
}

/** Requests for finding out which records of one set are gone. */
const perSet = 24;

/** What became of the records of a set that is refused as a whole. */
interface Sorted {
  readonly taken: readonly string[];
  readonly gone: readonly string[];
  /** Those for which no request was left, or that were sent and not judged. */
  readonly untried: readonly string[];
}

const joined = (one: Sorted, other: Sorted): Sorted => ({
  taken: [...one.taken, ...other.taken],
  gone: [...one.gone, ...other.gone],
  untried: [...one.untried, ...other.untried],
});

/** Tells the records of a set that was refused as a whole apart, as far as the requests go. */
async function sortOut(work: Work, key: string, ids: readonly string[]): Promise<Sorted> {
  const none: Sorted = { taken: [], gone: [], untried: [] };
  if (ids.length < 2) return { ...none, gone: ids };
  let sorted = none;
  for (const half of halvesOf(ids)) {
    const came = left(work) <= 2 ? 'out of reach' : await update(work, { [key]: half });
    sorted = joined(
      sorted,
      came === 'accepted'
        ? { ...none, taken: half }
        : came === 'refused'
          ? await sortOut(work, key, half)
          : { ...none, untried: half },
    );
  }
  return sorted;
}

/** Those of some records that the contact holds and the target takes as they are: what an earlier try has put back. */
async function keptOf(work: Work, key: string, ids: readonly string[]): Promise<readonly string[]> {
  const shown = work.shown?.[key];
  const held = ids.filter((id) => Array.isArray(shown) && shown.includes(id));
  return held.length > 0 && (await update(work, { [key]: held })) === 'accepted' ? held : [];
}

/**
 * Puts back a set that is refused as a whole without the records that the target takes no longer, and notes which these are, and which
 * were never tried.
 */
export async function restOfSet(work: Work, key: string): Promise<void> {
  const wanted = work.wanted.state[key];
  const ids = Array.isArray(wanted) ? wanted.filter((id): id is string => typeof id === 'string') : [];
  work.limit += perSet;
  const kept = await keptOf(work, key, ids);
  const { taken, gone, untried } = await sortOut(
    work,
    key,
    ids.filter((id) => !kept.includes(id)),
  );
  if ((await update(work, { [key]: [...kept, ...taken] })) !== 'accepted') return;
  work.gone.set(key, gone);
  work.untried.set(key, untried);
}
