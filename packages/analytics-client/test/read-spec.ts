import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Spec = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  definitions: z.record(z.string(), z.object({ properties: z.record(z.string(), z.unknown()).optional() })),
});

/** A published Swagger file, as far as methods, paths and field names go. */
export type PublishedSpec = z.infer<typeof Spec>;

/** @throws Error if there is no such file, or it is no Swagger. */
export function readSpec(file: string): PublishedSpec {
  return Spec.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Its operations, as `GET /{workspace}/spaces`. */
export function operationsIn(spec: PublishedSpec): readonly string[] {
  return Object.entries(spec.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((key) => !key.startsWith('x-'))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}
