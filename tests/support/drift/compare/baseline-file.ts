/** `fixtures/baselines/<target>.json`: what stands in it, and whether a JSON value is one that this version reads. */
import { profileNames, type Profile } from '../../config/profiles.ts';

/** How one pointer of accepted responses looked, free of anything that a seed decides. */
export interface BaselineNode {
  readonly presence: 'always' | 'sometimes';
  readonly types: readonly string[];
  readonly formats: readonly string[];
  readonly values?: readonly string[];
}

export type Held = 'pass' | 'warn' | 'fail';

/** What a target did when a person last accepted it. */
export interface Baseline {
  readonly $schema: string;
  readonly schemaVersion: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly target: { readonly name: string; readonly kind: 'mock' | 'live' };
  readonly profile: Profile;
  readonly seed: number;
  /** YYYY-MM-DD on which a person accepted it. */
  readonly accepted: string;
  /** Clauses that held in every case that judged them. Which cases do is in part a matter of time and values. */
  readonly held: readonly string[];
  /** Clauses that did not: case → how it came out there. */
  readonly broken: Readonly<Record<string, Readonly<Record<string, Held>>>>;
  /** Whether cases ran whose payloads a seed made. They are pinned together, as `(generated)`. */
  readonly generated: boolean;
  /** Case → label of the request → `status media-type error-shape`. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of the headers that every accepted response had. */
  readonly headers: readonly string[];
  /** JSON Pointer (array items as `*`) → what was there. */
  readonly shape: Readonly<Record<string, BaselineNode>>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * True when the value has the outline of a baseline of schema version 1, whole enough to be compared with. The whole is
 * checked by `schemas/meta/baseline.schema.json`.
 */
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
    (profileNames as readonly string[]).includes(String(value['profile']))
  );
}
