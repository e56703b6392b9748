/** Every variable that the suite reads, in the order in which `npm run doctor` shows them. */

interface Variable {
  readonly name: string;
  /** The option of the command line that wins over it, when there is one. */
  readonly flag?: string;
  /** Only read when the target is live; with the mock it is ignored, valid or not. */
  readonly live: boolean;
  readonly says: string;
}

export const variables = [
  { name: 'NEETOCRM_TARGET', flag: '--target', live: false, says: 'what to judge: mock or live' },
  { name: 'NEETOCRM_TARGET_NAME', live: false, says: 'the name of the target in reports and baselines' },
  { name: 'NEETOCRM_SUBDOMAIN', live: true, says: 'the sub-domain of the workspace' },
  { name: 'NEETOCRM_BASE_URL', live: true, says: 'the address up to and including /api/external/v1' },
  { name: 'NEETOCRM_API_KEY', live: true, says: 'the key of the workspace' },
  { name: 'NEETOCRM_CONTACT_ID', live: true, says: 'the one contact that is written to and put back' },
  { name: 'NEETOCRM_SANDBOX', live: true, says: 'your word that the workspace may be written to' },
  { name: 'NEETOCRM_COMPANY_ID', live: true, says: 'a company to link the contact to' },
  { name: 'NEETOCRM_OWNER_ID', live: true, says: 'a user to make the owner' },
  { name: 'NEETOCRM_TAG_IDS', live: true, says: 'two or more tags, separated by commas' },
  { name: 'NEETOCRM_FIELD_ID', live: true, says: 'a custom field kept for the suite' },
  { name: 'NEETOCRM_FIELD_VALUE', live: true, says: 'the value that this field is reset to' },
  { name: 'NEETOCRM_FOREIGN_CONTACT_ID', live: true, says: 'a contact of another workspace' },
  { name: 'NEETOCRM_ALLOW_HOST', live: true, says: 'further hosts that may be written to' },
  { name: 'NEETOCRM_ALLOW_KEY_IN_URL', live: true, says: 'whether the key may be sent once in a URL' },
  { name: 'NEETOCRM_MAX_RPS', live: true, says: 'requests per second' },
  { name: 'NEETOCRM_TIMEOUT_MS', live: true, says: 'milliseconds that one response may take' },
  { name: 'CONTRACT_PROFILE', flag: '--profile', live: false, says: 'smoke, full, nightly or deep' },
  { name: 'CONTRACT_SEED', flag: '--seed', live: false, says: 'the seed of everything generated' },
  { name: 'CONTRACT_STRICT', flag: '--strict', live: false, says: 'whether a broken SHOULD is red' },
  { name: 'CONTRACT_REQUIRE_ALL', flag: '--require-all', live: false, says: 'whether every MUST has to be exercised' },
  { name: 'CONTRACT_REPORT_DIR', flag: '--report-dir', live: false, says: 'where reports are written' },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]['name'];

const names: readonly string[] = variables.map((variable) => variable.name);

/**
 * Notes on names that look like ours and are not: a mistyped variable would otherwise be ignored in silence.
 * @param given names that are set
 */
export function unknownVariables(given: readonly string[]): readonly string[] {
  return given.flatMap((name) => {
    if (names.includes(name)) return [];
    const nearest = names
      .map((known) => ({ known, distance: editDistance(name.toUpperCase(), known) }))
      .reduce((best, next) => (next.distance < best.distance ? next : best));
    const close = nearest.distance <= 3;
    if (!close && !/^(NEETOCRM|CONTRACT)_/.test(name)) return [];
    return [`${name} is not a variable of this suite and is ignored.${close ? ` Did you mean ${nearest.known}?` : ''}`];
  });
}

/** Levenshtein distance of two short texts. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= right.length; column += 1) {
      const substitute = (row[column - 1] ?? 0) + (letter === right[column - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
