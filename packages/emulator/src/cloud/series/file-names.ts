/** Names for the files of a zip, each its own: two of one name would be one file. None names a folder. */
export function fileNames(wanted: readonly string[]): string[] {
  // The library that packs them keeps them in an object.
  const taken = new Set(['__proto__']);
  /** The last number that a name was given, so that thousands of one name are numbered in one go. */
  const counts = new Map<string, number>();
  return wanted.map((each) => {
    const plain = each.replaceAll(/[/\\]/g, '_');
    const dot = plain.lastIndexOf('.');
    const [stem, ending] = dot < 1 ? [plain, ''] : [plain.slice(0, dot), plain.slice(dot)];
    let name = plain;
    let count = counts.get(plain) ?? 1;
    while (taken.has(name)) name = `${stem}-${(count += 1)}${ending}`;
    counts.set(plain, count);
    taken.add(name);
    return name;
  });
}
