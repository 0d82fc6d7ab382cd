import type { Handlers } from '../../server/platform.ts';
import { readAttributesQuery } from './attributes-query.ts';
import { now } from '../kernel/clock.ts';
import { changedSettings, Documents, type Document, type Json } from '../kernel/documents.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { Pictures, type PicturePlace } from './pictures.ts';
import { isVisible, needAbility, needHome, needProject } from '../homes/permissions.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { EntityTree } from './entity-tree.ts';
import { Denials } from '../homes/access-control.ts';
import { metricsOf } from '../alerting/metrics.ts';
import { conflict, missing, unknown } from '../kernel/reasons.ts';

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

export function entities(parts: CloudParts): Handlers<CloudIdentity> {
  const { db } = parts;
  const pictures = new Pictures(parts);
  const denials = new Denials({ db });
  const all = new Documents(db, 'entity');
  const classes = new Documents(db, 'entityClass');
  const need = (identity: CloudIdentity, { project, entity }: Input): Document => {
    needProject(identity, project);
    const found = all.find(project, entity);
    if (!found || !isVisible(db, identity, found)) throw unknown('entity');
    return found;
  };
  /** As it was given, with its pictures, what is measured of it and what is below it. */
  const described = ({ projectId, id, json }: Document, tree: EntityTree, origin: string): Json => {
    const metrics = metricsOf(id, classes.find(projectId, String(json['entityClass']))?.json);
    const descendantCounts = tree.countsBelow(id);
    const settings = json['displaySettings'] as Json;
    return {
      ...json,
      displaySettings: { ...settings, ...pictures.settings(projectId, id, origin) },
      ...(metrics && { metrics }),
      ...(descendantCounts && { descendantCounts }),
    };
  };
  return {
    'entities.list': (input: Filter & RangeInput, { identity, origin }) => {
      needProject(identity, input.project);
      const query = readAttributesQuery(input.attributesQuery);
      const project = all.list(input.project);
      const tree = new EntityTree(project);
      const found = project.filter(
        (document) =>
          isVisible(db, identity, document) &&
          passes(document, input, tree) &&
          query(document.json['attributes']) &&
          !denials.has(identity, { type: 'entity', resource: document.id, action: 'read' }),
      );
      return ranged(
        sorted(
          found.map((document) => described(document, tree, origin)),
          input.sortBy,
        ),
        input,
      );
    },

    'entities.create': ({ project, ...rest }: Input & Json, { identity, origin }) => {
      needProject(identity, project);
      needAbility(identity, 'administer');
      const { homeId, entityClass, entityId, parentId } = rest;
      needHome(db, identity, Number(homeId));
      if (!classes.find(project, String(entityClass))) throw missing('There is no such entity class.');
      if (typeof parentId === 'string' && !all.find(project, parentId)) {
        throw missing('There is no such parent.');
      }
      const time = now();
      const json = { ...rest, projectId: project, createdAt: time, updatedAt: time };
      if (!all.add(project, Number(homeId), String(entityId), json)) {
        throw conflict('DATABASE_ERROR', 'There is such an entity.');
      }
      const made = all.find(project, String(entityId));
      return { body: made && described(made, new EntityTree([]), origin) };
    },

    'entities.get': (input: Input, { identity, origin }) => ({
      body: described(need(identity, input), new EntityTree(all.list(input.project)), origin),
    }),

    'entities.update': (input: Input & Json, { identity }) => {
      const found = need(identity, input);
      needAbility(identity, 'administer');
      const { project: _, entity: __, ...said } = input;
      const { parentId } = said;
      if (typeof parentId === 'string')
        needPlaceBelow(found, parentId, new EntityTree(all.list(input.project)));
      all.replace(found, changedSettings(found.json, { ...said, updatedAt: now() }));
      return {};
    },

    'entities.delete': (input: Input & { deleteDescendants?: boolean }, { identity }) => {
      const found = need(identity, input);
      needAbility(identity, 'administer');
      const project = all.list(input.project);
      const tree = new EntityTree(project);
      const below = project.filter((each) => tree.isBelow(each.id, found.id));
      if (below.length > 0 && !input.deleteDescendants) {
        throw conflict('DATABASE_ERROR', 'There are entities below it: say deleteDescendants.');
      }
      for (const each of [...below, found]) all.delete(each);
      return {};
    },

    'entities.manageMedia': (
      input: Input & { action: string; target: PicturePlace['target']; fileName?: string },
      { identity, origin },
    ) => {
      const { projectId, id: entityId } = need(identity, input);
      needAbility(identity, 'administer');
      const { action, target, fileName } = input;
      const place = { projectId, entityId, target };
      if (action === 'delete') pictures.delete(place);
      if (action === 'close-upload') pictures.close(place);
      if (action !== 'open-upload') return { body: {} };
      if (fileName === undefined) throw missing('Say the name of the file.');
      return { body: { uploadUrl: `${origin}/upload/${pictures.open(place, fileName)}` } };
    },

    'uploads.put': ({ token }: { token: string }, { headers, body = Buffer.alloc(0) }) => {
      pictures.put(token, headers['content-type'], body);
      return { status: 200 };
    },
  };
}

/** Refuses a parent that is not there, or is the entity itself or below it: they would stand in a circle. */
function needPlaceBelow({ id }: Document, parentId: string, tree: EntityTree): void {
  if (!tree.has(parentId)) throw missing('There is no such parent.');
  if (parentId === id || tree.isBelow(parentId, id)) throw missing('An entity is not below itself.');
}

function passes({ id, homeId, json }: Document, input: Filter, tree: EntityTree): boolean {
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
      (input.recursive === true && tree.isBelow(id, parentId)))
  );
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
