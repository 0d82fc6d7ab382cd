import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, jsonObject, name, timestamp } from './fields.ts';

const project = id('The project.');
const entityClass = name('The class.');

const Picture = z
  .object({
    fileName: z.string().optional(),
    url: z.string().optional().describe('Where it is.'),
    s3Bucket: z.string().optional(),
    s3Key: z.string().optional(),
  })
  .meta({ id: 'Picture', description: 'A picture of a class or an entity.' });

const settings = {
  description: z.string().optional(),
  iconData: Picture.optional(),
  imageData: Picture.optional(),
  uiSettings: z.record(z.string(), z.unknown()).optional(),
};

/** How a class or an entity is shown. Source: observed. */
export const DisplaySettings = z
  .object({ name: z.string(), ...settings })
  .meta({ id: 'DisplaySettings', description: 'How a class or an entity is shown.' });

/** What is not said stays. Source: observed (of classes; of entities it is taken to be the same). */
export const DisplaySettingsChange = z.object({ name: z.string().optional(), ...settings }).meta({
  id: 'DisplaySettingsChange',
  description: 'What changes in how a class or an entity is shown; the rest stays.',
});

const DataStore = z
  .object({
    moduleType: z.string(),
    moduleInstanceId: z.string().optional(),
    bulkDataLabel: z.string().optional(),
  })
  .meta({ id: 'DataStoreConfiguration', description: 'The smart module that holds the data.' });

const MetricsDefinition = z
  .object({
    metricsDefinitionId: z.string(),
    displayName: z.string().optional(),
    metricsType: openEnum(['raw', 'derived']),
    tagMetrics: z.array(z.record(z.string(), z.unknown())).optional(),
    numericMetrics: z.array(z.record(z.string(), z.unknown())).optional(),
    dataStoreConfiguration: DataStore.optional(),
    linksTo: z.array(z.object({ blobDefinitionId: z.string(), keyField: z.string() })).optional(),
  })
  .meta({ id: 'MetricsDefinition', description: 'What is measured of the entities of a class.' });

const BlobDefinition = z
  .object({
    blobDefinitionId: z.string(),
    displayName: z.string().optional(),
    dataStoreConfiguration: DataStore.optional(),
  })
  .meta({ id: 'BlobDefinition', description: 'What is kept of the entities of a class beside numbers.' });

const AttributeSchema = z
  .object({
    key: z.string(),
    type: openEnum(['string', 'number', 'boolean', 'array', 'object']),
    required: z.boolean(),
    label: z.string(),
    description: z.string().optional(),
    defaultValue: z.unknown().optional(),
    options: z.array(z.unknown()).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    regex: z.string().optional(),
  })
  .meta({ id: 'AttributeSchema', description: 'An attribute of the entities of a class.' });

const parts = {
  metricsDefinitions: z.array(MetricsDefinition).optional().describe('What is measured.'),
  blobDefinitions: z.array(BlobDefinition).optional().describe('What else is kept.'),
  attributeSchema: z.array(AttributeSchema).optional().describe('The attributes of its entities.'),
};

const EntityClass = z
  .object({
    entityClass: z.string().describe('Identifies it in its project.'),
    projectId: id('The project.'),
    displaySettings: DisplaySettings.nullish(),
    metricsDefinitions: z.array(MetricsDefinition).nullish(),
    blobDefinitions: z.array(BlobDefinition).nullish(),
    attributeSchema: z.array(AttributeSchema).nullish(),
    createdAt: timestamp('When it was made.').nullish(),
    updatedAt: timestamp('When it was last changed.').nullish(),
  })
  .meta({ id: 'EntityClass', description: 'A kind of things: pumps, rooms, machines.' });

export const listEntityClasses = operation({
  id: 'entityClasses.list',
  method: 'GET',
  path: '/projects/{project}/entityClasses',
  input: z.object({ project }),
  output: z.array(EntityClass),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists the entity classes of a project.',
});

export const createEntityClass = operation({
  id: 'entityClasses.create',
  method: 'POST',
  path: '/projects/{project}/entityClasses',
  input: z.object({ project, entityClass, displaySettings: DisplaySettings, ...parts }),
  output: EntityClass,
  idempotent: false,
  destructive: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'observed',
  doc: 'Makes an entity class.',
});

export const getEntityClass = operation({
  id: 'entityClasses.get',
  method: 'GET',
  path: '/projects/{project}/entityClasses/{entityClass}',
  input: z.object({ project, entityClass }),
  output: EntityClass,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads an entity class.',
});

export const updateEntityClass = operation({
  id: 'entityClasses.update',
  method: 'PATCH',
  path: '/projects/{project}/entityClasses/{entityClass}',
  input: z.object({ project, entityClass, displaySettings: DisplaySettingsChange.optional(), ...parts }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Changes an entity class.',
});

export const deleteEntityClass = operation({
  id: 'entityClasses.delete',
  method: 'DELETE',
  path: '/projects/{project}/entityClasses/{entityClass}',
  input: z.object({ project, entityClass }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Deletes an entity class.',
});

/** Attributes are the class's own business. */
export const attributes = jsonObject('Values of the attributes that the class defines.');
