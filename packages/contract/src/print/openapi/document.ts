import type { WrittenOperation } from '../../operation.ts';
import { describe, type JsonSchema } from '../json-schema.ts';
import { apiOperation } from './operation.ts';
import { apiSchema } from './schemas.ts';
import { withVariant } from './variants.ts';

/** What stands around the operations of a platform. */
export interface OpenApiFrame {
  readonly info: object;
  readonly servers: readonly object[];
  readonly securitySchemes: Readonly<Record<string, object>>;
  /** The media type of ordinary answers (default `application/json`). */
  readonly mediaType?: string;
}

/**
 * A platform's operations as an OpenAPI 3.1 document.
 *
 * @throws Error if two operations have one method, one path and one input: nothing would tell them apart.
 */
export function openApi(operations: readonly WrittenOperation[], frame: OpenApiFrame): object {
  const around = {
    mediaType: frame.mediaType ?? 'application/json',
    schemes: Object.keys(frame.securitySchemes),
  };
  const paths: Record<string, Record<string, Readonly<Record<string, unknown>>>> = {};
  const inputs = new Set<string>();
  const schemas: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const input = describe(operation.input);
    const output = describe(operation.output);
    for (const [name, schema] of Object.entries({ ...input.named, ...output.named }))
      schemas[name] = apiSchema(schema);
    const methods = (paths[operation.path] ??= {});
    const method = operation.method.toLowerCase();
    const taken = `${operation.method} ${operation.path} ${JSON.stringify(input.root)}`;
    if (inputs.has(taken))
      throw new Error(`${operation.id}: another operation has ${operation.method} ${operation.path}.`);
    inputs.add(taken);
    const described = apiOperation(operation, input, output, around);
    methods[method] = methods[method] ? withVariant(methods[method], described) : described;
  }
  return {
    openapi: '3.1.1',
    info: { ...frame.info, 'x-generated': 'by `pnpm gen`; do not edit' },
    servers: frame.servers,
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => a.localeCompare(b))),
      securitySchemes: frame.securitySchemes,
    },
  };
}
