/** Run by a test in a process of its own: pollutes `Object.prototype` as told, and only then loads the contract. */
import { readFileSync } from 'node:fs';
import type { PrintedContract } from '../printed.ts';

const [file = '', name, value] = process.argv.slice(2);
const printed = JSON.parse(readFileSync(file, 'utf8')) as PrintedContract;
if (name !== undefined) Reflect.set(Object.prototype, name, value);

const { createContract } = await import('../create-contract.ts');
const { operationsOf } = await import('../printed.ts');

const contract = createContract(operationsOf(printed));
const find = (id: string) => {
  const found = contract.find(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};
const said = [
  contract.encode(find('boxes.get'), { box: 'b', deep: true }, { workspace: 'acme' }),
  contract.encode(find('boxes.create'), { name: 'n', params: { a: [{}] } }, { workspace: 'acme' }),
  contract.encode(find('boxes.create'), { name: 1, source: [], state: 'x', y: 2 }, { workspace: 'acme' }),
  contract.judge(find('boxes.listInRoom'), {
    _embedded: { boxes: [{ token: 't', inner: [{ token: 'u' }] }] },
  }),
  contract.judge(find('boxes.listInRoom'), { _embedded: { boxes: [{ value: {}, parts: [{ size: [1] }] }] } }),
  contract.isSensitive(find('boxes.get')),
];
if (name !== undefined) Reflect.deleteProperty(Object.prototype, name);
process.stdout.write(JSON.stringify(said));
