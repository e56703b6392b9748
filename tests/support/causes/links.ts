/** Which members have one origin. */
import { directnesses } from '../catalogue.ts';
import { createdAtKey, endpoint, updatedAtKey } from '../endpoint/index.ts';
import { hasStatus, isAboutStatus, type Member } from './members.ts';

/** Members of one origin; the one that shows it most directly is the first. */
export type Linked = readonly [Member, ...Member[]];

/** So many attributes that change alike have not broken one by one. */
const many = 3;

/** Of so few cases each is to the point. */
const few = 2;
/** So many cases show what is wrong with nearly every response, or with nearly every contact that is read. */
const wide = 10;

const response = directnesses.indexOf('response');
const store = directnesses.indexOf('store');
const value = directnesses.indexOf('value');
const effect = directnesses.indexOf('effect');

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((id) => b.has(id)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
};

/** How many of the cases of `a` are cases of `b`. */
const covered = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size === 0 ? 0 : [...a].filter((id) => b.has(id)).length / a.size;

/** A drift that is of the clause it names: of a changed status or record that clause is only the nearest. */
const isOfItsClause = (member: Member): boolean =>
  !isAboutStatus(member) && member.rule !== 'recorded-changed' && member.rule !== 'unclassified';

/** A status is of the response as a whole; one that refuses with 4xx what was accepted is of the attribute that it refuses. */
const isWhole = (member: Member): boolean =>
  hasStatus(member) && (member.pointer === '' || /^[235]/.test(member.is) || !/^2/.test(member.was));

/** The same status in the place of the same one; or of one group, whatever it was. */
function sameStatus(a: Member, b: Member): boolean {
  if (!isWhole(a) || !isWhole(b) || a.is !== b.is) return false;
  // Whatever is redirected is, for one reason.
  if ((a.was === b.was && /^\d{3}$/.test(a.was)) || a.is.startsWith('3')) return true;
  return a.group === b.group || overlap(a.cases, b.cases) > 0;
}

/** The same bytes in response to whatever was sent. */
function sameResponse(a: Member, b: Member): boolean {
  const [one, other] = [a.finding?.response, b.finding?.response];
  return (
    a.pointer === '' &&
    b.pointer === '' &&
    one != null &&
    other != null &&
    one.status < 300 &&
    one.status === other.status &&
    one.body === other.body
  );
}

/** A status that changed in the few cases of a finding, or in all of its cases, and in no other. */
const isOneCase = (drift: Member, { finding, cases }: Member): boolean =>
  isAboutStatus(drift) &&
  finding !== null &&
  cases.size > 0 &&
  (drift.cases.size === cases.size || cases.size <= few) &&
  covered(drift.cases, cases) === 1;

/** Written though no document names it. */
const isUndocumented = ({ was, attribute }: Member): boolean =>
  was === 'not written' && attribute !== '' && !endpoint.responseKeys.includes(attribute);

/** One deviation, as a finding and as a drift, or in two of its places. */
function sameDeviation(a: Member, b: Member): boolean {
  if (isOneCase(a, b) || isOneCase(b, a) || (isUndocumented(a) && isUndocumented(b))) return true;
  if (a.attribute !== '' || b.attribute !== '') return a.attribute === b.attribute;
  if (a.group === 'errors' && b.group === 'errors' && overlap(a.cases, b.cases) >= 0.5) return true;
  if (a.clause === b.clause && a.pointer === b.pointer && isOfItsClause(a) && isOfItsClause(b)) return true;
  return a.rule === b.rule && a.change === b.change && a.change !== '' && a.drift !== null && b.drift !== null;
}

/** The same change of two attributes. */
function sameChange(a: Member, b: Member): boolean {
  if (a.attribute === '' || b.attribute === '' || a.change === '' || a.change !== b.change) return false;
  if (a.directness < value) return a.rule === b.rule || a.clause === b.clause;
  if (a.directness === value) return a.group === b.group && b.directness === value;
  return a.clause === b.clause && overlap(a.cases, b.cases) >= 0.5;
}

