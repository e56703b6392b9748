/** Source files over 250 lines, each with the reason. */
export const longFiles: Readonly<Record<string, string>> = {
  'tests/support/types.ts': 'One list of the shapes that rooms exchange; it is read as a whole.',
};
