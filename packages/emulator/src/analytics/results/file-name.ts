/** `flight-delays-by-origin`: how a title becomes part of a file name. */
export function slugOf(title: string | null): string {
  const slug = (title ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? 'untitled' : slug;
}

/** `attachment; filename="<slug>-YYYY-MM-DD-HH-MM-SS.csv"`. */
export function attachment(title: string | null, extension: 'csv' | 'zip', at: Date): string {
  const time = at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  return `attachment; filename="${slugOf(title)}-${time}.${extension}"`;
}

/** `<slug>-<run token>-<date>.pdf`. */
export function pdfName(title: string | null, run: string, at: Date): string {
  return `${slugOf(title)}-${run}-${at.toISOString().slice(0, 10)}.pdf`;
}

/** Names for the files of a zip: one per query, none twice. */
export function entryNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  /** The last number that a title was given, so that thousands of one title are numbered in one go. */
  const counts = new Map<string, number>();
  return titles.map((title) => {
    const slug = slugOf(title);
    let name = `${slug}.csv`;
    let count = counts.get(slug) ?? 1;
    while (taken.has(name)) name = `${slug}-${(count += 1)}.csv`;
    counts.set(slug, count);
    taken.add(name);
    return name;
  });
}
