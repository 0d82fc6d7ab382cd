import { z } from 'zod';
import type { Schema } from '../../operation.ts';
import { defOf, zodOf, type Node } from '../../readings/schema.ts';

interface Rules {
  /** What becomes of keys that an object does not name. */
  readonly unknownKeys: Node;
  /** Whether a discriminator may have a word that was added since. */
  readonly openWords: boolean;
  /** Another schema in the place of this one, or undefined to go on into its parts. */
  replace(node: Node): Node | undefined;
}

/**
 * A reading rebuilds a schema under other rules. Each schema is rebuilt once; parts that stay as they are keep their
 * identity, and the schema that was written is never touched.
 */
export function reading(rules: Rules): <T>(schema: Schema<T>) => z.ZodType<T> {
  const done = new WeakMap<Node, Node>();
  const underWay = new Set<Node>();

  function read(node: Node): Node {
    const known = done.get(node);
    if (known) return known;
    // A schema that contains itself: what it becomes is known by the time anything is judged.
    if (underWay.has(node)) return z.lazy(() => done.get(node) ?? z.never());
    underWay.add(node);
    try {
      const result = rules.replace(node) ?? rebuild(node);
      done.set(node, result);
      return result;
    } finally {
      underWay.delete(node);
    }
  }

  function rebuild(node: Node): Node {
    const def = defOf(node);
    switch (def.type) {
      case 'object':
        return remake(node, {
          shape: Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, read(field)])),
          catchall: rules.unknownKeys,
        });
      case 'array':
        return remake(node, { element: read(def.element) });
      case 'tuple':
        return remake(node, { items: def.items.map(read), rest: def.rest && read(def.rest) });
      case 'record':
        return remake(node, { keyType: read(def.keyType), valueType: read(def.valueType) });
      case 'union': {
        const options = def.options.map(read);
        if (!('discriminator' in def)) return remake(node, { options });
        // A word that was added since tells none of the options: then that which fits.
        const told = options.every((option) => optionIsTold(option, String(def.discriminator)));
        return told ? remake(node, { options, unionFallback: rules.openWords }) : z.union(options);
      }
      case 'optional':
      case 'nullable':
      case 'nonoptional':
      case 'readonly':
        return remake(node, { innerType: read(def.innerType) });
      case 'lazy':
        return z.lazy(() => read(def.getter()));
      default:
        return node;
    }
  }

  return <T>(schema: Schema<T>) => {
    const result: Schema = read(zodOf(schema));
    return zodOf(result as Schema<T>);
  };
}

function optionIsTold(option: Node, by: string): boolean {
  const def = defOf(option);
  return def.type === 'object' && def.shape[by]?._zod.values !== undefined;
}

/** A schema of the same kind, with the same checks, made of other parts. */
function remake(node: Node, parts: Readonly<Record<string, unknown>>): Node {
  return z.core.clone(node, { ...defOf(node), ...parts });
}
