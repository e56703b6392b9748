/** Keys of the contact in a response that no update sets. No schema says what they mean, so they are named here and nowhere else. */
import type responseFile from '../../../schemas/contact-update.response.schema.json';

type ResponseKey = keyof typeof responseFile.properties.contact.properties;

/** The identifier of the contact; records within it have theirs under the same key. */
export const idKey = 'id' satisfies ResponseKey;
/** When the contact was made. */
export const createdAtKey = 'created_at' satisfies ResponseKey;
/** When it was changed last. */
export const updatedAtKey = 'updated_at' satisfies ResponseKey;
/** What records within the contact are called, beside their identifiers. */
export const nameKey = 'name' satisfies ResponseKey;
