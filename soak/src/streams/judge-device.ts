/** What is known of a device when all is over. */
export interface DeviceEvidence {
  /** What its events had to say, as JSON, in the order in which they were accepted. */
  readonly accepted: readonly string[];
  /** What arrived, in that order. */
  readonly arrived: readonly string[];
  /** How many events still wait. */
  readonly waiting: number;
}

/** What is wrong with what arrived, in words: each event at least once, and the first of each in order. */
export function complaintsAboutDevice({ accepted, arrived, waiting }: DeviceEvidence): readonly string[] {
  const complaints: string[] = [];
  const first = [...new Set(arrived)];
  const [known, there] = [new Set(accepted), new Set(arrived)];
  const lost = accepted.filter((each) => !there.has(each));
  const invented = first.filter((each) => !known.has(each));
  if (lost.length > 0) complaints.push(`${lost.length} events are lost, the first is ${short(lost[0])}`);
  if (invented.length > 0) complaints.push(`it never accepted ${short(invented[0])}`);
  if (lost.length + invented.length === 0) {
    const wrong = first.find((each, at) => each !== accepted[at]);
    if (wrong !== undefined) complaints.push(`events arrived out of order, from ${short(wrong)} on`);
  }
  if (waiting > 0) complaints.push(`${waiting} events still wait`);
  return complaints;
}

function short(text = ''): string {
  return text.slice(0, 100);
}