/** A promise that is not red by itself is one warning, whatever it is broken for. */
const sameWarning = (a: Member, b: Member): boolean =>
  a.clause === b.clause && a.directness === effect && !a.isRed && !b.isRed;

/** What is refused in the same way, once as a whole and once with the one attribute that is to blame. */
function refusedAlike(members: readonly Member[]): readonly (readonly Member[])[] {
  const alike = new Map<string, Member[]>();
  for (const member of members.filter((each) => hasStatus(each) && each.is.startsWith('4'))) {
    const key = `${member.rule} ${member.clause} ${member.was} ${member.is}`;
    alike.set(key, [...(alike.get(key) ?? []), member]);
  }
  return [...alike.values()].filter((list) => {
    const places = new Set(list.map(({ pointer }) => pointer));
    return places.has('') && places.size === 2;
  });
}

/** A promise that breaks for many attributes breaks for one reason. */
function broadly(members: readonly Member[]): readonly (readonly Member[])[] {
  const rules = new Map<string, Member[]>();
  for (const member of members.filter(({ attribute }) => attribute !== '')) {
    const key = member.directness === value ? `value ${member.change}` : `${member.rule} ${member.clause}`;
    rules.set(key, [...(rules.get(key) ?? []), member]);
  }
  return [...rules.values()].filter((list) => new Set(list.map(({ attribute }) => attribute)).size >= many);
}

/** The most direct first; of two the one that is steady, is a finding, is red, and is named first in the catalogue. */
const byDirectness = (a: Member, b: Member): number =>
  Number(a.isFlaky) - Number(b.isFlaky) ||
  a.directness - b.directness ||
  Number(a.finding === null) - Number(b.finding === null) ||
  Number(!a.isRed) - Number(!b.isRed) ||
  Number(a.rule === 'clause-broken') - Number(b.rule === 'clause-broken') ||
  a.order - b.order ||
  (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0);

/** What is lost wherever it is looked for is not told by the one case in which something else seems to have been written in its place. */
function headed(linked: Linked): Linked {
  const [head] = linked;
  const lost = linked.filter(({ directness }) => directness === store);
  const [first] = [...lost].sort((a, b) => b.cases.size - a.cases.size);
  const isElsewhere = head.was === 'not written' && new Set(lost.map(({ attribute }) => attribute)).size >= many;
  if (!isElsewhere || first === undefined || first.cases.size <= head.cases.size) return linked;
  const [top = head] = lost;
  return [top, ...linked.filter((each) => each !== top)];
}

/**
 * A refused update that takes a value away looks, to a later read, as if the accepted update before it had not been stored. Where at least as
 * many cases say so of the refusal, that is the cause.
 */
function refusalFirst(linked: Linked): Linked {
  const [head] = linked;
  if (head.directness !== store || head.pointer === '') return linked;
  const steady = linked.filter(
    ({ group, pointer, isFlaky, finding }) =>
      group === 'refusal' && pointer === head.pointer && !isFlaky && finding !== null,
  );
  const [first] = steady;
  if (first === undefined || new Set(steady.flatMap(({ cases }) => [...cases])).size < head.cases.size) return linked;
  return [first, ...linked.filter((each) => each !== first)];
}

/** Each set of members that are joined to one another, the one that leads it first. */
function components(members: readonly Member[]): readonly Linked[] {
  const sets = new Map(members.map((member) => [member, [member]]));
  const join = (a: Member, b: Member): void => {
    const [one = [], other = []] = [sets.get(a), sets.get(b)];
    if (one === other) return;
    one.push(...other);
    for (const member of other) sets.set(member, one);
  };
  members.forEach((a, index) => {
    for (const b of members.slice(index + 1))
      if (sameDeviation(a, b) || sameStatus(a, b) || sameResponse(a, b) || sameChange(a, b) || sameWarning(a, b))
        join(a, b);
  });
  for (const list of [...broadly(members), ...refusedAlike(members)])
    for (const other of list) join(list[0] ?? other, other);
  return [...new Set(sets.values())].map((set) =>
    headed(members.filter((member) => sets.get(member) === set).sort(byDirectness) as unknown as Linked),
  );
}

