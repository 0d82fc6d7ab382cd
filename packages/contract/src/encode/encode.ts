import { hasOwn } from '../has-own.ts';
import type { Encoded, Issue } from '../contract.ts';
import { bare } from '../bare.ts';
import type { Operation } from '../operation.ts';
import { issue } from '../issue.ts';
import { missing, segmentOf } from './path.ts';
import { plainCopy } from './plain-copy.ts';
import { planOf, type Plan, type Travelling } from './plan.ts';
import { textOf } from './text.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Judges an input strictly and puts it on the wire, or says everything that is wrong with it. */
export function encode(
  operation: Operation,
  input: unknown,
  defaults: Readonly<Record<string, string>>,
  accept: string,
): Encoded {
  const plan = planOf(operation);
  const copied = plainCopy(input ?? {});
  if (copied.issues.length > 0) return { issues: copied.issues };
  if (!isFields(copied.value)) return { issues: [issue([], 'must be an object')] };
  const fields = withDefaults(copied.value, plan, defaults);
  const wrong = plan.judge(fields);
  if (wrong.length > 0) return { issues: [...wrong, ...missingFrom(plan, fields, wrong)] };

  const issues: Issue[] = [];
  const path = pathOf(plan, fields, issues);
  const query = textFields(plan.query, fields, issues, operation.repeats);
  const body = bodyOf(operation, plan, fields, issues);
  if (issues.length > 0) return { issues };
  return {
    request: {
      method: operation.method,
      path: query === '' ? path : `${path}?${query}`,
      accept: operation.accept ?? accept,
      body,
      contentType:
        body === undefined
          ? undefined
          : operation.form
            ? 'application/x-www-form-urlencoded'
            : 'application/json',
    },
  };
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withDefaults(
  fields: Record<string, unknown>,
  plan: Plan,
  defaults: Readonly<Record<string, string>>,
): Fields {
  for (const name of plan.parameters) {
    if (fields[name] === undefined && Object.hasOwn(plan.fields, name) && Object.hasOwn(defaults, name)) {
      fields[name] = defaults[name];
    }
  }
  return fields;
}

/** Path parameters that the schema leaves optional, for the client to fill, and that nobody filled. */
function missingFrom(plan: Plan, fields: Fields, said: readonly Issue[]): readonly Issue[] {
  return plan.parameters
    .filter((name) => fields[name] === undefined && !said.some(({ path }) => path === name))
    .map((name) => issue([name], missing));
}

function pathOf(plan: Plan, fields: Fields, issues: Issue[]): string {
  let path = plan.texts[0] ?? '';
  plan.parameters.forEach((name, index) => {
    const segment = segmentOf(fields[name]);
    if (hasOwn(segment, 'fault')) issues.push(issue([name], segment.fault));
    else path += segment.text + (plan.texts[index + 1] ?? '');
  });
  return path;
}

function textFields(
  places: readonly Travelling[],
  fields: Fields,
  issues: Issue[],
  repeats?: boolean,
): string {
  let written = '';
  for (const { name, key } of places) {
    const value = fields[name];
    if (value === undefined) continue;
    // A copied array inherits nothing, so that it cannot be iterated as it is.
    for (const each of repeats === true && Array.isArray(value) ? Array.from<unknown>(value) : [value]) {
      const text = textOf(each);
      if (hasOwn(text, 'fault')) issues.push(issue([name], text.fault));
      else written += `${written === '' ? '' : '&'}${key}=${text.text}`;
    }
  }
  return written;
}

function bodyOf(operation: Operation, plan: Plan, fields: Fields, issues: Issue[]): string | undefined {
  if (plan.body.length === 0) return undefined;
  if (operation.form) return textFields(plan.body, fields, issues);
  const body = bare<Record<string, unknown>>();
  for (const { name, wire } of plan.body) {
    if (fields[name] !== undefined) body[wire] = fields[name];
  }
  if (operation.wrapper === undefined) return JSON.stringify(body);
  return JSON.stringify(bare({ [operation.wrapper]: body }));
}
