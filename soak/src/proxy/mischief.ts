/** Which way the bytes go that something happens to: from the client, or back to it. */
export type Direction = 'request' | 'response';

/** What happens to one direction of a connection. */
export type Mischief =
  /** Every chunk is held for so long. */
  | { readonly kind: 'delay'; readonly direction: Direction; readonly milliseconds: number }
  /** After so many bytes nothing more comes through, and nobody is told. */
  | { readonly kind: 'drop'; readonly direction: Direction; readonly after: number }
  /** After so many bytes both sides meet a reset (RST). */
  | { readonly kind: 'reset'; readonly direction: Direction; readonly after: number }
  /** After so many bytes this direction is ended (FIN); the other goes on. */
  | { readonly kind: 'halfClose'; readonly direction: Direction; readonly after: number }
  /** After so many bytes both directions are ended (FIN). */
  | { readonly kind: 'truncate'; readonly direction: Direction; readonly after: number }
  /** One chunk of the response comes twice; or so many of its first bytes do, before it. */
  | {
      readonly kind: 'duplicate';
      readonly direction: 'response';
      readonly chunk: number;
      readonly first?: number;
    };

/** What happens to one connection, each way. */
export interface Plan {
  readonly request: Mischief | undefined;
  readonly response: Mischief | undefined;
}

export type MischiefKind = Mischief['kind'];
