import { Refusal } from '../../server/refusal.ts';

/** What the reference promises for lists of reports and runs. */
export interface Listing {
  filter?: unknown;
  order?: unknown;
  order_by?: unknown;
}

/** `filter`, `order` and `order_by` as SQL, by the reference: `updated_at.gt.2026-01-31T00:00:00Z`. @throws Refusal 400 */
export function listingSql(
  listing: Listing,
  usualOrder: string,
): { where: string; order: string; time: string } {
  const filter = /^(created_at|updated_at)\.(gt|lt)\.(.+)$/.exec(text(listing.filter));
  if (listing.filter !== undefined && (!filter || Number.isNaN(Date.parse(filter[3] ?? '')))) {
    throw new Refusal(400, 'filter is invalid');
  }
  const column =
    listing.order_by === 'created_at' || listing.order_by === 'updated_at' ? listing.order_by : undefined;
  const direction = listing.order === 'desc' ? 'DESC' : 'ASC';
  return {
    where: filter ? `AND ${filter[1]} ${filter[2] === 'gt' ? '>' : '<'} :time` : 'AND :time = :time',
    order:
      column || listing.order !== undefined
        ? `${column ?? 'created_at'} ${direction}, id ${direction}`
        : usualOrder,
    time: filter ? new Date(filter[3] ?? '').toISOString() : '',
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
