import { kebab } from '../names.ts';
import type { WrittenOperation } from '../operation.ts';
import { identityFile } from './identity-file.ts';
import { modelFile, modelIndex, modelsIn } from './model-files.ts';
import { nameOperation, type NamedOperation } from './named-operation.ts';
import { resourceFile } from './resource-file.ts';

/** An operation as its file declares it. */
export interface Declared {
  readonly operation: WrittenOperation;
  readonly constName: string;
  /** Relative to the contract's folder, e.g. `reports.ts`. */
  readonly file: string;
}

/**
 * Everything that is printed for a client, by path in its `src/gen`, not yet formatted.
 *
 * @throws Error naming the operation that cannot be printed.
 */
export function printClient(declared: readonly Declared[]): Map<string, string> {
  const operations = declared.map(({ operation, constName, file }) =>
    nameOperation(operation, constName, file),
  );
  const byResource = Map.groupBy(operations, ({ resource }) => resource);
  const models = modelsIn(operations);
  const printed = new Map<string, string>();
  for (const [resource, own] of byResource) {
    printed.set(`${kebab(resource)}.ts`, resourceFile(resource, own));
    printed.set(`${kebab(resource)}.test-d.ts`, identityFile(resource, own));
  }
  for (const [name, schema] of models) printed.set(`models/${kebab(name)}.ts`, modelFile(name, schema));
  printed.set('models.ts', modelIndex([...models.keys()].toSorted(), ownTypes(byResource)));
  return printed;
}

function ownTypes(
  byResource: ReadonlyMap<string, readonly NamedOperation[]>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...byResource].map(([resource, operations]) => [
      resource,
      operations.flatMap(({ inputName, outputName }) => [
        inputName,
        ...(outputName === undefined ? [] : [outputName]),
      ]),
    ]),
  );
}
