/** Fingerprints: short, and the same from run to run. */
import { createHash } from 'node:crypto';

/**
 * The fingerprint of a cause: rule, pointer and direction decide it, never a count, a value or a time.
 * @returns ten hexadecimal digits
 */
export function fingerprint(rule: string, pointer: string, direction: string): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, pointer, direction]))
    .digest('hex')
    .slice(0, 10);
}

/** What a fingerprint, or the id of a finding, looks like. */
export const isFingerprint = (text: string): boolean => /^(?:[a-z]+-)?[0-9a-f]{4,64}$/.test(text);
