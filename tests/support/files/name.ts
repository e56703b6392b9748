/** Names of files. Pure. */

/** The name of a target as that of a file. */
export const fileNameOf = (target: string): string =>
  target.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|-+$/g, '') || 'target';
