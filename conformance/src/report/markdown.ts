import type { Adapter } from '../clients/client.ts';
import type { Results } from './results.ts';
import { toTable } from './table.ts';

/** What a run is told by: the versions that it ran with, and when. */
export interface Occasion {
  readonly date: string;
  readonly node: string;
  /** By client. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The page `RESULTS.md`. */
export function toMarkdown(results: Results, adapters: readonly Adapter[], occasion: Occasion): string {
  const versions = adapters.map(
    ({ name, package: npm }) => `- ${name}: \`${npm}\` ${occasion.versions[name] ?? ''}`,
  );
  return `# Conformance

The rules that no convenience overrides (see [SECURITY.md](../SECURITY.md)) as probes, put to Bimodal and its peers on ${occasion.date} with Node ${occasion.node}.
Written by \`pnpm conformance\`; see [README.md](README.md). A rule holds when all of its probes that apply pass.

${versions.join('\n')}

\`\`\`text
${toTable(results)}
\`\`\`

## What failed

${reasons(results, 'fail')}

## What does not apply

${reasons(results, 'n/a')}
`;
}

/** Each probe with its clients' reasons; clients with the same reason together. */
function reasons({ rules, outcomes }: Results, result: 'fail' | 'n/a'): string {
  const lines: string[] = [];
  for (const probe of rules.flatMap((rule) => rule.probes)) {
    const clients = new Map<string, string[]>();
    for (const outcome of outcomes) {
      if (outcome.probe.id !== probe.id || outcome.verdict.result !== result) continue;
      const reason = lasting('reason' in outcome.verdict ? outcome.verdict.reason : '');
      clients.set(reason, [...(clients.get(reason) ?? []), outcome.client]);
    }
    for (const [reason, names] of clients)
      lines.push(`- ${probe.id} ${names.join(', ')}: ${escaped(reason)}`);
  }
  return lines.length === 0 ? 'Nothing.' : lines.join('\n');
}

/** Without what differs from run to run. */
function lasting(reason: string): string {
  return reason.replaceAll(/(127\.0\.0\.1|localhost|\.test):\d+/g, '$1');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|]/g, String.raw`\$&`);
}
