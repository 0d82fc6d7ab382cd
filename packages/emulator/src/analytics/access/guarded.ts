import type { Handler, Handlers } from '../../server/platform.ts';
import type { Caller } from '../kernel/identity.ts';
import type { World } from '../kernel/world.ts';
import { guardCollections, type Placed } from './collection-guard.ts';
import { guardDataSources, type Named } from './data-source-guard.ts';

/** Handlers that refuse what the caller's permissions on collections and data sources do not allow. */
export function guarded(handlers: Handlers<Caller>, world: World): Handlers<Caller> {
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, guard(id, handler, world)]));
}

function guard(id: string, handler: Handler<Caller>, world: World): Handler<Caller, Named & Placed> {
  return (input, context) => {
    if (context.operation.method !== 'GET') guardCollections(world, id, input, context.identity);
    guardDataSources(world, id, input, context.identity);
    return handler(input as never, context);
  };
}
