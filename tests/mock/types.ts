/**
 * The shapes of the stand-in. A request passes the stages in the order of `Variant`; a variant replaces some of them.
 */

/** A contact as the stand-in stores it. Times are milliseconds since the epoch. */
export interface Contact {
  id: string;
  readonly workspace: string;
  name: string;
  email: string;
  phone_number: string;
  company_id: string | null;
  owner_id: string | null;
  tag_ids: string[];
  /** Field id → value. Stored, never shown. */
  field_values: Record<string, string>;
  created_at: number;
  updated_at: number;
  /** Whatever else a broken server lets in. */
  extras: Record<string, unknown>;
}

/** What an update changes, after validation. Absent: the attribute was not sent. */
export interface Changes {
  name?: string;
  email?: string;
  phone_number?: string;
  company_id?: string | null;
  owner_id?: string | null;
  tag_ids?: string[];
  field_values?: { field_id: string; value: string }[];
}

export interface World {
  readonly contacts: Map<string, Contact>;
  readonly companies: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: ReadonlySet<string>;
  /** API key → workspace. */
  readonly keys: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch; every call gives a later one. */
  now(): number;
}

/** What the suite is told about the stand-in. */
export interface MockFacts {
  readonly apiKey: string;
  readonly contactId: string;
  readonly companyId: string;
  readonly ownerId: string;
  /** Four; the first two are on the contact. */
  readonly tagIds: readonly string[];
  readonly fieldId: string;
  readonly fieldValue: string;
  /** A contact of the second workspace. */
  readonly foreignContactId: string;
}

/** A response before it is sent. `text` or `raw` take the place of `body`. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  /** Sent as JSON; undefined sends no body. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  text?: string | Buffer;
  /** Sent one after the other, without a Content-Length. */
  chunks?: readonly string[];
  /** Written to the socket as it is, status line and headers included; then the connection is closed. */
  raw?: string | Buffer;
  /** The connection is closed without a response. */
  drop?: boolean;
}

/** One request on its way through the stages. */
export interface Call {
  readonly world: World;
  readonly facts: MockFacts;
  readonly method: string;
  /** Path below the base URL, percent-encoded as it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Header names in the letter case in which they came. */
  readonly headerNames: readonly string[];
  readonly bytes: Buffer;
  /** Counts the requests to this server from 1. */
  readonly nth: number;
  /** Counts the updates that were about to be written, from 1; 0 until this one is. */
  update: number;
  action: 'update' | 'read' | 'none';
  workspace: string;
  /** Set by `find`; `write` changes this one, and `show` shows it. Put a copy here to keep the stored one. */
  contact: Contact;
  /** The contact as it was before `write`. */
  before: Contact;
  /** The parsed body. */
  body: unknown;
  changes: Changes;
  /** To be called wherever a broken thing acts. */
  acted(): void;
}

/** The contact as a response shows it. */
export type Shown = Record<string, unknown>;

/** Stages that replace those of the good server. Each is handed the stage that it replaces as `next`. A stage refuses by throwing a `Refusal`. */
export interface Variant {
  /** Changes what the server holds when it starts. */
  readonly seed?: (world: World) => void;
  /** First of all. A response ends the request here. */
  readonly before?: (call: Call) => MockResponse | undefined | Promise<MockResponse | undefined>;
  /** The workspace that the key opens, or undefined. */
  readonly authenticate?: (call: Call, next: () => string | undefined) => string | undefined;
  /** What the method and the path ask for. */
  readonly route?: (call: Call, next: () => Call['action']) => Call['action'];
  /** The addressed contact, or undefined. */
  readonly find?: (call: Call, next: () => Contact | undefined) => Contact | undefined;
  /** The bytes as a JSON value. */
  readonly parse?: (call: Call, next: () => unknown) => unknown;
  /** The body as changes, all checked. */
  readonly validate?: (call: Call, next: () => Changes) => Changes;
  /** Stores `call.changes` in `call.contact`. */
  readonly write?: (call: Call, next: () => void) => void | Promise<void>;
  /** The contact as the responses to updates and reads show it. */
  readonly show?: (call: Call, next: () => Shown) => Shown;
  /** The response to an accepted update or a read. */
  readonly accept?: (call: Call, next: () => MockResponse) => MockResponse | Promise<MockResponse>;
  /** Every response, refusals included. */
  readonly respond?: (call: Call, response: MockResponse) => MockResponse | Promise<MockResponse>;
}

/** A variant, or a maker of one where it keeps state of its own: it is called once per server. */
export type VariantSource = Variant | (() => Variant);

export interface MockServer {
  /** Up to and including `/api/external/v1`. */
  readonly baseUrl: string;
  readonly facts: MockFacts;
  readonly mutant: string | null;
  /** Requests that reached it. */
  hits(): number;
  /** How often the broken thing acted. */
  mutations(): number;
  /** The configured contact as it is stored now; a copy. */
  stored(): Contact;
  /** Every other contact as it is stored now; copies. */
  others(): readonly Contact[];
  close(): Promise<void>;
}

/** A server with one thing broken. */
export interface Mutant {
  readonly id: string;
  readonly theme: string;
  /** What a reviewer can picture. */
  readonly sentence: string;
  /** Ids of the clauses that it trips for certain, the main one first. */
  readonly trips: readonly string[];
  /** The smallest profile that has to see it. */
  readonly profile: 'smoke' | 'full' | 'nightly' | 'deep';
  /** The verdict on it without a baseline and without `--strict`. */
  readonly expect: 'violated' | 'conformant' | 'inconclusive';
  /** Only a comparison with the baseline of the good server shows it. */
  readonly drift: boolean;
  readonly variant: VariantSource;
  /** Variables that the suite is given besides those of the stand-in. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server that keeps the contract and differs from the stand-in where the contract is silent. */
export interface Faithful {
  readonly id: string;
  readonly sentence: string;
  readonly variant: VariantSource;
  /** Variables that the suite is given in place of those of the stand-in; an empty text takes one away. */
  readonly env?: Readonly<Record<string, string>>;
}
