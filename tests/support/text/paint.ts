/** Colours of a terminal, or none. */
import { styleText } from 'node:util';

const colours = ['red', 'yellow', 'green', 'dim', 'bold'] as const;

export type Paint = Readonly<Record<(typeof colours)[number], (text: string) => string>>;

/** SGR colours when `color` is true, whatever the terminal is; every function is the identity when it is not. */
export const paintOf = (color: boolean): Paint => {
  const style = (colour: (typeof colours)[number]) => (text: string) =>
    color ? styleText(colour, text, { validateStream: false }) : text;
  return Object.fromEntries(colours.map((colour) => [colour, style(colour)])) as Paint;
};
