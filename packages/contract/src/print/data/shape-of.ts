import { marksOf, type Marks } from '../../readings/marks.ts';
import { defOf, type Node } from '../../readings/schema.ts';
import { nameOf } from '../../readings/shared.ts';
import type { DetailedShape, Kind, Shape, ShortShape } from '../../shape.ts';
import { checksOf } from './checks-of.ts';

type Body = Omit<DetailedShape, 'is'> & { readonly is: Kind };

const wrappers = new Set(['optional', 'nullable', 'nonoptional', 'readonly']);

/** Prints schemas as data, those that have a name once. */
export class ShapePrinter {
  readonly #named = new Map<string, { readonly node: Node; shape: Shape | undefined }>();

  /** The named ones that were printed so far, by name. */
  get shapes(): Readonly<Record<string, Shape>> {
    const named = [...this.#named].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(named.map(([name, { shape = 'any' }]) => [name, shape]));
  }

  /** @throws Error for what the data has no words for. */
  print(written: Node): Shape {
    let node = written;
    let marks: Marks = {};
    let nullable = false;
    const optional = written._zod.optin === 'optional';
    for (;;) {
      const name = nameOf(node);
      if (name !== undefined) {
        this.#keep(name, node);
        return shapeOf({ is: `#${name}` }, nullable, optional);
      }
      const def = defOf(node);
      marks = { ...marksOf(node), ...marks };
      nullable ||= def.type === 'nullable';
      if (def.type !== 'lazy' && !wrappers.has(def.type)) break;
      if (def.checks?.length)
        throw new Error('A check stands behind .optional() or .nullable(): put it before.');
      node = def.type === 'lazy' ? def.getter() : 'innerType' in def ? def.innerType : node;
    }
    return shapeOf(this.#bodyOf(node, marks), nullable, optional);
  }

  #keep(name: string, node: Node): void {
    const known = this.#named.get(name);
    if (known === undefined) {
      const entry: { node: Node; shape: Shape | undefined } = { node, shape: undefined };
      this.#named.set(name, entry);
      entry.shape = this.#alone(node);
    } else if (known.shape !== undefined && defOf(known.node) !== defOf(node)) {
      if (JSON.stringify(this.#alone(node)) !== JSON.stringify(known.shape)) {
        throw new Error(`Another schema is called ${name}.`);
      }
    }
  }

  #alone(node: Node): Shape {
    return shapeOf(this.#bodyOf(node, marksOf(node)), false, false);
  }

  #bodyOf(node: Node, marks: Marks): Body {
    const { sensitive, default: usual } = marks;
    return {
      ...this.#kindOf(node, marks),
      ...(sensitive && { sensitive }),
      ...(usual !== undefined && { default: usual }),
    };
  }

  #kindOf(node: Node, marks: Marks): Body {
    const def = defOf(node);
    const part = (inner: Node): Shape => this.print(inner);
    switch (def.type) {
      case 'any':
      case 'unknown':
        return { is: marks.nothing ? 'nothing' : 'any' };
      case 'string':
        if (marks.open) return { is: 'open', values: marks.open, ...checksOf(node) };
        return { is: marks.wire === undefined ? 'string' : 'id', ...checksOf(node) };
      case 'number':
        return { is: isInteger(node) ? 'integer' : 'number', ...checksOf(node) };
      case 'boolean':
      case 'null':
        return { is: def.type };
      case 'enum':
        return { is: 'enum', values: Object.values(def.entries) };
      case 'literal':
        return { is: 'literal', values: def.values.map(plainValue) };
      case 'array':
        return { is: 'array', of: part(def.element), ...checksOf(node) };
      case 'tuple':
        return { is: 'tuple', items: def.items.map(part), ...(def.rest && { rest: part(def.rest) }) };
      case 'record': {
        const keys = part(def.keyType);
        if (keys !== 'string' && (typeof keys === 'string' || keys.is !== 'string'))
          throw new Error('The keys of a record are strings: where they are known, write z.object.');
        return { is: 'record', of: part(def.valueType), ...(keys !== 'string' && { keys }) };
      }
      case 'object': {
        const fields = Object.entries(def.shape).map(([name, field]) => [name, part(field)] as const);
        return { is: 'object', fields: Object.fromEntries(fields), ...checksOf(node) };
      }
      case 'union': {
        const by = 'discriminator' in def ? String(def.discriminator) : undefined;
        if (def.checks?.length)
          throw new Error('A check stands on a union: put it on the form that it is about.');
        return { is: 'union', ...(by !== undefined && { by }), options: def.options.map(part) };
      }
      default:
        throw new Error(`The contract as data has no words for a ${def.type}.`);
    }
  }
}

/** As short as it goes. */
function shapeOf({ is, ...details }: Body, nullable: boolean, optional: boolean): Shape {
  const short = `${is}${nullable ? '|null' : ''}${optional ? '?' : ''}` as ShortShape;
  if (Object.keys(details).length === 0) return short;
  return short === 'object' ? details : { is: short, ...details };
}

function isInteger(node: Node): boolean {
  const def = defOf(node);
  return [def, ...(def.checks ?? []).map((check) => check._zod.def)].some(
    (each) => 'format' in each && each.format === 'safeint',
  );
}

function plainValue(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new Error(`A literal is no ${typeof value}: JSON has none.`);
}
