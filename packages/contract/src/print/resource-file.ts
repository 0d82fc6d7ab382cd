import { capitalised, kebab, singular } from '../names.ts';
import { docComment } from './doc-comment.ts';
import { generated, importTypes } from './generated.ts';
import { interfaceText } from './interface-text.ts';
import { modelsOf, type NamedOperation } from './named-operation.ts';

/** The file of one resource: its inputs, and a class with a method for each operation. */
export function resourceFile(resource: string, operations: readonly NamedOperation[]): string {
  const called = operations.filter(({ operation }) => operation.stream !== 'websocket');
  const models = [...new Set(operations.flatMap(modelsOf))].toSorted();
  const imports = [
    importTypes(
      called.length > 0 ? ['CallOptions', 'Caller', ...called.flatMap(resultTypes)] : [],
      '@bimodal/auth-core',
    ),
    ...models.map((name) => importTypes([name], `./models/${kebab(name)}.ts`)),
  ].join('');
  const parts = [
    imports,
    ...operations.map(inputText),
    ...operations.map(outputText),
    called.length > 0 ? classText(resource, called) : '',
  ];
  return generated + parts.filter((part) => part !== '').join('\n');
}

export function className(resource: string): string {
  return `${capitalised(singular(resource))}Operations`;
}

function inputText({ operation, inputName, input }: NamedOperation): string {
  return interfaceText(inputName, input.root, `What \`${operation.id}\` takes.`);
}

function outputText({ operation, outputName, output }: NamedOperation): string {
  return outputName === undefined
    ? ''
    : interfaceText(outputName, output.root, `What \`${operation.id}\` gives.`);
}

function classText(resource: string, operations: readonly NamedOperation[]): string {
  return `/** The operations of \`${resource}\`, one method each. */
export class ${className(resource)} {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

${operations.map(methodText).join('\n')}}
`;
}

function methodText(named: NamedOperation): string {
  const { operation, verb, input, inputName } = named;
  const isOptional = (input.root.required ?? []).length === 0;
  const result = resultText(named);
  const comment = docComment(
    [operation.doc, factsText(named), operation.deprecated && `@deprecated ${operation.deprecated}`],
    '  ',
  );
  return `${comment}  ${verb}(input: ${inputName}${isOptional ? ' = {}' : ''}, options?: CallOptions): ${result} {
    return this.caller.${means(named)}('${operation.id}', input, options);
  }
`;
}

/** The facts that an engineer asks for while typing the call. */
function factsText({ operation }: NamedOperation): string {
  const { callers } = operation;
  return [
    `Source: ${operation.source}.`,
    callers &&
      (callers.join() === 'nobody'
        ? 'Sent without a credential.'
        : `Callers: ${callers.map(said).join(', ') || 'no API key'}.`),
    operation.idempotent ? undefined : 'Not idempotent: sending it twice does it twice.',
  ]
    .filter((fact) => fact !== undefined)
    .join(' ');
}

/** `device?` is one whom the facts leave open. */
function said(caller: string): string {
  return caller.endsWith('?') ? `perhaps ${caller.slice(0, -1)}` : caller;
}

function means({ operation }: NamedOperation): 'bytes' | 'list' | 'call' {
  if (operation.stream === 'bytes') return 'bytes';
  return operation.page ? 'list' : 'call';
}

function resultText(named: NamedOperation): string {
  const { outputType, itemType, inputName } = named;
  if (means(named) === 'bytes') return 'Call<ByteStream>';
  return itemType === undefined ? `Call<${outputType}>` : `List<${itemType}, ${inputName}>`;
}

function resultTypes(named: NamedOperation): readonly string[] {
  const via = means(named);
  if (via === 'bytes') return ['ByteStream', 'Call'];
  return [via === 'list' ? 'List' : 'Call'];
}
