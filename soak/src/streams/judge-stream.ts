import type { Gap } from '@bimodal/iot-client';
import { textOf, type Item } from './told.ts';
import type { Sent } from './witness.ts';

/** What is known of a stream when it has ended. */
export interface StreamEvidence {
  /** What the server sent to all who were connected, in order. */
  readonly sent: readonly Sent[];
  readonly told: readonly Item[];
  /** When it said that it was connected for the first time. */
  readonly connectedAt: number | undefined;
  /** How many chunks came twice: so often messages may come again, or be none. */
  readonly repeats: number;
  /** Milliseconds that what was sent may have been under way: it was missed as much before the gap began. */
  readonly underWay: number;
}

/** Milliseconds by which two clocks of one machine may differ. */
const clocks = 10;

/** What is wrong with what a stream told, in words. */
export function complaintsAboutStream(evidence: StreamEvidence): readonly string[] {
  const { sent, told, connectedAt, repeats, underWay } = evidence;
  const complaints: string[] = [];
  const places = new Map(sent.map(({ text }, at) => [text, at]));
  let last = -1;
  // The first message since the last gap: what comes twice is not older.
  let floor = 0;
  let gaps: Gap[] = [];
  let [strange, isMalformed] = [0, false];

  for (const item of told) {
    if (item.type === 'malformed') {
      strange += 1;
      isMalformed = true;
      continue;
    }
    if (item.type === 'gap') {
      if (item.reason !== 'disconnected') complaints.push(`a gap says ${item.reason}`);
      if (item.from > item.to) complaints.push('a gap ends before it begins');
      gaps.push(item);
      continue;
    }
    const text = textOf(item) ?? '';
    const at = places.get(text);
    if (at === undefined) {
      complaints.push(`it told what was never sent: ${text.slice(0, 200)}`);
      continue;
    }
    if (at <= last) {
      strange += 1;
      if (at < floor || gaps.length > 0) complaints.push(`out of order: ${text.slice(0, 200)}`);
    } else {
      const missing = sent.slice(last + 1, at).filter((message) => !isExcused(message, last === -1));
      const first = missing[0];
      if (first !== undefined) {
        complaints.push(
          `${missing.length} messages are missing without a gap, from ${new Date(first.at).toISOString()} on: ${first.text.slice(0, 200)}; before: ${shown(gaps)}`,
        );
      }
      if (gaps.length > 0) floor = at;
    }
    [last, gaps, isMalformed] = [at, [], false];
  }
  if (strange > repeats) {
    complaints.push(`${strange} messages came twice or mutilated, and ${repeats} chunks came twice`);
  }
  return complaints;

  /** Sent before it was connected, or within a gap: where a message came mutilated, that is when the gap had not begun. */
  function isExcused({ at }: Sent, isFirst: boolean): boolean {
    if (isFirst && at <= (connectedAt ?? Infinity) + clocks) return true;
    return gaps.some(
      ({ from, to }) =>
        at <= to.getTime() + clocks && (isMalformed || at >= from.getTime() - underWay - clocks),
    );
  }
}

function shown(gaps: readonly Gap[]): string {
  return gaps.map(({ from, to }) => `${from.toISOString()} to ${to.toISOString()}`).join(', ') || 'none';
}
