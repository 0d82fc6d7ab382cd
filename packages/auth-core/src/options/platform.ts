import type { Credential } from '../credentials/credential.ts';

/** What the engine has to know of a platform: no operation, only how it talks. */
export interface Platform {
  /** As people call it: `Mode Analytics`. */
  readonly name: string;
  /** Where it lives, unless told otherwise. */
  readonly productionUrl: string;
  /** The schemes of its credentials; one of another is never sent there. Any, where absent. */
  readonly schemes?: readonly Credential['scheme'][];
  /** Response header with the range of a list, in lower case. */
  readonly rangeHeader?: string;
  /** Response header with the server's id of a request, in lower case. */
  readonly requestIdHeader?: string;
  /** Reads the platform's own words out of the body of a failure. */
  readonly readFailure: (body: unknown) => {
    readonly code?: string | undefined;
    readonly message?: string | undefined;
  };
  /** Whether a word is one of the platform's codes. Of an operation with secrets others are told only where they are plain words. */
  readonly isKnownCode?: (code: string) => boolean;
  /** What to do about a code of a refusal (4xx), as sentences; undefined where the status says enough. */
  readonly whatToDo?: (code: string) => string | undefined;
  /** What to do about a missing credential, as the end of a sentence. */
  readonly credentialAdvice: string;
}
