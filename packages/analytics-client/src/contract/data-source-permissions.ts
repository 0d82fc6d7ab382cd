import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { hal } from './hal.ts';
import { dataSource, workspace } from './inputs.ts';
import { accessor, permission, Permission } from './permissions.ts';

const DataSourcePermissionList = z
  .object({ ...hal, _embedded: z.object({ data_source_entitlements: z.array(Permission) }) })
  .meta({ id: 'DataSourcePermissionList', description: 'Who may do what with a data source.' });

const action = z.enum(['view', 'query', 'manage']);

export const listDataSourcePermissions = operation({
  id: 'dataSourcePermissions.list',
  method: 'GET',
  path: '/api/{workspace}/data_sources/{dataSource}/permissions',
  input: z.object({ workspace, dataSource }),
  output: DataSourcePermissionList,
  page: { style: 'whole', items: '_embedded.data_source_entitlements' },
  idempotent: true,
  source: 'observed',
  doc: 'Lists who may do what with a data source.',
  callers: restCallers,
});

export const createDataSourcePermission = operation({
  id: 'dataSourcePermissions.create',
  method: 'POST',
  path: '/api/{workspace}/data_sources/{dataSource}/permissions',
  input: z.object({ workspace, dataSource, action, ...accessor }),
  wrapper: 'permission',
  output: Permission,
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Lets a person or a group see, query or manage a data source.',
  callers: restCallers,
});

export const getDataSourcePermission = operation({
  id: 'dataSourcePermissions.get',
  method: 'GET',
  path: '/api/{workspace}/data_sources/{dataSource}/permissions/{permission}',
  input: z.object({ workspace, dataSource, permission }),
  output: Permission,
  idempotent: true,
  source: 'observed',
  doc: 'Reads one permission of a data source. Seen to answer 500 at times; the list has it too.',
  callers: restCallers,
});

export const updateDataSourcePermission = operation({
  id: 'dataSourcePermissions.update',
  method: 'PATCH',
  path: '/api/{workspace}/data_sources/{dataSource}/permissions/{permission}',
  input: z.object({ workspace, dataSource, permission, action }),
  wrapper: 'permission',
  output: Permission,
  // The answer may carry another token, and the old one is gone.
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Changes what somebody may do with a data source. The answer may have another token: keep it.',
  callers: restCallers,
});

export const deleteDataSourcePermission = operation({
  id: 'dataSourcePermissions.delete',
  method: 'DELETE',
  path: '/api/{workspace}/data_sources/{dataSource}/permissions/{permission}',
  input: z.object({ workspace, dataSource, permission }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Takes a permission on a data source away.',
  callers: restCallers,
});
