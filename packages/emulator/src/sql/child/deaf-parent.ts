/** A process of a test: has a child run the given SQL for ever, and tells the child's number when it is at work. */
import { subscribe } from 'node:diagnostics_channel';
import { openWarehouse } from '../warehouse.ts';

let child: unknown;
subscribe('child_process', (message) => {
  if (typeof message === 'object' && message !== null && 'process' in message) child = message.process;
});
const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
// The child that answers this is the one that runs the next.
for await (const _ of (await warehouse.run({ sql: 'SELECT 1' })).chunks);
void warehouse.run({ sql: process.argv[2] ?? '' });
if (typeof child === 'object' && child !== null && 'pid' in child) process.send?.(child.pid);
