import type { ListPage } from '@bimodal/auth-core';
import type { ListReportsInDataSourceInput, Report } from '../gen/models.ts';

type Page = ListPage<Report, ListReportsInDataSourceInput>;

/** A report holds at most 160 queries, 30 rows a page: its rows fill at most this many pages alike. */
const pagesAlike = 6;

/**
 * The pages of a listing with a row for each query, to the first empty page. A page like the one before usually says that
 * the end was passed; here it may be one report with many queries, whose rows are all alike, and counts for the end only
 * where it is not, or comes more often than that report can have queries.
 */
export async function* dataSourcePages(
  fetch: (page: number) => PromiseLike<Page>,
  first: number,
): AsyncGenerator<Page, void, undefined> {
  let before: string | undefined;
  let alike = 1;
  for (let number = first; ; number += 1) {
    const page = await fetch(number);
    if (page.items.length === 0) return;
    const said = JSON.stringify(page.items);
    alike = said === before ? alike + 1 : 1;
    if (alike > 1 && (tokensOf(page).size > 1 || alike > pagesAlike)) return;
    before = said;
    yield page;
  }
}

function tokensOf({ items }: Page): ReadonlySet<string> {
  return new Set(items.map(({ token }) => token));
}
