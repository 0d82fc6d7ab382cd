import { templateOf } from './encode/path.ts';
import { planOf } from './encode/plan.ts';
import { constNamesOf, idPartsOf } from './names.ts';
import type { Operation } from './operation.ts';
import { assertPlain } from './readings/assert-plain.ts';
import { defOf, unwrap, type Node } from './readings/schema.ts';

/**
 * What a test asks of a platform's operations: ids are `resource.verb` and unique, exported consts are named after them,
 * path parameters are in the input, fields of a query or a form have a form as text, and no schema changes data.
 *
 * @param exported the exports of the files that declare them, by const name; without it names are not checked.
 * @throws Error with one line for each fault.
 */
export function checkOperations(
  operations: readonly Operation[],
  exported?: Readonly<Record<string, unknown>>,
): void {
  const faults = operations.flatMap((operation) =>
    faultsOf(operation).map((fault) => `${operation.id}: ${fault}`),
  );
  const ids = new Set<string>();
  for (const { id } of operations) {
    if (ids.has(id)) faults.push(`${id}: the id is taken`);
    ids.add(id);
  }
  faults.push(...(exported ? namingFaults(operations, exported) : []));
  if (faults.length > 0) throw new Error(`The operations are not in order.\n${faults.join('\n')}`);
}

/** Faults of the names that operations are exported by. */
export function namingFaults(
  operations: readonly Operation[],
  exported: Readonly<Record<string, unknown>>,
): readonly string[] {
  const nameOf = new Map(Object.entries(exported).map(([name, value]) => [value, name]));
  return operations.flatMap((operation) => {
    if (!idPartsOf(operation.id)) return [];
    const name = nameOf.get(operation);
    const allowed = constNamesOf(operation.id);
    if (name === undefined) return [`${operation.id}: is not exported`];
    return allowed.includes(name) ? [] : [`${operation.id}: the const must be ${allowed[0]}, and is ${name}`];
  });
}

function faultsOf(operation: Operation): readonly string[] {
  const faults: string[] = [];
  if (!idPartsOf(operation.id)) faults.push('the id must be resource.verb in camelCase');
  try {
    assertPlain(operation.input);
    assertPlain(operation.output);
    const { fields, query, body } = planOf(operation);
    for (const name of templateOf(operation.path).parameters) {
      const field = fields[name];
      if (!field) faults.push(`{${name}} is in the path and not in the input`);
      else if (!isText(field)) faults.push(`{${name}} must be a string or a number`);
    }
    for (const { name } of operation.form ? [...query, ...body] : query) {
      const field = fields[name];
      if (field && !isText(field) && !isTextList(field)) faults.push(`${name} has no form as text`);
    }
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  if (operation.wrapper !== undefined && operation.form) faults.push('a form has no wrapper');
  if (operation.stream !== undefined && operation.page) faults.push('a stream has no pages');
  return faults;
}

/** One kind of scalar only: text does not tell `5` from `'5'`. */
function isText(field: Node): boolean {
  const kinds = textKinds(field);
  return kinds.size === 1 && !kinds.has('other');
}

function isTextList(field: Node): boolean {
  const def = defOf(unwrap(field));
  return def.type === 'array' && isText(def.element);
}

function textKinds(field: Node): ReadonlySet<string> {
  const def = defOf(field);
  switch (def.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return new Set([def.type]);
    case 'enum':
      return new Set(Object.values(def.entries).map((value) => typeof value));
    case 'literal':
      return new Set(def.values.map((value) => (value === null ? 'other' : typeof value)));
    case 'union':
      return new Set(def.options.flatMap((option) => [...textKinds(option)]));
    case 'optional':
    case 'nonoptional':
    case 'readonly':
      return textKinds(def.innerType);
    default:
      return new Set(['other']);
  }
}
