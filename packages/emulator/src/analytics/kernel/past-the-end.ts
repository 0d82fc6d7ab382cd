import type { Answer } from '../../server/answer.ts';
import type { Context, Handler, Handlers } from '../../server/platform.ts';
import type { Caller } from './identity.ts';
import { hasNoItems } from './list-items.ts';
import { pageOf } from './paging.ts';

/** Handlers whose lists answer, past their end, with their last page once more. Source: clients that guard against it. */
export function repeatingLastPages(handlers: Handlers<Caller>): Handlers<Caller> {
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, repeating(handler)]));
}

function repeating(handler: Handler<Caller>): Handler<Caller, { readonly page?: unknown }> {
  return async (input, context: Context<Caller>): Promise<Answer> => {
    const items = context.operation.page?.items;
    if (items === undefined) return handler(input as never, context);
    const show = async (page: number): Promise<Answer> => handler({ ...input, page } as never, context);
    const asked = pageOf(input.page);
    const answer = await show(asked);
    if (asked === 1 || !hasNoItems(answer.body, items)) return answer;
    return show(await lastPage(asked, async (page) => !hasNoItems((await show(page)).body, items)));
  };
}

/** The last page with something on it, before one that is empty; in few steps, however far off that is. */
async function lastPage(empty: number, isFull: (page: number) => Promise<boolean>): Promise<number> {
  let [full, none] = [1, 2];
  while (none < empty && (await isFull(none))) [full, none] = [none, none * 2];
  none = Math.min(none, empty);
  while (none - full > 1) {
    const middle = full + Math.floor((none - full) / 2);
    if (await isFull(middle)) full = middle;
    else none = middle;
  }
  return full;
}
