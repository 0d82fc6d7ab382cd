import type { Answer } from '../../server/answer.ts';
import type { Context, Handler, Handlers } from '../../server/platform.ts';
import type { Caller } from './identity.ts';
import { hasNoItems } from './list-items.ts';

/** Handlers whose lists answer 204, without a body, where they have nothing to show. Source: observed, on some lists. */
export function withoutEmptyLists(handlers: Handlers<Caller>): Handlers<Caller> {
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, silent(handler)]));
}

function silent(handler: Handler<Caller>): Handler<Caller> {
  return async (input, context: Context<Caller>): Promise<Answer> => {
    const answer = await handler(input, context);
    const items = context.operation.page?.items;
    return items !== undefined && hasNoItems(answer.body, items) ? { status: 204 } : answer;
  };
}
