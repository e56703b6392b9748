/** The one door to a target: requests go in as data, exchanges come out as data. */
export { createClient } from './client.ts';
export type { Client, ClientOptions } from './client.ts';
export { meetingOf } from './meeting.ts';
export { parseBody } from './body.ts';
export { retryAfterMs } from './pace.ts';
export { secretsOf } from './secrets.ts';
export { RequestNotSendableError } from './wire.ts';
