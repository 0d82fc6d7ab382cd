import { bare } from '../bare.ts';
import type { Issue } from '../contract.ts';
import { planOf, type Plan, type Travelling } from '../encode/plan.ts';
import type { Operation } from '../operation.ts';
import { issue } from '../issue.ts';
import { isObject } from '../judge/object-of.ts';
import { readUrlencoded, type TextEntries } from './form.ts';
import { formOf } from '../shape.ts';
import { fromObject } from './from-json.ts';
import { fromText } from './from-text.ts';
import { matchPath } from './match-path.ts';
import { readBody, type Body } from './read-body.ts';
import type { Decoded, Received } from './received.ts';

type Input = Record<string, unknown>;

/**
 * What `encode` has put on the wire, read as the real platforms read it: they overlook much, and what they overlook is
 * told. Undoes `encode` exactly.
 *
 * @throws TypeError if the path does not fit the operation's template.
 */
export function decode(operation: Operation, received: Received): Decoded {
  const plan = planOf(operation);
  const departures: Issue[] = [];
  const input = bare<Input>();
  const question = received.path.indexOf('?');
  const query = question < 0 ? [] : readUrlencoded(received.path.slice(question + 1));
  readPath(operation, plan, received.path, input);
  readText(operation, plan.query, query, input, departures);

  const body = readBody(operation, received, departures);
  if (body.kind === 'malformed') return { input, departures, faults: [], malformed: body.why };
  const missing = takeBody(operation, plan, body, input, departures);
  takeDefaults(plan, input);
  return { input, departures, faults: [...missing, ...onWire(plan.judge(input), plan)] };
}

/** Told by the names that whoever wrote the request knows. */
function onWire(faults: readonly Issue[], plan: Plan): readonly Issue[] {
  const renamed = new Map([...plan.query, ...plan.body].map(({ name, wire }) => [name, wire]));
  return faults.map((fault) => {
    const [field = '', ...below] = fault.path.split('.');
    return { ...fault, path: [renamed.get(field) ?? field, ...below].join('.') };
  });
}

function readPath(operation: Operation, plan: Plan, path: string, input: Input): void {
  const parameters = matchPath(operation.path, path);
  if (!parameters) throw new TypeError(`The path is not one of ${operation.id}.`);
  for (const [name, text] of Object.entries(parameters)) {
    const field = plan.fields[name];
    if (field) input[name] = fromText(field, operation.shapes, text).value;
  }
}

/** Fields of a query or a form. Of a name that comes twice, a list takes all, anything else the last. */
function readText(
  operation: Operation,
  places: readonly Travelling[],
  entries: TextEntries,
  input: Input,
  departures: Issue[],
): void {
  const { shapes } = operation;
  const { fields } = planOf(operation);
  const known = new Map(places.map((place) => [place.wire, place.name]));
  const texts = new Map<string, string[]>();
  for (const [name, text] of entries) {
    const plain = name.endsWith('[]') && !known.has(name) ? name.slice(0, -2) : name;
    if (plain !== name)
      departures.push(issue([plain], 'must be one value with commas, and is written with []'));
    if (!texts.get(plain)?.push(text)) texts.set(plain, [text]);
  }
  for (const [wire, all] of texts) {
    const name = known.get(wire);
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || field === undefined) {
      departures.push(issue([wire], 'is not a parameter that this takes'));
      continue;
    }
    if (all.length > 1) departures.push(issue([wire], 'comes more than once'));
    const joined = fromText(field, shapes, all.join(','));
    const read = Array.isArray(joined.value) ? joined : fromText(field, shapes, all.at(-1) ?? '');
    if (read.departure !== undefined) departures.push(issue([wire], read.departure));
    input[name] = read.value;
  }
}

/** What is missing altogether is returned. */
function takeBody(
  operation: Operation,
  plan: Plan,
  body: Exclude<Body, { kind: 'malformed' }>,
  input: Input,
  departures: Issue[],
): readonly Issue[] {
  const { wrapper } = operation;
  if (body.kind === 'none') {
    if (plan.body.length === 0 || operation.form) return [];
    departures.push(issue([], 'has no body, not even an empty object'));
    return wrapper === undefined ? [] : [issue([wrapper], 'is missing from the body')];
  }
  // Fields that belong in the query of a DELETE are taken from its body too.
  const places = plan.body.length > 0 ? plan.body : plan.query;
  if (plan.body.length === 0) departures.push(issue([], 'has a body, which this operation does not take'));
  if (body.kind === 'form') {
    readText(operation, places, unwrapped(body.entries, wrapper), input, departures);
    return [];
  }
  const inner = wrapper === undefined ? body.fields : body.fields[wrapper];
  for (const key of wrapper === undefined ? [] : Object.keys(body.fields)) {
    if (key !== wrapper)
      departures.push(issue([key], `is not a field that this takes: fields go inside ${wrapper}`));
  }
  if (!isObject(inner)) return wrapper === undefined ? [] : [issue([wrapper], 'is missing from the body')];
  const fields = Object.fromEntries(
    places.flatMap(({ name, wire }) => {
      const field = plan.fields[name];
      return field === undefined ? [] : [[wire, field] as const];
    }),
  );
  const read = fromObject(fields, operation.shapes, inner, [], departures);
  for (const { name, wire } of places) if (Object.hasOwn(read, wire)) input[name] = read[wire];
  return [];
}

/** What was not sent is what the platform takes instead, where that is known. */
function takeDefaults({ fields }: Plan, input: Input): void {
  for (const [name, field] of Object.entries(fields)) {
    const usual = formOf(field).default;
    if (usual !== undefined && !Object.hasOwn(input, name)) input[name] = usual;
  }
}

/** `report[name]=…` is how a form says a field inside a wrapper. */
function unwrapped(entries: TextEntries, wrapper: string | undefined): TextEntries {
  if (wrapper === undefined) return entries;
  const start = `${wrapper}[`;
  return entries.map(([name, text]) => [
    name.startsWith(start) && name.endsWith(']') ? name.slice(start.length, -1) : name,
    text,
  ]);
}
