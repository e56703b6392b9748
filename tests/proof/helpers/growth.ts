/** How the time of a piece of work grows with its size, for proofs that nothing takes the square of a long text. */

/** CPU milliseconds of this process that one piece of work takes. Other threads count as well, so that only the least of several is of use. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * By how much dearer the large piece of work is than the small one. Both are measured in turn, the least of each counts, and no more often
 * than it takes to come below the limit: what grows too fast never does, however busy the machine.
 * @param small work of some milliseconds
 * @param limit the growth that is still good
 * @returns the ratio of the least costs
 */
export function growthOf(small: () => void, large: () => void, limit: number): number {
  let [least, most] = [Infinity, Infinity];
  for (let round = 0; round < 12; round += 1) {
    least = Math.min(least, costOf(small));
    most = Math.min(most, costOf(large));
    if (round > 0 && most / least < limit) break;
  }
  return most / least;
}
