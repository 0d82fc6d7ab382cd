/** A value that a fact may carry. */
export type Value = string | number | boolean | null;

/** One thing that happened, as data: the same for people and for programs. */
export interface Fact {
  /** What it is, e.g. `report.row`. */
  readonly fact: string;
  readonly [name: string]: Value;
}

/** Tells the story: to a person in a terminal, or to a program as JSON lines. */
export interface Narrator {
  /** A part of the story begins. */
  chapter(title: string): void;
  /** Something happened; `words` is how a person would say it. */
  tell(words: string, fact: Fact): void;
  /** Something is under way: shown to a person while it lasts. */
  progress(words: string, fact: Fact): void;
  /** Rows that belong together; each is a fact too. */
  table(columns: readonly string[], rows: readonly (readonly Value[])[], facts: readonly Fact[]): void;
  /** The same numbers as a chart; only people need it. */
  chart(bars: readonly { readonly label: string; readonly value: number }[], unit: string): void;
}
