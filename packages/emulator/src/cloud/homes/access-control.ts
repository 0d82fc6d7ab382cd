import type { CloudAccess, CloudPermission } from '../../options/cloud-access.ts';
import type { Handler, Handlers } from '../../server/platform.ts';
import { Documents, type Document, type Json } from '../kernel/documents.ts';
import { EntityTree } from '../entities/entity-tree.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { denied } from '../kernel/reasons.ts';

/** Puts groups and permissions in place of those that were there. */
export function plantAccess({ db }: Pick<CloudParts, 'db'>, projectId: number, access: CloudAccess): void {
  const all = [
    ['accessControlGroup', access.groups ?? []],
    ['permission', (access.permissions ?? []).map((each) => ({ ...each, statementType: 'principalBased' }))],
  ] as const;
  db.transaction(() => {
    for (const [kind, items] of all) {
      const documents = new Documents(db, kind);
      for (const known of documents.list(projectId)) documents.delete(known);
      for (const item of items) documents.add(projectId, null, item.id, { ...item, projectId });
    }
  });
}

const actions: Readonly<Record<string, string>> = {
  GET: 'read',
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/** The type of resource that an operation is about, by its own resource, and the input that names it. */
const subjects: Readonly<Record<string, readonly [type: string, ...names: string[]]>> = {
  users: ['user', 'user'],
  homes: ['home', 'home'],
  members: ['home', 'home'],
  homeKeyValues: ['homeKeyValue', 'home'],
  devices: ['homeDevice', 'device', 'home', 'homeId'],
  deviceKeyValues: ['homeDevice', 'device'],
  configSchemas: ['homeDevice', 'device'],
  smartModules: ['homeSmartModuleREST', 'module'],
  timeSeries: ['homeSmartModuleREST', 'module'],
  collections: ['homeSmartModuleREST', 'module'],
  exports: ['homeSmartModuleREST', 'module'],
  dataStreams: ['homeSmartModuleREST', 'module'],
  videos: ['homeSmartModuleREST', 'module'],
  entityClasses: ['entityClass', 'entityClass'],
  entities: ['entity', 'entity', 'entityId'],
  alertRules: ['alertRule', 'rule'],
};

/** What somebody wants of what. */
interface Wish {
  readonly type: string;
  /** Which one; undefined for what is not named. */
  readonly resource: string | undefined;
  readonly action: string;
}

/** What the permissions of users deny. */
export class Denials {
  readonly #permissions: Documents;
  readonly #groups: Documents;
  readonly #entities: Documents;

  constructor({ db }: Pick<CloudParts, 'db'>) {
    this.#permissions = new Documents(db, 'permission');
    this.#groups = new Documents(db, 'accessControlGroup');
    this.#entities = new Documents(db, 'entity');
  }

  has(identity: CloudIdentity, { type, resource, action }: Wish): boolean {
    if (identity.kind !== 'user') return false;
    const { userId, projectId } = identity;
    return this.#permissions
      .list(projectId)
      .map(({ json }) => json as Json & CloudPermission)
      .some(
        (each) =>
          each.effect === 'deny' &&
          each.actions.some((known) => known === '*' || known === action) &&
          this.#isAbout(each, type, resource, projectId) &&
          isOf(each, userId, this.#groups.list(projectId)),
      );
  }

  #isAbout(
    { resourceType, resourceIdentifier, resourceScope }: CloudPermission,
    type: string,
    resource: string | undefined,
    projectId: number,
  ): boolean {
    if (resourceType !== 'all' && resourceType !== type) return false;
    if (resourceIdentifier === '*' || resourceIdentifier === resource) return true;
    if (type !== 'entity' || resourceScope !== 'selfWithDescendants' || resource === undefined) return false;
    return new EntityTree(this.#entities.list(projectId)).isBelow(resource, resourceIdentifier);
  }
}

/** The same handlers, behind what permissions deny. */
export function underPermissions(
  parts: CloudParts,
  handlers: Handlers<CloudIdentity>,
): Handlers<CloudIdentity> {
  const denials = new Denials(parts);
  const guarded =
    (handler: Handler<CloudIdentity>): Handler<CloudIdentity> =>
    (input, context) => {
      const { identity, operation } = context;
      const [type = '', ...names] = subjects[operation.id.split('.', 1)[0] ?? ''] ?? [];
      const values = names.map((name) => Reflect.get(Object(input), name) as unknown);
      const named = values.find((value) => typeof value === 'string' || typeof value === 'number');
      const resource = named === undefined ? undefined : String(named);
      const action = actions[operation.method] ?? '';
      if (denials.has(identity, { type, resource, action })) throw denied('A permission denies it.');
      return handler(input, context);
    };
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, guarded(handler)]));
}

function isOf(
  { principalType, principalId }: CloudPermission,
  userId: number,
  groups: readonly Document[],
): boolean {
  if (principalType === 'user') return Number(principalId) === userId;
  return groups.some(({ id, json }) => id === String(principalId) && membersOf(json).includes(userId));
}

export function membersOf(group: Json): readonly number[] {
  return (group['members'] ?? []) as readonly number[];
}
