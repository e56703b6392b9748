/** The headers of a request as they arrived, and how its body is labelled. */
import { findingOf } from './finding.ts';
import type { ClientRequest, Findings, SdkFinding } from './types.ts';

const documented = 'application/json';

const finding = (kind: string, message: string, actual: string | null): SdkFinding =>
  findingOf('sdk-media-type-json', 'the header Content-Type', kind, message, { expected: documented, actual });

/** True for a label that says JSON, whatever stands behind it. */
export const saysJson = (request: ClientRequest): boolean =>
  valuesOf(request, 'content-type').some((value) => typeOf(value) === documented);

const typeOf = (value: string): string => (value.split(';')[0] ?? '').trim().toLowerCase();

/** A body that is not labelled as JSON, or as JSON in another encoding than UTF-8. */
export function mediaFindings(request: ClientRequest): Findings {
  const values = valuesOf(request, 'content-type');
  const [value] = values;
  if (value === undefined) return [finding('missing', 'The body has no media type.', null)];
  if (values.length > 1)
    return [finding('twice', `The header Content-Type is sent ${values.length} times.`, values.join(' and '))];
  const type = typeOf(value);
  if (type !== documented)
    return [
      finding(
        `type ${type.slice(0, 60)}`,
        type === '' ? 'The header Content-Type is empty.' : `The body is labelled ${type}.`,
        value,
      ),
    ];
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(value)?.[1]?.toLowerCase();
  return charset === undefined || charset === 'utf-8' || charset === 'utf8'
    ? []
    : [finding('charset', `The body is labelled as ${charset}, and JSON is UTF-8.`, value)];
}

/** The values of a header, one for each time that it was sent. */
export const valuesOf = ({ headers }: Pick<ClientRequest, 'headers'>, name: string): readonly string[] =>
  headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
