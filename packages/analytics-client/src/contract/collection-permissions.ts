import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { hal } from './hal.ts';
import { collection, workspace } from './inputs.ts';
import { accessor, permission, Permission } from './permissions.ts';

const CollectionPermissions = z
  .object({
    ...hal,
    _embedded: z
      .record(z.string(), z.array(Permission))
      .nullish()
      .describe('The permissions, under a key that no source names.'),
  })
  .meta({ id: 'CollectionPermissions', description: 'Who may do what in a collection.' });

const action = z.enum(['view', 'edit']);

export const listCollectionPermissions = operation({
  id: 'collectionPermissions.list',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}/permissions',
  input: z.object({ workspace, collection }),
  output: CollectionPermissions,
  idempotent: true,
  source: 'observed',
  doc: 'Reads who may do what in a collection: the values of `_embedded`, under whatever key.',
  callers: restCallers,
});

export const createCollectionPermission = operation({
  id: 'collectionPermissions.create',
  method: 'POST',
  path: '/api/{workspace}/spaces/{collection}/permissions',
  input: z.object({ workspace, collection, action, ...accessor }),
  wrapper: 'permission',
  output: Permission,
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Lets a person or a group see or edit a collection.',
  callers: restCallers,
});

export const getCollectionPermission = operation({
  id: 'collectionPermissions.get',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}/permissions/{permission}',
  input: z.object({ workspace, collection, permission }),
  output: Permission,
  idempotent: true,
  source: 'observed',
  doc: 'Reads one permission of a collection.',
  callers: restCallers,
});

export const updateCollectionPermission = operation({
  id: 'collectionPermissions.update',
  method: 'PATCH',
  path: '/api/{workspace}/spaces/{collection}/permissions/{permission}',
  input: z.object({ workspace, collection, permission, action }),
  wrapper: 'permission',
  output: Permission,
  // The answer may carry another token, and the old one is gone.
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Changes what somebody may do in a collection. The answer may have another token: keep it.',
  callers: restCallers,
});

export const deleteCollectionPermission = operation({
  id: 'collectionPermissions.delete',
  method: 'DELETE',
  path: '/api/{workspace}/spaces/{collection}/permissions/{permission}',
  input: z.object({ workspace, collection, permission }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Takes a permission on a collection away.',
  callers: restCallers,
});
