import { nothing, operation, sensitive } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { DataSource, DataSourceList, SchemaUpdate } from './data-source-schema.ts';
import { dataSource, workspace } from './inputs.ts';

export const listDataSources = operation({
  id: 'dataSources.list',
  method: 'GET',
  path: '/api/{workspace}/data_sources',
  input: z.object({ workspace }),
  output: DataSourceList,
  page: { style: 'whole', items: '_embedded.data_sources' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the data sources of a workspace, all at once; also those that the caller cannot query.',
  callers: restCallers,
});

export const getDataSource = operation({
  id: 'dataSources.get',
  method: 'GET',
  path: '/api/{workspace}/data_sources/{dataSource}',
  input: z.object({ workspace, dataSource }),
  output: DataSource,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one data source. Its `id` is what queries name it by.',
  callers: restCallers,
});

export const updateDataSource = operation({
  id: 'dataSources.update',
  method: 'PATCH',
  path: '/api/{workspace}/data_sources/{dataSource}',
  input: z.object({
    workspace,
    dataSource,
    name: z.string().optional(),
    description: z.string().optional(),
    password: sensitive.optional().describe('The warehouse’s password.'),
    custom_attributes: z
      .object({ connection_string: sensitive.optional() })
      .optional()
      .describe('For Oracle Autonomous Database behind a bridge.'),
  }),
  wrapper: 'data_source',
  output: DataSource,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Renames or describes a data source, or changes its password. Certificates, keys and wallets are files, which only the browser can send.',
  callers: restCallers,
});

export const createSchemaUpdate = operation({
  id: 'schemaUpdates.create',
  method: 'POST',
  path: '/api/{workspace}/data_sources/{dataSource}/schema_updates',
  input: z.object({ workspace, dataSource }),
  output: SchemaUpdate,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Has the platform read the tables of a data source anew. It goes on after the answer.',
  callers: restCallers,
});

export const purgeDataSource = operation({
  id: 'dataSources.purge',
  method: 'POST',
  path: '/api/{workspace}/data_sources/{dataSource}/purge',
  input: z.object({ workspace, dataSource }),
  output: nothing,
  // Results that are gone already are gone.
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Removes every stored result that came from a data source, for good. It is accepted at once and carried out later.',
  callers: restCallers,
  status: 202,
});
