import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { failureOf, query, testFolder } from '../test-folder.ts';
import { openTemplates } from '../templates.ts';
import { openWarehouse } from '../warehouse.ts';

/** DuckDB 1.5 ends its process at this. */
const CRASH = `SELECT json_structure(repeat('[', 100000) || repeat(']', 100000))`;
/** One expression, an hour of it, that hears of nothing. */
const DEAF = `SELECT levenshtein(repeat('a', 400000), repeat('b', 400000))`;
/** Three gigabytes that DuckDB does not count. */
const SWELLS = `SELECT length(repeat('x', 3000000000))`;
const LOOPS = `{% assign a = (1..3000) %}{% assign b = a | reject_exp: 'x', "a | reject_exp: 'y', 'x > y'" %}SELECT 1`;

describe('a query that', () => {
  test('ends its process is a failed one, and the one beside it goes on', async () => {
    const warehouse = openWarehouse({ files: undefined, concurrency: 2 });
    await using beside = await warehouse.run({ sql: 'SELECT range AS n FROM range(1000000000000)' });
    expect(await failureOf(query(warehouse, CRASH))).toMatchObject({
      code: 'ResourceFailure',
      message: expect.stringMatching(
        /^The query ended the process that it ran in \(.+\); a new one replaces it\.$/,
      ),
    });
    const rows = beside.chunks[Symbol.asyncIterator]();
    for (let at = 0; at < 10; at += 1) expect((await rows.next()).done).toBe(false);
    expect(await query(warehouse, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('takes too long is ended, however deaf it is', async () => {
    const warehouse = openWarehouse({ files: undefined, time: 500 });
    expect(await failureOf(query(warehouse, DEAF))).toMatchObject({
      code: 'ResourceFailure',
      message: 'The query takes longer than 0.5 s, and was ended.',
    });
  });

  test('takes more memory than DuckDB counts is ended', async () => {
    const warehouse = openWarehouse({ files: undefined, memory: 100_000_000 });
    expect(await failureOf(query(warehouse, SWELLS))).toMatchObject({
      code: 'ResourceFailure',
      message: 'The query needs more memory than it may have.',
    });
  });

  test('hears of nothing is ended by an abort, and holds no place then', async () => {
    const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const running = warehouse.run({ sql: DEAF, signal: controller.signal });
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(await query(warehouse, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('hears of nothing holds its own place only', async () => {
    const warehouse = openWarehouse({ files: undefined, concurrency: 2 });
    const controller = new AbortController();
    const deaf = warehouse.run({ sql: DEAF, signal: controller.signal });
    expect(await query(warehouse, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(await query(warehouse, 'SELECT 2 AS n')).toEqual([{ n: 2 }]);
    controller.abort(new Error('enough'));
    await expect(deaf).rejects.toThrow('enough');
  });
});

test('rows wait until they are read', async () => {
  const warehouse = openWarehouse({ files: undefined, memory: 200_000_000 });
  await using result = await warehouse.run({ sql: `SELECT repeat('x', 1000) AS x FROM range(5000000)` });
  const before = process.memoryUsage().rss;
  const rows = result.chunks[Symbol.asyncIterator]();
  await rows.next();
  // Five gigabytes could come meanwhile: another query is whole while these wait.
  expect(await query(warehouse, 'SELECT count(*) AS n FROM range(1000)')).toEqual([{ n: 1000 }]);
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});

describe('a template that takes more than a second', () => {
  test('is ended, and the others are rendered', async () => {
    const templates = openTemplates();
    const [endless, short] = await Promise.allSettled([
      templates.render(LOOPS, { parameters: {} }),
      templates.render('SELECT {{ n }}', { parameters: { n: 1 } }),
    ]);
    expect(endless).toMatchObject({
      reason: { code: 'LiquidSyntaxError', message: 'The template takes longer than 1 s, and was ended.' },
    });
    expect(short).toEqual({ status: 'fulfilled', value: 'SELECT 1' });
  });

  test('has no form, and those of the other queries are read', async () => {
    const form = '{% form %}\nn: {default: 1}\n{% endform %}';
    const endless = `{% form %}\n${LOOPS}\n{% endform %}`;
    const forms = await openTemplates().formsOf([form, endless, '{% form %}', form], {});
    expect(forms.map((fields) => fields.map(({ name }) => name))).toEqual([['n'], [], [], ['n']]);
  });
});

test('a child has nothing of the environment', async () => {
  const { environment } = await import('./environment.ts');
  expect(Object.keys(environment()).filter((name) => name !== 'SystemRoot')).toEqual(['TZ']);
  expect(Object.getPrototypeOf(environment())).toBeNull();
});

test.each([
  ['is killed', 'SIGKILL'],
  ['is told to end', 'SIGTERM'],
] as const)('a child ends where its parent %s, also in the middle of an expression', async (_, signal) => {
  const folder = await testFolder();
  const parent = fork(join(import.meta.dirname, 'deaf-parent.ts'), [DEAF], {
    cwd: folder,
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [child] = (await once(parent, 'message')) as [number];
  expect(isAlive(child)).toBe(true);
  parent.kill(signal);
  await once(parent, 'exit');
  await expect.poll(() => isAlive(child)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
