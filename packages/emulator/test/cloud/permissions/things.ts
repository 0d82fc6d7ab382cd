import { policies as p } from './policies.ts';
import { sent, type Row } from './row.ts';

const entities = '/projects/1001/entities';
const classes = '/projects/1001/entityClasses';
const named = (name: string) => ({ displaySettings: { name } });
const entity = (entityId: string) => ({
  homeId: 3000,
  entityClass: 'pump',
  entityId,
  timeZone: 'UTC',
  ...named('Pump'),
});
const rule = {
  projectId: 1001,
  name: 'Rule',
  enabled: false,
  condition: { conditionType: 'metricsHeartbeat' },
  messageTemplate: { title: 'Title' },
  actions: [],
};

/** Entities and their classes, alert rules and alerts, access control, claiming. */
export const things: readonly Row[] = [
  ['entityClasses.list', p.project, () => sent('GET', classes)],
  [
    'entityClasses.create',
    p.projectAndAbleKeys,
    (w) => sent('POST', classes, { entityClass: w.name(), ...named('Class') }),
  ],
  ['entityClasses.get', p.project, () => sent('GET', `${classes}/pump`)],
  ['entityClasses.update', p.projectAndAbleKeys, () => sent('PATCH', `${classes}/pump`, named('Pumps'))],
  [
    'entityClasses.delete',
    p.projectAndAbleKeys,
    async (w) => {
      const { entityClass } = await w.made('POST', classes, { entityClass: w.name(), ...named('Class') });
      return sent('DELETE', `${classes}/${String(entityClass)}`);
    },
  ],
  ['entities.list', p.project, () => sent('GET', entities)],
  [
    'entities.create',
    { ...p.projectAndAbleKeys, stranger: '403 MEMBERS_ONLY' },
    (w) => sent('POST', entities, entity(w.name())),
  ],
  ['entities.get', p.hidden, () => sent('GET', `${entities}/kept`)],
  ['entities.update', p.hiddenAndAbleKeys, () => sent('PATCH', `${entities}/kept`, named('Kept'))],
  [
    'entities.manageMedia',
    p.hiddenAndAbleKeys,
    () =>
      sent('POST', `${entities}/kept/manageMedia`, {
        action: 'open-upload',
        target: 'icon',
        fileName: 'a.png',
      }),
  ],
  [
    'entities.delete',
    p.hiddenAndAbleKeys,
    async (w) => {
      const { entityId } = await w.made('POST', entities, entity(w.name()));
      return sent('DELETE', `${entities}/${String(entityId)}`);
    },
  ],
  ['alertRules.list', p.project, () => sent('GET', '/alertRules?projectId=1001')],
  ['alertRules.create', p.projectAndAbleKeys, () => sent('POST', '/alertRules', rule)],
  [
    'alertRules.get',
    p.ruled,
    async (w) => sent('GET', `/alertRules/${String((await w.made('POST', '/alertRules', rule))['id'])}`),
  ],
  [
    'alertRules.update',
    p.ruledAndAbleKeys,
    async (w) =>
      sent('PATCH', `/alertRules/${String((await w.made('POST', '/alertRules', rule))['id'])}`, {
        name: 'Other',
      }),
  ],
  [
    'alertRules.delete',
    p.ruledAndAbleKeys,
    async (w) => sent('DELETE', `/alertRules/${String((await w.made('POST', '/alertRules', rule))['id'])}`),
  ],
  ['alerts.list', p.project, () => sent('GET', '/alerts?projectId=1001')],
  ['alerts.get', p.hiddenRuled, async (w) => sent('GET', `/alerts/${await w.alert()}`)],
  [
    'accessControlGroups.list',
    p.projectAndAbleKeys,
    () => sent('GET', '/accessControlGroups?projectId=1001'),
  ],
  ['permissions.list', p.project, () => sent('GET', '/permissions?projectId=1001')],
  [
    'devices.claim',
    p.membersOnly,
    async (w) => sent('POST', '/devices', { homeId: 3000, claimCode: await w.claimable() }),
  ],
];
