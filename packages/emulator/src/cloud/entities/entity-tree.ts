import type { Document } from '../kernel/documents.ts';

/** Which of a project's entities is below which. */
export class EntityTree {
  readonly #all: ReadonlyMap<string, Document>;
  #counts: Map<string, Record<string, number>> | undefined;

  constructor(all: readonly Document[]) {
    this.#all = new Map(all.map((entity) => [entity.id, entity]));
  }

  has(id: string): boolean {
    return this.#all.has(id);
  }

  isBelow(id: string, ancestor: string): boolean {
    return this.#ancestors(id).includes(ancestor);
  }

  /** How many there are below an entity, by class; undefined where there are none. */
  countsBelow(id: string): Readonly<Record<string, number>> | undefined {
    return (this.#counts ??= this.#count()).get(id);
  }

  #count(): Map<string, Record<string, number>> {
    const counts = new Map<string, Record<string, number>>();
    for (const { id, json } of this.#all.values()) {
      const name = String(json['entityClass']);
      for (const ancestor of this.#ancestors(id)) {
        const known = counts.get(ancestor) ?? {};
        counts.set(ancestor, { ...known, [name]: (known[name] ?? 0) + 1 });
      }
    }
    return counts;
  }

  /** From its parent upwards; those of a circle once. */
  #ancestors(id: string): string[] {
    const found: string[] = [];
    let parent = this.#all.get(id)?.json['parentId'];
    while (typeof parent === 'string' && !found.includes(parent)) {
      found.push(parent);
      parent = this.#all.get(parent)?.json['parentId'];
    }
    return found;
  }
}
