export type Value = string | number | boolean | (string | number)[] | null | undefined;
export type Change = { field: string; label: string; before?: Value; after?: Value };

/** One deed: who did what to what, from where, and the fields that differ. */
export type Entry = {
  id: number;
  at: string;
  userId?: number | null;
  userName: string;
  action: string;
  actionText: string;
  kind: string;
  kindText: string;
  objectId: string;
  objectName?: string | null;
  changes: Change[];
  address?: string | null;
  userAgent?: string | null;
  requestId?: string | null;
};

export type Choices = { people: { value: string; label: string }[]; actions: { value: string; label: string }[] };

const pages: Record<string, string> = {
  customer: '/customers/',
  order: '/orders/',
  code: '/codes/',
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
