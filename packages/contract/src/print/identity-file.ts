import { kebab } from '../names.ts';
import { generated, importTypes } from './generated.ts';
import type { NamedOperation } from './named-operation.ts';
import { refsIn } from './json-schema.ts';

/** The file that does not compile unless what is printed for a resource is exactly what its schemas say. */
export function identityFile(resource: string, operations: readonly NamedOperation[]): string {
  const files = [...new Set(operations.map(({ file }) => file))].toSorted();
  const models = operations.flatMap(({ output, outputName }) =>
    outputName === undefined ? refsIn(output.root) : [],
  );
  const own = operations.flatMap(({ inputName, outputName }) => [
    inputName,
    ...(outputName ? [outputName] : []),
  ]);
  const checks = operations.flatMap(({ constName, inputName, outputType }) => [
    `  True<Same<${inputName}, Output<typeof ${constName}.input>>>,\n`,
    `  True<Same<${outputType}, Output<typeof ${constName}.output>>>,\n`,
  ]);
  return [
    generated,
    importTypes(['Output', 'Same', 'True'], '@bimodal/contract'),
    ...files.map((file) =>
      importTypes(
        operations.filter((each) => each.file === file).map(({ constName }) => constName),
        `../contract/${file}`,
      ),
    ),
    ...[...new Set(models)].toSorted().map((name) => importTypes([name], `./models/${kebab(name)}.ts`)),
    importTypes(own, `./${kebab(resource)}.ts`),
    `\n/** Whether what is printed is what the schemas say. */\nexport type Identity = [\n${checks.join('')}];\n`,
  ].join('');
}
