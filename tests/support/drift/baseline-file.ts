/** Whether a JSON value is a baseline that this version reads. The whole is checked by `schemas/meta/baseline.schema.json`. */
import type { Baseline } from './types.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True when the value has the outline of a baseline of schema version 1, whole enough to be compared with. */
export function isBaseline(value: unknown): value is Baseline {
  if (!isRecord(value) || value['schemaVersion'] !== 1) return false;
  const { held, broken, answers, headers, shape, target, suite } = value;
  return (
    Array.isArray(held) &&
    held.every((clause) => typeof clause === 'string') &&
    [broken, answers, target, suite, shape].every(isRecord) &&
    Object.values(isRecord(shape) ? shape : {}).every(
      (node) => isRecord(node) && Array.isArray(node['types']) && Array.isArray(node['formats']),
    ) &&
    Array.isArray(headers) &&
    ['smoke', 'full', 'deep'].includes(String(value['profile']))
  );
}
