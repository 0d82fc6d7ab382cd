/** Names for the files of a zip, each its own: two of one name would be one file. None names a folder. */
export function fileNames(wanted: readonly string[]): string[] {
  // The library that packs them keeps them in an object.
  const taken = new Set(['__proto__']);
  return wanted.map((each) => {
    const plain = each.replaceAll(/[/\\]/g, '_');
    const dot = plain.lastIndexOf('.');
    const [stem, ending] = dot < 1 ? [plain, ''] : [plain.slice(0, dot), plain.slice(dot)];
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}${ending}`;
    taken.add(name);
    return name;
  });
}
