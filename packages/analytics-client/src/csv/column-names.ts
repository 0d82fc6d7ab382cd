/**
 * Names that tell columns apart: where a query gives two columns one name, the later ones get `_2`, `_3` and so on, so
 * that no value is lost.
 */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set(header);
  const seen = new Set<string>();
  return header.map((name) => {
    let unique = name;
    for (let count = 2; seen.has(unique); count += 1) {
      const next = `${name}_${count}`;
      if (!taken.has(next)) unique = next;
    }
    seen.add(unique);
    taken.add(unique);
    return unique;
  });
}
