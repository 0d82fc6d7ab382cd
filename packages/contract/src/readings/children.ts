import { defOf, type Node } from './schema.ts';

/** A part of a schema, and the path to it in words: a field's name, `[]` for items, `{}` for a record's values. */
export interface Child {
  readonly step: string;
  readonly node: Node;
}

/** The schemas that a schema is directly made of. */
export function childrenOf(node: Node): readonly Child[] {
  const def = defOf(node);
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape).map(([step, field]) => ({ step, node: field }));
      return def.catchall ? [...fields, { step: '{}', node: def.catchall }] : fields;
    }
    case 'array':
      return [{ step: '[]', node: def.element }];
    case 'tuple':
      return [...def.items, ...(def.rest ? [def.rest] : [])].map((item) => ({ step: '[]', node: item }));
    case 'record':
      return [
        { step: '{}', node: def.keyType },
        { step: '{}', node: def.valueType },
      ];
    case 'union':
      return def.options.map((option) => ({ step: '', node: option }));
    case 'intersection':
      return [def.left, def.right].map((side) => ({ step: '', node: side }));
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
    case 'default':
    case 'prefault':
    case 'catch':
      return [{ step: '', node: def.innerType }];
    case 'lazy':
      return [{ step: '', node: def.getter() }];
    default:
      return [];
  }
}

/** Visits a schema and everything in it once, with the dotted path to each. */
export function walk(root: Node, visit: (node: Node, path: string) => void): void {
  const seen = new Set<Node>();
  const go = (node: Node, path: string): void => {
    if (seen.has(node)) return;
    seen.add(node);
    visit(node, path);
    for (const child of childrenOf(node)) {
      go(child.node, child.step === '' ? path : path === '' ? child.step : `${path}.${child.step}`);
    }
  };
  go(root, '');
}
