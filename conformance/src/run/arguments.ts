import { parseArgs } from 'node:util';
import type { ClientName } from '../clients/client.ts';
import { clientNames, isClientName } from '../clients/index.ts';
import type { Rule } from '../probe.ts';

/** What was asked for on the command line. */
export interface Asked {
  readonly json: boolean;
  readonly clients: readonly ClientName[];
  /** Ids of probes and numbers of rules; empty for all. */
  readonly only: readonly string[];
}

/** @throws Error in words for whoever typed it. */
export function readArguments(args: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, only: { type: 'string' }, client: { type: 'string' } },
  });
  const clients = split(values.client).map((name) => {
    if (!isClientName(name)) throw new Error(`There is no client "${name}": ${clientNames.join(', ')}.`);
    return name;
  });
  return {
    json: values.json === true,
    clients: clients.length === 0 ? clientNames : clientNames.filter((name) => clients.includes(name)),
    only: split(values.only),
  };
}

/** The rules with only those probes that were asked for, by id (`1a`) or by their rule's number (`3`). */
export function selectRules(rules: readonly Rule[], only: readonly string[]): readonly Rule[] {
  if (only.length === 0) return rules;
  const known = rules.flatMap((rule) => [String(rule.number), ...rule.probes.map((probe) => probe.id)]);
  const unknown = only.filter((each) => !known.includes(each));
  if (unknown.length > 0) throw new Error(`There is no rule or probe "${unknown.join(', ')}".`);
  return rules
    .map((rule) => ({
      ...rule,
      probes: rule.probes.filter((probe) => only.includes(probe.id) || only.includes(String(rule.number))),
    }))
    .filter((rule) => rule.probes.length > 0);
}

function split(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
