/** Responses as data, and the error with which a stage refuses. */
import type { MockResponse } from './types.ts';

export const jsonType = 'application/json; charset=utf-8';

/** A JSON response; `undefined` as body sends none. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): MockResponse => ({
  status,
  headers: { 'content-type': jsonType, ...headers },
  body,
});

/** A response of any text. */
export const text = (status: number, content: string | Buffer, type = 'text/html; charset=utf-8'): MockResponse => ({
  status,
  headers: { 'content-type': type },
  text: content,
});

export const page = (title: string): string =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

/** Thrown by a stage that refuses; carries the response. */
export class Refusal extends Error {
  readonly response: MockResponse;
  constructor(response: MockResponse) {
    super(`refused with ${String(response.status)}`);
    this.name = 'Refusal';
    this.response = response;
  }
}

/** A refusal with one message (`error`) or several (`errors`). */
export const refusal = (status: number, message: string | readonly string[]): Refusal =>
  new Refusal(json(status, typeof message === 'string' ? { error: message } : { errors: message }));

export const unauthenticated = (): Refusal => refusal(401, 'Could not authenticate, invalid API Key');
export const notFound = (): Refusal => refusal(404, 'The record could not be found');
