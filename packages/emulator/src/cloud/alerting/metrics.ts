import type { Database } from '../../state/database.ts';
import { Documents, type Document, type Json } from '../kernel/documents.ts';
import { EntityTree } from '../entities/entity-tree.ts';
import { modulesOf } from '../devices/smart-modules.ts';
import type { Place } from '../series/store.ts';
import type { Condition } from './condition.ts';

/** An entity that a rule watches, and the collection that its points are in. */
export interface Watched {
  readonly entity: Document;
  readonly place: Place;
  readonly collectionId: string;
}

interface MetricsDefinition {
  readonly metricsDefinitionId: string;
  readonly dataStoreConfiguration?: { readonly moduleInstanceId?: string };
}

/**
 * What is measured of an entity: for each definition of its class a collection `<definition>:<entity>`. How the platform
 * names them is not known; collections of such names were seen.
 */
export function metricsOf(entityId: string, entityClass: Json | undefined): object[] | undefined {
  const definitions = definitionsOf(entityClass);
  if (definitions.length === 0) return undefined;
  return definitions.map(({ metricsDefinitionId }) => ({
    metricsDefinitionId,
    metricsId: collectionOf(metricsDefinitionId, entityId),
  }));
}

/** The entities that a condition is about. */
export function watchedBy(
  db: Database,
  projectId: number,
  { metricsCondition }: Condition,
): readonly Watched[] {
  if (!metricsCondition) return [];
  const { entityClass, metricsDefinitionId, entityTargetCondition: target } = metricsCondition;
  const definition = definitionsOf(new Documents(db, 'entityClass').find(projectId, entityClass)?.json).find(
    (each) => each.metricsDefinitionId === metricsDefinitionId,
  );
  if (!definition) return [];
  const all = new Documents(db, 'entity').list(projectId);
  const tree = new EntityTree(all);
  const isTarget = (entity: Document): boolean => {
    if (!target) return true;
    const isNamed = target.entityIds.some((id) =>
      target.targetBy === 'parents' ? tree.isBelow(entity.id, id) : entity.id === id,
    );
    return isNamed !== (target.exclude ?? false);
  };
  return all.flatMap((entity) => {
    const { homeId } = entity;
    if (entity.json['entityClass'] !== entityClass || homeId === null || !isTarget(entity)) return [];
    const moduleId =
      definition.dataStoreConfiguration?.moduleInstanceId ??
      modulesOf(db, homeId).find(({ moduleType }) => moduleType === 'tsdb')?.id ??
      '';
    const collectionId = collectionOf(metricsDefinitionId, entity.id);
    return [{ entity, place: { homeId, moduleId, kind: 'collection' as const }, collectionId }];
  });
}

function collectionOf(metricsDefinitionId: string, entityId: string): string {
  return `${metricsDefinitionId}:${entityId}`;
}

function definitionsOf(entityClass: Json | undefined): readonly MetricsDefinition[] {
  return (entityClass?.['metricsDefinitions'] ?? []) as readonly MetricsDefinition[];
}