const casesOf = (linked: Linked): ReadonlySet<string> => new Set(linked.flatMap(({ cases }) => [...cases]));
const attributesAmong = (linked: Linked): ReadonlySet<string> => new Set(linked.map(({ attribute }) => attribute));

/** A response in which the contact cannot be seen: of another status than a success with a body, or of another form. */
const hides = ({ directness, is, change }: Member): boolean =>
  directness <= response && (/^\d{3}$/.test(is) ? !/^20[0-36]$/.test(is) : !change.includes('/'));

/** A cause that others follow from wherever it shows: nothing is seen of the contact, or nothing of it is kept. */
const isBroad = (linked: Linked): boolean =>
  hides(linked[0]) ||
  (linked[0].directness === store && [...attributesAmong(linked)].filter((each) => each !== '').length >= many);

/** What was recorded speaks of an attribute of the cause. */
const names = (recorded: Linked, cause: Linked): boolean =>
  [...attributesAmong(cause)].some(
    (key) =>
      key !== '' &&
      recorded.some(({ was, is }) => `${was} ${is}`.includes(`${key}-`) || `${was} ${is}`.includes(`${key} `)),
  );

/** How well `cause` accounts for `other`, which is less direct; 0: not at all. */
function accounts(cause: Linked, other: Linked): number {
  const [head, first] = [cause[0], other[0]];
  const isRecorded = first.rule === 'recorded-changed';
  // A refusal of another form, seen wherever something is wrong with refusals and nowhere else.
  const isForm = other.every(({ rule }) => rule === 'error-shape-changed') && head.finding !== null;
  if (isForm && covered(casesOf(other), casesOf(cause)) === 1) return 1;
  const isLess = first.directness > head.directness || first.isFlaky || isRecorded;
  if (!isLess) return 0;
  const share = covered(casesOf(other), casesOf(cause));
  // What was recorded was read from responses like those that are wrong.
  if (isRecorded && head.rule !== 'recorded-changed' && (casesOf(cause).size >= wide || names(other, cause)))
    return Math.max(share, 0.05);
  if (hides(head) && share >= 0.5) return share;
  if (first.directness >= store) return accountsForLater(cause, other, share);
  const isShapeOnly = other.every(({ drift }) => drift !== null) && first.pointer === '';
  return isShapeOnly && head.directness === response && share >= 0.5 ? share : 0;
}

/** The same for what shows only in later responses, or in something else. */
function accountsForLater(cause: Linked, other: Linked, share: number): number {
  const [head, first] = [cause[0], other[0]];
  const attributes = attributesAmong(cause);
  if (first.pointer === '' && first.touches.some((key) => attributes.has(key))) return 2;
  if (first.group === 'timestamps' && [createdAtKey, updatedAtKey].some((key) => attributes.has(key)))
    return share >= 0.5 ? 1 + share : 0;
  if (isBroad(cause)) return share >= 0.25 ? share : first.isFlaky ? 0.1 : 0;
  if (first.isFlaky) return share >= 0.5 ? share / 2 : 0;
  // An update that did not do what it says has no effects either.
  const follows = first.directness === effect && head.directness >= value;
  return follows && share >= 0.75 ? 0.5 : 0;
}

/**
 * Members in causes: what is one deviation, or one change in several places, is one; what follows from a more direct
 * deviation is put with it.
 */
export function link(members: readonly Member[]): readonly Linked[] {
  const all = [...components(members)].sort((a, b) => byDirectness(a[0], b[0]));
  const causes: Linked[] = [];
  for (const linked of all) {
    const best = causes
      .map((cause) => ({ cause, score: accounts(cause, linked) }))
      .sort((a, b) => b.score - a.score)[0];
    if (best === undefined || best.score === 0) causes.push(linked);
    else causes[causes.indexOf(best.cause)] = [...best.cause, ...linked];
  }
  return causes.map(refusalFirst);
}
