/** Colours of a terminal, or none. */

export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  /** The text without what this palette adds. */
  readonly strip: (text: string) => string;
}

const style =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const same = (text: string): string => text;

/** SGR colours when `color` is true; every function is the identity when it is not. */
export const paintOf = (color: boolean): Paint =>
  color
    ? {
        red: style(31, 39),
        yellow: style(33, 39),
        green: style(32, 39),
        dim: style(2, 22),
        bold: style(1, 22),
        // eslint-disable-next-line no-control-regex -- takes away exactly what the functions above add
        strip: (text) => text.replace(/\u001b\[\d+m/g, ''),
      }
    : { red: same, yellow: same, green: same, dim: same, bold: same, strip: same };
