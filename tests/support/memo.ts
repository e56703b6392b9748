/** What is worked out once per object and then remembered as long as the object lives. */

let memory = new WeakMap<(key: never) => unknown, WeakMap<object, unknown>>();

/**
 * The function with a memory: the same object gives the same result, worked out the first time. The object is taken to stay as it
 * is. What throws is not remembered.
 */
export function memo<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  return (key) => {
    let known = memory.get(compute);
    if (known === undefined) memory.set(compute, (known = new WeakMap()));
    const before = known.get(key) as V | undefined;
    if (before !== undefined || known.has(key)) return before as V;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** Forgets everything that was remembered: for a process in which the code that worked it out has been changed since. */
export function forgetAll(): void {
  memory = new WeakMap();
}
