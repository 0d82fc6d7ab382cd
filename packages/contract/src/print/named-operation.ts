import { capitalised, idPartsOf } from '../names.ts';
import type { WrittenOperation } from '../operation.ts';
import { describe, refsIn, type Described, type JsonSchema } from './json-schema.ts';
import { typeText } from './type-text.ts';

/** An operation with what its printed forms are called. */
export interface NamedOperation {
  readonly operation: WrittenOperation;
  /** The const that declares it, e.g. `getReport`. */
  readonly constName: string;
  /** The file in the contract's folder that exports the const, e.g. `reports.ts`. */
  readonly file: string;
  readonly resource: string;
  readonly verb: string;
  readonly input: Described;
  readonly output: Described;
  readonly inputName: string;
  /** The interface of an output that has no name of its own, where it is an object. */
  readonly outputName: string | undefined;
  /** The type that a call gives. */
  readonly outputType: string;
  /** The type of a list's items. */
  readonly itemType: string | undefined;
}

/**
 * Names an operation's printed forms.
 *
 * @throws Error if its schemas cannot be printed, or a list has no items where it says.
 */
export function nameOperation(operation: WrittenOperation, constName: string, file: string): NamedOperation {
  const parts = idPartsOf(operation.id);
  if (!parts) throw new Error(`${operation.id}: the id must be resource.verb.`);
  try {
    const input = describe(operation.input);
    const output = describe(operation.output);
    const isInline = output.root.type === 'object' && output.root.properties !== undefined;
    const outputName = isInline ? `${capitalised(constName)}Output` : undefined;
    return {
      operation,
      constName,
      file,
      ...parts,
      input,
      output,
      inputName: `${capitalised(constName)}Input`,
      outputName,
      outputType: outputName ?? typeText(output.root),
      itemType: operation.page && itemType(output, operation.page.items),
    };
  } catch (error) {
    throw new Error(`${operation.id}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Names of models that an operation's own file mentions. */
export function modelsOf({
  operation,
  input,
  output,
  outputName,
  itemType,
}: NamedOperation): readonly string[] {
  const isPrinted = outputName !== undefined || (operation.stream === undefined && itemType === undefined);
  const items = Object.keys(output.named).filter(
    (name) => itemType !== undefined && mentions(itemType, name),
  );
  return [...refsIn(input.root), ...(isPrinted ? refsIn(output.root) : []), ...items];
}

function mentions(type: string, name: string): boolean {
  return new RegExp(String.raw`\b${name}\b`).test(type);
}

function itemType(output: Described, path: string): string {
  let schema = resolved(output.root, output);
  for (const key of path === '' ? [] : path.split('.')) {
    const field = schema.properties?.[key];
    if (!field) throw new Error(`there are no items at ${path}`);
    schema = resolved(field, output);
  }
  if (schema.type !== 'array' || !schema.items)
    throw new Error(`there are no items at ${path || 'the answer'}`);
  return typeText(schema.items);
}

/** A schema without its reference and without null. */
function resolved(schema: JsonSchema, { named }: Described): JsonSchema {
  const [only, ...others] = (schema.anyOf ?? [schema]).filter((option) => option.type !== 'null');
  if (!only || others.length > 0) return schema;
  const name = only.$ref === undefined ? undefined : refsIn(only)[0];
  return name === undefined ? only : (named[name] ?? only);
}
