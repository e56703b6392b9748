/** The headers of a request as they arrived. */
import type { ClientRequest } from './types.ts';

/** The values of a header, one for each time that it was sent. */
export const valuesOf = ({ headers }: Pick<ClientRequest, 'headers'>, name: string): readonly string[] =>
  headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
