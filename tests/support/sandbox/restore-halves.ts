/** Putting a contact back where an update is refused: in ever smaller updates, so that one attribute never starves the others. */
import { attributeNamed, pick } from '../endpoint/index.ts';
import { fieldItem, itemsOf, left, update, writable, type Came, type Work } from './restore-work.ts';

/** True for an attribute that holds a set of records. */
export const isSet = (key: string): boolean => attributeNamed(key)?.kind === 'set';

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

/** The records of a set that is refused as a whole which the target still takes, as far as the requests go. */
async function takenOf(work: Work, key: string, ids: readonly string[]): Promise<readonly string[]> {
  const taken: string[] = [];
  if (ids.length < 2) return taken;
  for (const half of halvesOf(ids)) {
    if (left(work) <= 2) break;
    const came = await update(work, { [key]: half });
    taken.push(...(came === 'accepted' ? half : came === 'refused' ? await takenOf(work, key, half) : []));
  }
  return taken;
}

/** Puts back a set that is refused as a whole without the records that the target takes no longer, and notes which these are. */
export async function restOfSet(work: Work, key: string): Promise<void> {
  const wanted = work.wanted.state[key];
  const ids = Array.isArray(wanted) ? wanted.filter((id): id is string => typeof id === 'string') : [];
  work.limit += perSet;
  const taken = await takenOf(work, key, ids);
  if ((await update(work, { [key]: taken })) !== 'accepted') return;
  work.gone.set(
    key,
    ids.filter((id) => !taken.includes(id)),
  );
}
