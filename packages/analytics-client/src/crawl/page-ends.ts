import type { CrawlStep } from './crawl-step.ts';

/** How many rows a page of a list without counters was measured to hold, whatever is asked for. */
const measured = 30;

/**
 * Where the lists without counters of one operation end. A page with fewer rows than a page holds is the last one; asking
 * for an empty page after each would nearly double the requests of a crawl. That pages hold 30 was measured, not documented:
 * until a page of 30 is seen, the longest pages that were taken for last ones are kept, since only they can have been full
 * on a server with smaller pages. The page after each is asked for at the end. Should one have rows, pages are smaller than
 * measured, and all of those lists go on.
 */
export class PageEnds {
  #size = measured;
  #proven = false;
  #rows = 0;
  #doubtful: CrawlStep[] = [];

  /** The pages after those that may not have been the last ones. */
  get doubtful(): readonly CrawlStep[] {
    return this.#doubtful;
  }

  /** Whether a page may well have one after it. */
  isFull(rows: number): boolean {
    return rows >= this.#size;
  }

  /** Learns from a full page. */
  sawFull(rows: number): void {
    if (rows < measured) return;
    this.#proven = true;
    this.#doubtful = [];
  }

  /** Remembers the page after one that was taken for the last. */
  sawShort(rows: number, next: CrawlStep): void {
    if (this.#proven || rows < this.#rows || rows === 0) return;
    if (rows > this.#rows) this.#doubtful = [];
    this.#rows = rows;
    this.#doubtful.push({ ...next, short: rows });
  }

  /** One of the pages in doubt, to be asked for when nothing else is left. */
  probe(): CrawlStep | undefined {
    return this.#doubtful.shift();
  }

  /** What the probe's answer means: the steps that must be read after all. */
  probed(rows: number, short: number): readonly CrawlStep[] {
    if (rows === 0) return [];
    const missed = this.#doubtful;
    this.#size = Math.min(this.#size, short);
    this.#proven = true;
    this.#doubtful = [];
    return missed;
  }
}
