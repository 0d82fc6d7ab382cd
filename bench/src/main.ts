import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { describeMachine } from './report/machine.ts';
import { writePart } from './report/results-file.ts';

const usage = `Usage: pnpm bench <${Object.keys(benches).join('|')}> [--json] [--connections 10000]

Measures, prints a table and writes it to bench/RESULTS.md. With --json it prints JSON, alone on standard output,
and writes nothing.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const { connections } = asked;
  const result = await asked.bench((text) => process.stderr.write(`${asked.name}: ${text}\n`), {
    connections,
  });
  if (asked.json) {
    process.stdout.write(`${JSON.stringify({ rows: result.rows })}\n`);
    return 0;
  }
  const text = `${new Date().toISOString().slice(0, 10)}, ${describeMachine()}\n\n${result.text}`;
  process.stdout.write(`${text}\n`);
  writePart(asked.name, text);
  return 0;
}

interface Asked {
  readonly name: string;
  readonly json: boolean;
  readonly connections: number;
  readonly bench: (typeof benches)[string];
}

function readArguments(): Asked | undefined {
  try {
    const args = process.argv.slice(2).filter((argument) => argument !== '--');
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        connections: { type: 'string', default: '10000' },
      },
    });
    const [name = ''] = positionals;
    const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
    const connections = Number(values.connections);
    if (bench === undefined || positionals.length !== 1) return undefined;
    if (!Number.isSafeInteger(connections) || connections < 1) return undefined;
    return { name, json: values.json, connections, bench };
  } catch {
    return undefined;
  }
}
