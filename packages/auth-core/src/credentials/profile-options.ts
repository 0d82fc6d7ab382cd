/** Which profile of which file. */
export interface ProfileOptions {
  /** The profile's name (default `BIMODAL_PROFILE`, else `default`). */
  readonly profile?: string | undefined;
  /** The file (default `credentials.toml` in `bimodal` in the platform's config folder). */
  readonly file?: string | undefined;
}

/** What a profile says. Names are those of the file. */
export type Profile =
  | {
      readonly token: string;
      readonly secret: string;
      readonly kind?: string | undefined;
      readonly origin?: string | undefined;
      readonly expiresAt?: Date | undefined;
    }
  | {
      readonly key: string;
      readonly kind?: string | undefined;
      readonly origin?: string | undefined;
      readonly expiresAt?: Date | undefined;
    }
  | { readonly command: readonly string[] };
