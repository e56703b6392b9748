/** How the OpenAPI document is written. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../files/write.ts';
import { openapiDocument } from '../../openapi/openapi.ts';
import type { CommandIo } from '../program.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The text of the file, in the format of this repository. */
export async function openapiText(): Promise<string> {
  const { format } = await import('prettier');
  return format(JSON.stringify(openapiDocument), { parser: 'json', printWidth: 120 });
}

/**
 * Writes the document.
 * @throws SuiteFault when it cannot be written
 */
export async function writeOpenapi({ output }: { readonly output?: string }, io: CommandIo): Promise<number> {
  const file = output === undefined ? path.join(root, 'schemas/openapi.json') : path.resolve(io.cwd, output);
  await writeWhole(file, await openapiText(), { advice: 'Make it writable, or name another with --output.' });
  io.stdout.write(`written: ${path.relative(io.cwd, file)}\n`);
  return 0;
}
