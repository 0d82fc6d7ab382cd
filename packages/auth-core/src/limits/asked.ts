/** What is said to a request that asks for its turn: it has it, or so many milliseconds to wait, or nothing could be said. */
export type Asked = 'taken' | { readonly wait: number } | { readonly failure: unknown };

/** Asks for a turn under a key. It never rejects. */
export type Ask = (key: string) => Asked | Promise<Asked>;
