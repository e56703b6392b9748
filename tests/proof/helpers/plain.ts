/** A configuration by which plain values are made. */
const id = (digit: string): string => [8, 4, 4, 4, 12].map((count) => digit.repeat(count)).join('-');

export const facts = {
  contactId: '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518',
  companyId: id('a'),
  ownerId: id('b'),
  tagIds: [id('c'), id('d'), id('e')],
  fieldId: id('f'),
  fieldValue: 'contract suite',
  foreignContactId: null,
};
