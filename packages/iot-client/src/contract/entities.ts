import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { attributes, DisplaySettings, DisplaySettingsChange } from './entity-classes.ts';
import { id, name, range, secret, timestamp } from './fields.ts';

const project = id('The project.');
const entity = name('The entity.');
const path = '/projects/{project}/entities/{entity}';

const Entity = z
  .object({
    entityId: z.string().describe('Identifies it in its project.'),
    projectId: id('The project.'),
    homeId: id('The home that it is in.').nullish(),
    entityClass: z.string().describe('Its class.'),
    parentId: z.string().nullish().describe('The entity that it is a part of.'),
    displaySettings: DisplaySettings.nullish(),
    attributes: attributes.nullish(),
    timeZone: z.string().nullish().describe('IANA name.'),
    createdAt: timestamp('When it was made.').nullish(),
    updatedAt: timestamp('When it was last changed.').nullish(),
    metrics: z.array(z.object({ metricsDefinitionId: z.string(), metricsId: z.string() })).nullish(),
    descendantCounts: z
      .record(z.string(), z.number())
      .nullish()
      .describe('How many there are below it, by class.'),
  })
  .meta({ id: 'Entity', description: 'A thing that is watched: it has a class, attributes and metrics.' });

export const listEntities = operation({
  id: 'entities.list',
  method: 'GET',
  path: '/projects/{project}/entities',
  input: z.object({
    project,
    homeId: id('Those of this home.').optional(),
    entityIdSubstring: z.string().optional().describe('Those whose id has this in it.'),
    entityNameSubstring: z.string().optional().describe('Those whose name has this in it.'),
    tags: z.string().optional(),
    entityClasses: z.string().optional().describe('Those of these classes, with commas.'),
    parentId: z.string().optional().describe('Those below this one.'),
    recursive: z.boolean().optional().describe('With `parentId`: also those further below. Default false.'),
    attributesQuery: z
      .string()
      .optional()
      .describe("A condition in the platform's own words, which are not public."),
    sortBy: z.string().optional().describe('Such as `entityId:asc` or `attributes.size:desc`.'),
    ...range,
  }),
  output: z.array(Entity),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Lists the entities of a project.',
});

export const createEntity = operation({
  id: 'entities.create',
  method: 'POST',
  path: '/projects/{project}/entities',
  input: z.object({
    project,
    homeId: id('The home that it is in.'),
    entityClass: z.string().describe('Its class.'),
    entityId: z.string().describe('Identifies it from now on.'),
    timeZone: z.string().describe('IANA name.'),
    displaySettings: DisplaySettings,
    parentId: z.string().optional().describe('The entity that it is a part of.'),
    attributes: attributes.optional(),
  }),
  output: Entity,
  idempotent: false,
  destructive: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'observed',
  doc: 'Makes an entity.',
});

export const getEntity = operation({
  id: 'entities.get',
  method: 'GET',
  path,
  input: z.object({ project, entity }),
  output: Entity,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads an entity.',
});

export const updateEntity = operation({
  id: 'entities.update',
  method: 'PATCH',
  path,
  input: z.object({
    project,
    entity,
    parentId: z.string().optional().describe('The entity that it is a part of.'),
    displaySettings: DisplaySettingsChange.optional(),
    attributes: attributes.optional(),
  }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Changes an entity.',
});

export const deleteEntity = operation({
  id: 'entities.delete',
  method: 'DELETE',
  path,
  input: z.object({
    project,
    entity,
    deleteDescendants: z.boolean().optional().describe('Whether those below it go too.'),
  }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Deletes an entity.',
});

const MediaUpload = z
  .object({ uploadUrl: secret('Where the file is PUT: whoever has this address can.').nullish() })
  .meta({ id: 'MediaUpload', description: 'Where a picture goes.' });

export const manageEntityMedia = operation({
  id: 'entities.manageMedia',
  method: 'POST',
  path: '/projects/{project}/entities/{entity}/manageMedia',
  input: z.object({
    project,
    entity,
    action: z
      .enum(['open-upload', 'close-upload', 'delete'])
      .describe('Open, PUT the file, close; or delete.'),
    target: z.enum(['icon', 'image']).describe('Which picture.'),
    fileName: z.string().optional().describe('With `open-upload`.'),
  }),
  output: MediaUpload,
  idempotent: false,
  destructive: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Opens or closes the upload of a picture, or deletes it. `uploadMedia` does all of an upload.',
});
