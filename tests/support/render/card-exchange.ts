/** The request and the response on the card of a cause. */
import type { ReportDrift, ReportFinding } from '../report/types.ts';
import { excerpt, placeInRequest, requestExcerpt } from '../report/excerpt.ts';
import { sanitise } from '../text/sanitise.ts';
import { truncate } from '../text/lines.ts';

/** Makes lines with a label in front of the first. */
export type Field = (label: string, texts: readonly string[]) => readonly string[];

interface Room {
  /** Columns of a line. */
  readonly room: number;
  /** Lines for both. */
  readonly left: number;
  /** True where an accepted response is told by its status alone. */
  readonly brief: boolean;
}

/** Request and response of a card, as much of them as there is room for. */
export function exchangeLines(
  shown: Pick<ReportFinding, 'request' | 'response'> | ReportDrift['example'],
  pointer: string,
  { room, left, brief }: Room,
  field: Field,
): readonly string[] {
  if (shown?.request == null) return [];
  const { request, response } = shown;
  const suffix = request.body === null ? ' (no body)' : '';
  const line = truncate(`${sanitise(request.method)} ${sanitise(request.url)}`, room - suffix.length) + suffix;
  const most = { maxLines: Math.max(2, Math.min(6, Math.floor(left / 2) - 1)), columns: room };
  const place = request.body === null ? '' : placeInRequest(request.body, pointer);
  const body = request.body === null ? [] : requestExcerpt(request, pointer, most);
  const sent =
    request.body === null
      ? [line]
      : // A body that has nothing to do with the place is on the command line below.
        [line, ...(place === '' && body.some((each) => each.startsWith('⋮')) ? [] : body)];
  const rest = { maxLines: Math.max(2, left - sent.length - 1), columns: room };
  const came =
    response === null
      ? ['none']
      : [
          truncate(
            [String(response.status), sanitise(response.headers['content-type'] ?? ''), `${Math.round(response.ms)} ms`]
              .filter((part) => part !== '')
              .join(' · '),
            room,
          ),
          // What a client was answered says little where it was accepted.
          ...(brief && response.status < 400 ? [] : excerpt(response.body, brief ? '' : pointer, rest)),
        ];
  return [...field('request', sent), ...field('response', came)];
}
