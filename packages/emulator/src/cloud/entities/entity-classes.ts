import type { Handlers } from '../../server/platform.ts';
import { now } from '../kernel/clock.ts';
import { changedSettings, Documents, type Document, type Json } from '../kernel/documents.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needProject } from '../homes/permissions.ts';
import { conflict, unknown } from '../kernel/reasons.ts';

interface Input {
  readonly project: number;
  readonly entityClass: string;
}

export function entityClasses({ db }: CloudParts): Handlers<CloudIdentity> {
  const classes = new Documents(db, 'entityClass');
  const need = (identity: CloudIdentity, { project, entityClass }: Input): Document => {
    needProject(identity, project);
    const found = classes.find(project, entityClass);
    if (!found) throw unknown('entity class');
    return found;
  };
  return {
    'entityClasses.list': (input: Input, { identity }) => {
      needProject(identity, input.project);
      return { body: classes.list(input.project).map(({ json }) => json) };
    },

    'entityClasses.create': ({ project, ...rest }: Input & Json, { identity }) => {
      needProject(identity, project);
      needAbility(identity, 'administer');
      const time = now();
      const json = { ...rest, projectId: project, createdAt: time, updatedAt: time };
      if (!classes.add(project, null, rest.entityClass, json)) {
        throw conflict('DATABASE_ERROR', 'There is such a class.');
      }
      return { body: json };
    },

    'entityClasses.get': (input: Input, { identity }) => ({ body: need(identity, input).json }),

    'entityClasses.update': (input: Input & Json, { identity }) => {
      const found = need(identity, input);
      needAbility(identity, 'administer');
      const { project: _, entityClass: __, ...said } = input;
      classes.replace(found, changedSettings(found.json, { ...said, updatedAt: now() }));
      return {};
    },

    'entityClasses.delete': (input: Input, { identity }) => {
      const found = need(identity, input);
      needAbility(identity, 'administer');
      classes.delete(found);
      return {};
    },
  };
}
