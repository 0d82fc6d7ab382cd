import { planOf } from '../../encode/plan.ts';
import type { WrittenOperation } from '../../operation.ts';
import { answersNothing } from '../../answers/traits.ts';
import { dataOf } from '../data/data-of.ts';
import { idPartsOf } from '../../names.ts';
import type { Described, JsonSchema } from '../json-schema.ts';
import { apiSchema } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** What an operation needs from the document around it. */
export interface Around {
  /** The media type of ordinary answers. */
  readonly mediaType: string;
  /** Names of the security schemes, each of which will do. */
  readonly schemes: readonly string[];
}

/** An operation as an OpenAPI operation object. */
export function apiOperation(
  operation: WrittenOperation,
  input: Described,
  output: Described,
  around: Around,
): Json {
  const { doc } = operation;
  const [summary = doc] = /^.*?[.!?](?= |$)/s.exec(doc) ?? [];
  return defined({
    operationId: operation.id,
    summary,
    description: doc === summary ? undefined : doc,
    tags: [idPartsOf(operation.id)?.resource],
    deprecated: operation.deprecated === undefined ? undefined : true,
    parameters: parametersOf(operation, input.root),
    requestBody: bodyOf(operation, input.root),
    responses: {
      [String(operation.status ?? (operation.stream === 'websocket' ? 101 : 200))]: responseOf(
        operation,
        output,
        around,
      ),
    },
    security: securityOf(operation, around.schemes),
    'x-bimodal-source': operation.source,
    'x-bimodal-callers': operation.callers,
    'x-bimodal-idempotent': operation.idempotent,
    'x-bimodal-destructive': operation.destructive,
    'x-bimodal-page': operation.page,
    'x-bimodal-stream': operation.stream,
    'x-bimodal-deprecated': operation.deprecated,
  });
}

function parametersOf(operation: WrittenOperation, input: JsonSchema): readonly Json[] | undefined {
  const plan = planOf(dataOf(operation));
  const parameter = (name: string, place: 'path' | 'query', wire = name) => {
    const { description, ...schema } = input.properties?.[name] ?? {};
    const isList = place === 'query' && schema.type === 'array';
    return defined({
      name: wire,
      in: place,
      required: place === 'path' || input.required?.includes(name) ? true : undefined,
      description,
      style: isList ? 'form' : undefined,
      explode: isList ? false : undefined,
      schema: apiSchema(schema),
    });
  };
  const all = [
    ...plan.parameters.map((name) => parameter(name, 'path')),
    ...plan.query.map(({ name, wire }) => parameter(name, 'query', wire)),
  ];
  return all.length > 0 ? all : undefined;
}

function bodyOf(operation: WrittenOperation, input: JsonSchema): Json | undefined {
  const travelling = planOf(dataOf(operation)).body;
  if (travelling.length === 0) return undefined;
  const required = travelling.filter(({ name }) => input.required?.includes(name)).map(({ wire }) => wire);
  const fields = apiSchema({
    type: 'object',
    properties: Object.fromEntries(
      travelling.map(({ name, wire }) => [wire, input.properties?.[name] ?? {}]),
    ),
    ...(required.length > 0 ? { required } : {}),
  });
  const { wrapper } = operation;
  const schema =
    wrapper === undefined
      ? fields
      : { type: 'object', properties: { [wrapper]: fields }, required: [wrapper] };
  const [form, json] = ['application/x-www-form-urlencoded', 'application/json'];
  const types = operation.orForm ? [json, form] : [operation.form ? form : json];
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

function responseOf(operation: WrittenOperation, output: Described, around: Around): Json {
  if (operation.stream === 'websocket') {
    return {
      description: 'A websocket, with one JSON message for each.',
      'x-bimodal-message': apiSchema(output.root),
    };
  }
  if (answersNothing(dataOf(operation))) return { description: 'Done.' };
  if (operation.stream === 'bytes') {
    const types = (operation.accept ?? '*/*').split(',').map((type) => type.trim());
    const named = types.filter((type) => type !== '*/*');
    return {
      description: 'The bytes.',
      content: Object.fromEntries((named.length > 0 ? named : types).map((type) => [type, {}])),
    };
  }
  return {
    description: 'Success.',
    content: { [operation.accept ?? around.mediaType]: { schema: apiSchema(output.root) } },
  };
}

function securityOf({ callers }: WrittenOperation, schemes: readonly string[]): readonly Json[] {
  const each = schemes.map((name) => ({ [name]: [] }));
  if (!callers) return [{}, ...each];
  if (callers.every((caller) => caller === 'nobody')) return [];
  return callers.some((caller) => caller.startsWith('nobody')) ? [{}, ...each] : each;
}

function defined(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
