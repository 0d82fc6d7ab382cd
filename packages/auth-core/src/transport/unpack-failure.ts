/** Why a body's encoding could not be undone. */
export type UnpackFault =
  /** It is not one that was asked for, or several on top of each other. */
  | 'unknown'
  /** It ends early. */
  | 'truncated'
  /** It is larger than allowed, unpacked. */
  | 'too large'
  /** It is not what it says. */
  | 'broken';

/** A body whose encoding could not be undone. Never leaves the engine. */
export class UnpackFailure extends Error {
  readonly fault: UnpackFault;

  constructor(fault: UnpackFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}
