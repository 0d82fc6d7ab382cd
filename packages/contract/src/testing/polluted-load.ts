/** Run by a test in a process of its own: pollutes `Object.prototype` as told, and only then loads the contract. */
const [name, value] = process.argv.slice(2);
if (name !== undefined) Reflect.set(Object.prototype, name, value);

const { createContract } = await import('../create-contract.ts');
const { getBox, createBox, listBoxesInRoom, samples } = await import('./sample-operations.ts');

const contract = createContract(Object.values(samples));
const said = [
  contract.encode(getBox, { box: 'b', deep: true }, { workspace: 'acme' }),
  contract.encode(createBox, { name: 'n', params: { a: [{}] } }, { workspace: 'acme' }),
  contract.judge(listBoxesInRoom, { _embedded: { boxes: [{ token: 't', inner: [{ token: 'u' }] }] } }),
  contract.isSensitive(getBox),
];
if (name !== undefined) Reflect.deleteProperty(Object.prototype, name);
process.stdout.write(JSON.stringify(said));
