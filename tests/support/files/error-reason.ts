/** What a file system says, in words. Pure. */
import { messageOf, SuiteFault } from '../errors.ts';

/** True for an error of the file system with one of these codes. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** What was written is not what is there, although the file system reported no error. */
export class ShortWrite extends SuiteFault {
  override readonly name = 'ShortWrite';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than the limit on file sizes allows',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'its directory is not there, or takes no files',
  ENOTDIR: 'a file stands in its path',
  EEXIST: 'something else has its name',
  EISDIR: 'a directory has its name',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk fails',
};

/** Why a file could not be written, as a clause without a full stop; the code of the file system in brackets. */
export function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (reason !== undefined) return `${reason} (${code})`;
  return messageOf(error).replace(/\.$/, '');
}
