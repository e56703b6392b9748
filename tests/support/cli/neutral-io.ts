/** Output in which no CI service finds a command, whoever takes it. */
import { neutralLines } from '../text/commands.ts';

interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

const neutralOutput = (output: Output): Output => ({
  write: (text) => output.write(neutralLines(text)),
  get columns() {
    return output.columns;
  },
  get isTTY() {
    return output.isTTY;
  },
});

/** What a command may touch, with its output made neutral: names, messages and file names may come from a target. */
export const neutralIo = <Io extends { readonly stdout: Output; readonly stderr: Output }>(io: Io): Io => ({
  ...io,
  stdout: neutralOutput(io.stdout),
  stderr: neutralOutput(io.stderr),
});
