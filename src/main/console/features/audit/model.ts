import type { Narrowed, Schema } from '@/lib/schema';

export type Value = string | number | boolean | (string | number)[] | null | undefined;
export type Change = Narrowed<Schema<'AuditChange'>, { before?: Value; after?: Value }>;

/** One deed: who did what to what, from where, and the fields that differ. */
export type Entry = Narrowed<Schema<'AuditItem'>, { changes: Change[] }>;

export type Choices = Schema<'AuditChoices'>;

const pages: Record<string, string> = {
  customer: '/customers/',
  order: '/orders/',
  code: '/codes/',
  groupcode: '/group-codes/',
  storecode: '/store-codes/',
  'live-session': '/live-sessions/',
  product: '/products/',
  'coupon-template': '/coupons/',
  sop: '/sops/',
  segment: '/segments/',
  callback: '/callbacks/',
};

/** Where the subject is looked at, if it has a page of its own. */
export function pageOf(entry: Entry): string | undefined {
  const page = pages[entry.kind];
  return page && /^\d+$/.test(entry.objectId) ? page + entry.objectId : undefined;
}
