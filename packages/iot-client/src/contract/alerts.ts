import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { AlertCondition } from './alert-rules.ts';
import { id, name, range, timestamp } from './fields.ts';

const Alert = z
  .object({
    id: z.string().describe('Identifies it.'),
    projectId: id('The project.').nullish(),
    homeId: id('The home.').nullish(),
    alertRuleId: id('The rule that raised it.').nullish(),
    condition: AlertCondition.nullish().describe("The rule's condition at that time."),
    description: z.string().nullish(),
    severity: z.int().nullish().describe('1 high, 2 moderate, 3 low.'),
    state: z.int().nullish().describe('1 alerting, 2 recovered, 3 obsolete, 4 ineffective.'),
    entityId: z.string().nullish().describe('The entity; also seen as `entityID`.'),
    entityID: z.string().nullish(),
    entityClass: z.string().nullish().describe('Its class; also seen as `entityType`.'),
    entityType: z.string().nullish(),
    metricsDefinitionId: z.string().nullish().describe('Also seen as `metricsDefinitionID`.'),
    metricsDefinitionID: z.string().nullish(),
    metricName: z.string().nullish(),
    invocationTime: timestamp('When it was raised.').nullish(),
    recoveryTime: timestamp('When it was over.').nullish(),
  })
  .meta({ id: 'Alert', description: 'Something that a rule found.' });

export const listAlerts = operation({
  id: 'alerts.list',
  method: 'GET',
  path: '/alerts',
  input: z.object({
    projectId: id('Those of this project.').optional(),
    homeId: id('Those of this home. Give one of the two.').optional(),
    alertRuleId: id('Those of this rule.').optional(),
    entityId: z.string().optional(),
    entityClass: z.string().optional(),
    state: z.int().optional().describe('1 alerting, 2 recovered, 3 obsolete, 4 ineffective.'),
    severity: z.int().optional().describe('1 high, 2 moderate, 3 low.'),
    ...range,
  }),
  output: z.array(Alert),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists the alerts of a project or of a home.',
});

export const getAlert = operation({
  id: 'alerts.get',
  method: 'GET',
  path: '/alerts/{alert}',
  input: z.object({ alert: name('The alert.') }),
  output: Alert,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Reads an alert.',
});
