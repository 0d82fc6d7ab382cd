import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, range, timestamp } from './fields.ts';

const severity = z.int().describe('1 high, 2 moderate, 3 low.');

const TargetCondition = z
  .object({
    targetBy: openEnum(['parents', 'entities']),
    entityIds: z.array(z.string()),
    exclude: z.boolean().optional(),
  })
  .meta({ id: 'AlertTarget', description: 'The entities that a rule watches.' });

export const AlertCondition = z
  .object({
    conditionType: openEnum(['metricsHeartbeat', 'metricsThreshold']),
    frequency: z.string().optional().describe('How often it is looked at, such as `5min`.'),
    delay: z.string().optional().describe('How late data may be, such as `45sec`.'),
    duration: z.string().optional().describe('The time that is looked at, such as `1hr`.'),
    metricsCondition: z
      .object({
        entityClass: z.string(),
        metricsDefinitionId: z.string(),
        metricName: z.string().optional(),
        entityTargetCondition: TargetCondition.optional(),
      })
      .optional(),
    severity: severity.optional(),
    aggregation: z.string().optional(),
    thresholds: z
      .array(z.object({ severity, operator: z.string(), operands: z.array(z.number()) }))
      .optional()
      .describe(
        'Operators: `lessThan`, `lessThanOrEqualTo`, `greaterThan`, `greaterThanOrEqualTo`, `in`, `notIn`, `between`, `outside`.',
      ),
  })
  .meta({ id: 'AlertCondition', description: 'When an alert is raised.' });

const MessageTemplate = z
  .object({
    title: z.string(),
    recoveryTitle: z.string().optional(),
    message: z.string().optional(),
    recoveryMessage: z.string().optional(),
  })
  .meta({ id: 'AlertMessageTemplate', description: 'What an alert says.' });

const AlertAction = z
  .object({
    filter: z.record(z.string(), z.unknown()).optional(),
    recipients: z.array(
      z.object({
        recipientType: openEnum(['email', 'event']),
        email: z.string().optional(),
        eventType: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'AlertAction', description: 'Who hears of an alert.' });

const AlertRule = z
  .object({
    id: id('Identifies it.'),
    projectId: id('The project.'),
    name: z.string().nullish(),
    description: z.string().nullish(),
    enabled: z.boolean().nullish(),
    condition: AlertCondition.nullish(),
    messageTemplate: MessageTemplate.nullish(),
    actions: z.array(AlertAction).nullish(),
    problem: z.string().nullish().describe('What keeps it from working.'),
    creationTime: timestamp('When it was made.').nullish(),
    updateTime: timestamp('When it was last changed.').nullish(),
    disableAutoRecovery: z.boolean().nullish(),
  })
  .meta({ id: 'AlertRule', description: 'When an alert is raised, and who hears of it.' });

const rule = id('The rule.');
const optional = {
  description: z.string().optional(),
  disableAutoRecovery: z.boolean().optional().describe('Whether alerts stay until somebody ends them.'),
};

export const listAlertRules = operation({
  id: 'alertRules.list',
  method: 'GET',
  path: '/alertRules',
  input: z.object({
    projectId: id('The project.'),
    conditionType: z.string().optional(),
    entityClass: z.string().optional(),
    ...range,
  }),
  output: z.array(AlertRule),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists the alert rules of a project.',
});

export const createAlertRule = operation({
  id: 'alertRules.create',
  method: 'POST',
  path: '/alertRules',
  input: z.object({
    projectId: id("The project. Default the caller's own.").optional(),
    name: z.string(),
    enabled: z.boolean(),
    condition: AlertCondition,
    messageTemplate: MessageTemplate,
    actions: z.array(AlertAction),
    ...optional,
  }),
  output: AlertRule,
  idempotent: false,
  destructive: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'observed',
  doc: 'Makes an alert rule.',
});

export const getAlertRule = operation({
  id: 'alertRules.get',
  method: 'GET',
  path: '/alertRules/{rule}',
  input: z.object({ rule }),
  output: AlertRule,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Reads an alert rule.',
});

export const updateAlertRule = operation({
  id: 'alertRules.update',
  method: 'PATCH',
  path: '/alertRules/{rule}',
  input: z.object({
    rule,
    name: z.string().optional(),
    enabled: z.boolean().optional(),
    condition: AlertCondition.optional(),
    messageTemplate: MessageTemplate.optional(),
    actions: z.array(AlertAction).optional(),
    ...optional,
  }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project'],
  status: 204,
  source: 'documented',
  doc: 'Changes an alert rule.',
});

export const deleteAlertRule = operation({
  id: 'alertRules.delete',
  method: 'DELETE',
  path: '/alertRules/{rule}',
  input: z.object({ rule }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'documented',
  doc: 'Deletes an alert rule.',
});
