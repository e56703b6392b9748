/** Cases that show broken servers which have new attributes, so that not every run of the proof plays all. */

/** Between them these show each of the servers that break the contract for one of the three. */
export const forBroken = [
  'documented-example',
  'name-alone',
  'reordered-keys',
  'valid-address-alone',
  'valid-boundary-job-title-maxlength-80',
  'valid-languages-several-items',
  'atomic-all-but-name',
];

/** A generated payload of a documented attribute: it shows the servers that break the contract for one beside new ones. */
export const forBrokenBeside = ['valid-empty-phone-number'];
