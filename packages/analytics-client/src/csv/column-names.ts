/**
 * Names that tell columns apart: where a query gives two columns one name, the later ones get `_2`, `_3` and so on, so
 * that no value is lost. The time is that of reading the names, however often one comes.
 */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set(header);
  /** The last number that a name was given. */
  const counts = new Map<string, number>();
  return header.map((name) => {
    const before = counts.get(name);
    if (before === undefined) {
      counts.set(name, 1);
      return name;
    }
    let count = before + 1;
    while (taken.has(`${name}_${count}`)) count += 1;
    counts.set(name, count);
    taken.add(`${name}_${count}`);
    return `${name}_${count}`;
  });
}
