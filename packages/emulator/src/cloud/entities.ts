import { randomBytes } from 'node:crypto';
import type { Handlers } from '../server/platform.ts';
import { Refusal } from '../server/refusal.ts';
import { now } from './clock.ts';
import { changed, Documents, type Document, type Json } from './documents.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needHome, needProject } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { conflict, missing, unknown } from './reasons.ts';

interface Input {
  readonly project: number;
  readonly entity: string;
}

interface Filter {
  readonly project: number;
  readonly homeId?: number;
  readonly entityIdSubstring?: string;
  readonly entityNameSubstring?: string;
  readonly entityClasses?: string;
  readonly parentId?: string;
  readonly recursive?: boolean;
  readonly attributesQuery?: string;
  readonly sortBy?: string;
}

export function entities({ db }: CloudParts): Handlers<CloudIdentity> {
  const all = new Documents(db, 'entity');
  const classes = new Documents(db, 'entityClass');
  /** A user sees the entities of their homes. */
  const isVisible = (identity: CloudIdentity, { homeId }: Document): boolean => {
    if (identity.kind !== 'user' || homeId === null) return true;
    const { userId } = identity;
    const known = db.get('SELECT 1 FROM member WHERE homeId = :homeId AND userId = :userId', {
      homeId,
      userId,
    });
    return known !== undefined;
  };
  const need = (identity: CloudIdentity, { project, entity }: Input): Document => {
    needProject(identity, project);
    const found = all.find(project, entity);
    if (!found || !isVisible(identity, found)) throw unknown('entity');
    return found;
  };
  return {
    'entities.list': (input: Filter & RangeInput, { identity }) => {
      needProject(identity, input.project);
      if (input.attributesQuery !== undefined) {
        throw new Refusal(
          501,
          'The grammar of attributesQuery is not public: the emulator does not know it.',
        );
      }
      const project = all.list(input.project);
      const found = project.filter(
        (document) => isVisible(identity, document) && passes(document, input, project),
      );
      return ranged(
        sorted(
          found.map(({ json }) => json),
          input.sortBy,
        ),
        input,
      );
    },

    'entities.create': ({ project, ...rest }: Input & Json, { identity }) => {
      needProject(identity, project);
      needAbility(identity, 'administer');
      const { homeId, entityClass, entityId, parentId } = rest;
      needHome(db, identity, Number(homeId));
      if (!classes.find(project, String(entityClass))) throw missing('There is no such entity class.');
      if (typeof parentId === 'string' && !all.find(project, parentId))
        throw missing('There is no such parent.');
      const time = now();
      const json = { ...rest, projectId: project, createdAt: time, updatedAt: time };
      if (!all.add(project, Number(homeId), String(entityId), json)) {
        throw conflict('DATABASE_ERROR', 'There is such an entity.');
      }
      return { body: json };
    },

    'entities.get': (input: Input, { identity }) => ({ body: need(identity, input).json }),

    'entities.update': (input: Input & Json, { identity }) => {
      const found = need(identity, input);
      needAbility(identity, 'administer');
      const { project: _, entity: __, ...said } = input;
      all.replace(found, changed(found.json, { ...said, updatedAt: now() }));
      return {};
    },

    'entities.delete': (input: Input & { deleteDescendants?: boolean }, { identity }) => {
      const found = need(identity, input);
      needAbility(identity, 'administer');
      const project = all.list(input.project);
      const below = project.filter((each) => isBelow(each, found.id, project));
      if (below.length > 0 && !input.deleteDescendants) {
        throw conflict('DATABASE_ERROR', 'There are entities below it: say deleteDescendants.');
      }
      for (const each of [...below, found]) all.delete(each);
      return {};
    },

    // What is PUT there is not kept.
    'entities.manageMedia': (input: Input & { action: string; fileName?: string }, { identity, origin }) => {
      need(identity, input);
      needAbility(identity, 'administer');
      if (input.action !== 'open-upload') return { body: {} };
      if (input.fileName === undefined) throw missing('Say the name of the file.');
      return { body: { uploadUrl: `${origin}/upload/${randomBytes(16).toString('hex')}` } };
    },

    'uploads.put': () => ({ status: 200 }),
  };
}

function passes({ id, homeId, json }: Document, input: Filter, project: readonly Document[]): boolean {
  const { parentId } = input;
  const name = String(Reflect.get(Object(json['displaySettings']), 'name'));
  return (
    (input.homeId === undefined || input.homeId === homeId) &&
    id.includes(input.entityIdSubstring ?? '') &&
    name.includes(input.entityNameSubstring ?? '') &&
    (input.entityClasses === undefined ||
      input.entityClasses.split(',').includes(String(json['entityClass']))) &&
    (parentId === undefined ||
      json['parentId'] === parentId ||
      (input.recursive === true && isBelow({ id, json }, parentId, project)))
  );
}

/** Whether an entity is anywhere below another. */
function isBelow(
  { json }: Pick<Document, 'id' | 'json'>,
  ancestor: string,
  project: readonly Document[],
): boolean {
  const seen = new Set<unknown>();
  let parent = json['parentId'];
  while (parent !== undefined && !seen.has(parent)) {
    if (parent === ancestor) return true;
    seen.add(parent);
    parent = project.find(({ id }) => id === parent)?.json['parentId'];
  }
  return false;
}

/** By `field:asc`, where the field may be one of the attributes. */
function sorted(all: readonly Json[], sortBy = ''): readonly Json[] {
  const [path = '', direction] = sortBy.split(':');
  if (path === '') return all;
  const at = (json: Json): unknown =>
    path.split('.').reduce<unknown>((value, key) => Reflect.get(Object(value), key), json);
  const sign = direction === 'desc' ? -1 : 1;
  return all.toSorted((a, b) => sign * compare(at(a), at(b)));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}
