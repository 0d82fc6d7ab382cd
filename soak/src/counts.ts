/** Counts things by their names. */
export class Counts {
  readonly #counts = new Map<string, number>();

  increase(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  get(name: string): number | undefined {
    return this.#counts.get(name);
  }

  /** Most frequent first. */
  get text(): string {
    return [...this.#counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  }
}
