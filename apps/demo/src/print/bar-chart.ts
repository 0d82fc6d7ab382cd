/** Horizontal bars in plain text, the longest filling the width. Eighths of a block make small differences visible. */
export function barChart(
  bars: readonly { readonly label: string; readonly value: number }[],
  unit: string,
  width: number,
): string[] {
  const labels = Math.max(0, ...bars.map(({ label }) => label.length));
  const texts = bars.map(({ value }) => `${value} ${unit}`);
  const room = Math.max(1, width - labels - 2 - Math.max(0, ...texts.map((text) => text.length)) - 1);
  const most = Math.max(0, ...bars.map(({ value }) => value));
  return bars.map(({ label, value }, index) => {
    const eighths = most <= 0 ? 0 : Math.round((Math.max(0, value) / most) * room * 8);
    const bar = '█'.repeat(Math.floor(eighths / 8)) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
    return `${label.padEnd(labels)}  ${bar} ${texts[index]}`;
  });
}
