type Json = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly required?: boolean;
}

/**
 * One OpenAPI operation for two of ours that share method and path and are told apart by what they take: OpenAPI knows one
 * per method and path. Bodies and answers become alternatives; a parameter is required where both require it; each of
 * ours stays whole under `x-bimodal-variants`.
 */
export function withVariant(first: Json, second: Json): Json {
  const variants = [...variantsOf(first), ...variantsOf(second)];
  return {
    ...first,
    summary: variants.map(({ summary }) => summary).join(' Or: '),
    ...either('parameters', parameters(variants)),
    ...either('requestBody', bodies(variants.map(({ requestBody }) => requestBody))),
    responses: Object.assign({}, ...variants.toReversed().map(({ responses }) => responses)) as Json,
    security: variants.flatMap(({ security }) => list(security)).filter(isFirst),
    'x-bimodal-variants': variants,
  };
}

function variantsOf(operation: Json): readonly Json[] {
  const known = operation['x-bimodal-variants'];
  return Array.isArray(known) ? (known as Json[]) : [operation];
}

function parameters(variants: readonly Json[]): readonly Json[] | undefined {
  const each = variants.map((variant) => list(variant['parameters']) as readonly (Json & Parameter)[]);
  const names = [...new Set(each.flat().map(({ name }) => name))];
  const merged = names.flatMap((name) => {
    const found = each.map((all) => all.find((parameter) => parameter.name === name));
    const [one] = found.filter((parameter) => parameter !== undefined);
    if (one === undefined) return [];
    const { required: _, ...rest } = one;
    return [found.every((parameter) => parameter?.required) ? { ...rest, required: true } : rest];
  });
  return merged.length > 0 ? merged : undefined;
}

/** Bodies of one media type: one schema of several. */
function bodies(all: readonly unknown[]): Json | undefined {
  const contents = all.flatMap((body) => (isJson(body) && isJson(body['content']) ? [body['content']] : []));
  if (contents.length === 0) return undefined;
  const types = [...new Set(contents.flatMap((content) => Object.keys(content)))];
  const content = types.map((type) => {
    const schemas = contents.flatMap((each) => (isJson(each[type]) ? [each[type]['schema']] : []));
    return [type, { schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas } }] as const;
  });
  return { required: contents.length === all.length, content: Object.fromEntries(content) };
}

function either(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function isFirst(value: unknown, at: number, all: readonly unknown[]): boolean {
  return all.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === at;
}
