/** What was not generated. */
import { invalidLeftOut } from './invalid.ts';
import type { LeftOut, PayloadOptions } from './types.ts';
import { validLeftOut } from './valid.ts';

/** Everything that no payload was made for, and why: attributes without identifiers, bounds without a value, keywords that cannot be broken alone. */
export const leftOut = (options: PayloadOptions): readonly LeftOut[] => [
  ...validLeftOut(options),
  ...invalidLeftOut(options),
];
