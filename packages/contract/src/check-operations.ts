import { templateOf } from './encode/path.ts';
import { planOf } from './encode/plan.ts';
import { constNamesOf, idPartsOf } from './names.ts';
import type { WrittenOperation } from './operation.ts';
import { assertPlain } from './readings/assert-plain.ts';
import { dataOf } from './print/data/data-of.ts';
import { resolved, type Shape, type Shapes } from './shape.ts';

/**
 * What a test asks of a platform's operations: ids are `resource.verb` and unique, exported consts are named after them,
 * path parameters are in the input, fields of a query or a form have a form as text, and no schema changes data.
 *
 * @param exported the exports of the files that declare them, by const name; without it names are not checked.
 * @throws Error with one line for each fault.
 */
export function checkOperations(
  operations: readonly WrittenOperation[],
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
  operations: readonly WrittenOperation[],
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

function faultsOf(operation: WrittenOperation): readonly string[] {
  const faults: string[] = [];
  if (!idPartsOf(operation.id)) faults.push('the id must be resource.verb in camelCase');
  try {
    assertPlain(operation.input);
    assertPlain(operation.output);
    const data = dataOf(operation);
    const { fields, query, body } = planOf(data);
    for (const name of templateOf(operation.path).parameters) {
      const field = fields[name];
      if (field === undefined) faults.push(`{${name}} is in the path and not in the input`);
      else if (!isText(field, data.shapes)) faults.push(`{${name}} must be a string or a number`);
    }
    for (const { name } of operation.form ? [...query, ...body] : query) {
      const field = fields[name];
      if (field !== undefined && !isText(field, data.shapes) && !isTextList(field, data.shapes))
        faults.push(`${name} has no form as text`);
    }
    for (const name of Object.keys(operation.wire ?? {})) {
      if (![...query, ...body].some((field) => field.name === name))
        faults.push(`${name} has a name on the wire and does not travel there`);
    }
    for (const names of [query, body].map((fields) => fields.map(({ wire }) => wire))) {
      for (const name of names.filter((each, at) => names.indexOf(each) !== at))
        faults.push(`two fields are called ${name} on the wire`);
    }
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  if (operation.wrapper !== undefined && operation.form) faults.push('a form has no wrapper');
  if (operation.stream !== undefined && operation.page) faults.push('a stream has no pages');
  return faults;
}

/** One kind of scalar only: text does not tell `5` from `'5'`. */
function isText(shape: Shape, shapes: Shapes): boolean {
  const kinds = textKinds(shape, shapes);
  return kinds.size === 1 && !kinds.has('other');
}

function isTextList(shape: Shape, shapes: Shapes): boolean {
  const { kind, of } = resolved(shape, shapes);
  return kind === 'array' && of !== undefined && isText(of, shapes);
}

function textKinds(shape: Shape, shapes: Shapes): ReadonlySet<string> {
  const { kind, nullable, values = [], options = [] } = resolved(shape, shapes);
  if (nullable) return new Set(['other']);
  switch (kind) {
    case 'string':
    case 'id':
    case 'open':
      return new Set(['string']);
    case 'number':
    case 'integer':
      return new Set(['number']);
    case 'boolean':
      return new Set(['boolean']);
    case 'enum':
    case 'literal':
      return new Set(values.map((value) => (value === null ? 'other' : typeof value)));
    case 'union':
      return new Set(options.flatMap((option) => [...textKinds(option, shapes)]));
    default:
      return new Set(['other']);
  }
}
