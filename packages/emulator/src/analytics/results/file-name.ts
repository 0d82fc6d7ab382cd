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
  return titles.map((title) => {
    const slug = slugOf(title);
    let name = `${slug}.csv`;
    for (let n = 2; taken.has(name); n += 1) name = `${slug}-${n}.csv`;
    taken.add(name);
    return name;
  });
}
