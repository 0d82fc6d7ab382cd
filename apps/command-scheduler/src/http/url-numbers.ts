import type { FastifyRequest } from 'fastify';

/**
 * Reads numbers out of path and query, which hold text only, where the route's schema says `integer`. Nowhere else does text
 * stand for a number: a body says `"device": 42` or is refused.
 */
export async function urlNumbers(request: FastifyRequest): Promise<void> {
  const { schema } = request.routeOptions;
  readNumbers(request.params, schema?.params);
  readNumbers(request.query, schema?.querystring);
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
}

function readNumbers(values: unknown, schema: unknown): void {
  if (typeof values !== 'object' || values === null) return;
  const { properties = {} } = (schema ?? {}) as ObjectSchema;
  for (const [name, { type }] of Object.entries(properties)) {
    const value: unknown = Reflect.get(values, name);
    if (type === 'integer' && typeof value === 'string' && /^\d{1,15}$/.test(value)) {
      Reflect.set(values, name, Number(value));
    }
  }
}
