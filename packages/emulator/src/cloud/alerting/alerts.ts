import type { Handlers } from '../../server/platform.ts';
import type { AlertWatch } from './watch.ts';
import { now } from '../kernel/clock.ts';
import { changed, Documents, type Document, type Json } from '../kernel/documents.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { isVisible, needAbility, needHome, needProject } from '../homes/permissions.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { denied, missing, unknown } from '../kernel/reasons.ts';

interface Filter {
  readonly projectId?: number;
  readonly homeId?: number;
}

export function alerts({ db }: CloudParts, watch: AlertWatch): Handlers<CloudIdentity> {
  const rules = new Documents(db, 'alertRule');
  const raised = new Documents(db, 'alert');
  const projectOf = (identity: CloudIdentity): number => {
    if (!('projectId' in identity)) throw denied('This is for users and project keys.');
    return identity.projectId;
  };
  const needRule = (identity: CloudIdentity, rule: number): Document => {
    const found = rules.find(projectOf(identity), String(rule));
    if (!found) throw unknown('alert rule');
    return found;
  };
  return {
    'alertRules.list': (
      input: RangeInput & { projectId: number; conditionType?: string; entityClass?: string },
      { identity },
    ) => {
      needProject(identity, input.projectId);
      const found = rules
        .list(input.projectId)
        .map(({ json }) => json)
        .filter(
          (json) =>
            matches(json, 'condition.conditionType', input.conditionType) &&
            matches(json, 'condition.metricsCondition.entityClass', input.entityClass),
        );
      return ranged(found, input);
    },

    'alertRules.create': (input: Json & { projectId?: number }, { identity }) => {
      const projectId = input.projectId ?? projectOf(identity);
      needProject(identity, projectId);
      needAbility(identity, 'administer');
      const time = now();
      const stamped = { ...input, projectId, creationTime: time, updateTime: time };
      const body = db.transaction(() => rules.addNumbered(projectId, (id) => ({ ...stamped, id })));
      return { body };
    },

    'alertRules.get': (input: { rule: number }, { identity }) => ({
      body: needRule(identity, input.rule).json,
    }),

    'alertRules.update': ({ rule, ...said }: Json & { rule: number }, { identity }) => {
      const found = needRule(identity, rule);
      needAbility(identity, 'administer');
      const after = changed(found.json, { ...said, updateTime: now() });
      rules.replace(found, after);
      watch.ruleChanged(found, after);
      return {};
    },

    'alertRules.delete': (input: { rule: number }, { identity }) => {
      const found = needRule(identity, input.rule);
      needAbility(identity, 'administer');
      rules.delete(found);
      watch.ruleChanged(found, undefined);
      return {};
    },

    'alerts.list': (input: RangeInput & Filter & Json, { identity }) => {
      const { projectId, homeId } = input;
      if ((projectId === undefined) === (homeId === undefined)) throw missing('Give projectId or homeId.');
      if (projectId !== undefined) needProject(identity, projectId);
      if (homeId !== undefined) needHome(db, identity, homeId);
      const filters = ['homeId', 'alertRuleId', 'entityId', 'entityClass', 'state', 'severity'];
      const found = raised
        .list(projectOf(identity))
        .filter((alert) => isVisible(db, identity, alert))
        .map(({ json }) => json)
        .filter((json) => filters.every((name) => matches(json, name, input[name])));
      return ranged(found, input);
    },

    'alerts.get': (input: { alert: string }, { identity }) => {
      const found = raised.find(projectOf(identity), input.alert);
      if (!found || !isVisible(db, identity, found)) throw unknown('alert');
      return { body: found.json };
    },
  };
}

function matches(json: Json, path: string, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  const found = path.split('.').reduce<unknown>((value, key) => Reflect.get(Object(value), key), json);
  return found === wanted;
}
