import { expect, test } from 'vitest';
import { clientNames } from '../clients/index.ts';
import { allRules } from '../probes/index.ts';
import { readArguments, selectRules } from './arguments.ts';

test('without arguments: every client, every probe, the table', () => {
  expect(readArguments([])).toEqual({ json: false, clients: clientNames, only: [] });
});

test('clients come in the order of the table', () => {
  expect(readArguments(['--client', 'got,bimodal', '--json'])).toEqual({
    json: true,
    clients: ['bimodal', 'got'],
    only: [],
  });
});

test('probes are chosen by id, and rules by number', async () => {
  const chosen = selectRules(await allRules(), ['1a', '4']);
  expect(chosen.flatMap(({ probes }) => probes.map(({ id }) => id))).toEqual(['1a', '4a', '4b', '4c']);
});

test('what does not exist is said', async () => {
  expect(() => readArguments(['--client', 'curl'])).toThrow('There is no client "curl"');
  const rules = await allRules();
  expect(() => selectRules(rules, ['1a', '99'])).toThrow('There is no rule or probe "99"');
});
