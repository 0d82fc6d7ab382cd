/** How the agent ends, for whoever supervises it. */
export const exitCodes = {
  /** It was asked to stop, or the story is told. */
  done: 0,
  /** Something that it does not know happened: starting it again may help. */
  failed: 1,
  /** An option is wrong. */
  usage: 2,
  /** Nobody gave it a token or key that the platform takes: a person has to. */
  refused: 3,
} as const;
