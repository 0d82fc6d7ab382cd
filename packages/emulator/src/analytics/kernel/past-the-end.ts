import type { Answer } from '../../server/answer.ts';
import type { Context, Handler, Handlers } from '../../server/platform.ts';
import type { Caller } from './identity.ts';
import { pageOf } from './paging.ts';

/** Handlers whose lists answer, past their end, with their last page once more. Source: clients that guard against it. */
export function repeatingLastPages(handlers: Handlers<Caller>): Handlers<Caller> {
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, repeating(handler)]));
}

function repeating(handler: Handler<Caller>): Handler<Caller, { readonly page?: unknown }> {
  return async (input, context: Context<Caller>): Promise<Answer> => {
    const items = context.operation.page?.items;
    if (items === undefined) return handler(input as never, context);
    for (let page = pageOf(input.page); ; page -= 1) {
      const answer = await handler({ ...input, page } as never, context);
      if (page === 1 || !isEmpty(answer.body, items)) return answer;
    }
  };
}

/** Whether there is nothing at the place of the items, e.g. `_embedded.reports`. */
function isEmpty(body: unknown, items: string): boolean {
  const found = items
    .split('.')
    .reduce((value, field) => new Map<string, unknown>(Object.entries(value ?? {})).get(field), body);
  return Array.isArray(found) && found.length === 0;
}
