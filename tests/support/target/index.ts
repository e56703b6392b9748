/** The target of a run: a server somewhere, or the embedded mock on a port of its own. */
import type { Settings } from '../config/types.ts';
import type { MockFacts, Variant } from '../../mock/index.ts';

interface Target {
  /** The settings with base URL, key and identifiers filled in. */
  readonly settings: Settings;
  readonly close: () => Promise<void>;
}

/** The settings of a run against a mock. */
export const mockSettings = (settings: Settings, baseUrl: string, facts: MockFacts): Settings => ({
  ...settings,
  target: { ...settings.target, kind: 'mock', baseUrl, loopback: true },
  apiKey: facts.apiKey,
  contactId: facts.contactId,
  companyId: facts.companyId,
  ownerId: facts.ownerId,
  tagIds: facts.tagIds,
  fieldId: facts.fieldId,
  fieldValue: facts.fieldValue,
  foreignContactId: facts.foreignContactId,
  maxRps: 0,
});

/**
 * Opens the target that the settings name.
 * @param variant replaces parts of the mock, for the proof
 */
export async function openTarget(settings: Settings, variant?: Variant): Promise<Target> {
  if (settings.target.kind === 'live') return { settings, close: () => Promise.resolve() };
  // A live target needs no server of ours.
  const { startMock } = await import('../../mock/index.ts');
  const mock = await startMock(variant === undefined ? {} : { variant });
  return { settings: mockSettings(settings, mock.baseUrl, mock.facts), close: () => mock.close() };
}
