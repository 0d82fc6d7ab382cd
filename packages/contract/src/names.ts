/** An operation's id in parts: `reports.listInCollection` is `reports`, `list`, `InCollection`. */
export interface IdParts {
  readonly resource: string;
  readonly verb: string;
}

/** The parts of an id, or undefined where it is not `resource.verb` in camelCase. */
export function idPartsOf(id: string): IdParts | undefined {
  const [, resource, verb] = /^([a-z][a-zA-Z0-9]*)\.([a-z][a-zA-Z0-9]*)$/.exec(id) ?? [];
  return resource === undefined || verb === undefined ? undefined : { resource, verb };
}

/**
 * The names that the const of an operation may have: the resource stands behind the first word of the verb
 * (`reports.get` is `getReport`, `reports.listInCollection` is `listReportsInCollection`, `devices.sendCommand` is
 * `sendDeviceCommand`) or behind the whole of it. It is plural where the verb is `list`, else singular, or plural where
 * the platform answers many (`events.stream` is `streamEvents`).
 *
 * @throws Error if the id is not `resource.verb`.
 */
export function constNamesOf(id: string): readonly string[] {
  const parts = idPartsOf(id);
  if (!parts) throw new Error(`${id} is not resource.verb in camelCase.`);
  const { resource, verb } = parts;
  const first = /^[a-z0-9]+/.exec(verb)?.[0] ?? verb;
  const rest = verb.slice(first.length);
  const plural = capitalised(resource);
  const spellings = first === 'list' ? [plural] : [capitalised(singular(resource)), plural];
  return [
    ...new Set(
      spellings.flatMap((noun) => [first + noun + rest, ...(/^In[A-Z]/.test(rest) ? [] : [verb + noun])]),
    ),
  ];
}

/** `queryRuns` is `queryRun`, `queries` is `query`. English as far as resources need it. */
export function singular(noun: string): string {
  if (/(series|ss|us|is)$/i.test(noun)) return noun;
  if (/ies$/i.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(ss|us|sh|ch|x)es$/i.test(noun)) return noun.slice(0, -2);
  return noun.endsWith('s') ? noun.slice(0, -1) : noun;
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `queryRuns` is `query-runs`, as files are named. */
export function kebab(word: string): string {
  return word.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
