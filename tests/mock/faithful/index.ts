/** Servers that all keep the contract and differ where it is silent. None of them may ever be called broken. */
import type { Faithful } from '../types.ts';
import { atDoors } from './doors.ts';
import { inHabits } from './habits.ts';
import { takesPlain } from './plain.ts';
import { inRefusals } from './refusals.ts';
import { inShape } from './shape.ts';
import { onTheWire } from './wire.ts';

export const faithful: readonly Faithful[] = [
  ...onTheWire,
  ...inShape,
  ...inRefusals,
  ...takesPlain,
  ...inHabits,
  ...atDoors,
];
