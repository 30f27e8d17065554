import type { Schema } from '@/lib/schema';

/** One thing that is wrong; the note shows which figures disagree. */
export type Sample = Schema<'IntegritySample'>;

/** What must hold, and how many break it. */
export type Check = Schema<'IntegrityRow'>;

export type Overview = Schema<'IntegrityOverview'>;

const pages: Record<string, string> = {
  order: '/orders/',
  customer: '/customers/',
  product: '/products/',
  coupon: '/coupons/',
  code: '/codes/',
  callback: '/callbacks/',
  segment: '/segments/',
  sop: '/sops/',
};

/** Where somebody looks at what is wrong; nothing where it has no page. */
export const pageOf = (check: Check, sample: Sample) => (pages[check.of] ? pages[check.of] + sample.id : undefined);

export type Standing = 'unknown' | 'good' | 'wrong';
export const standingOf = (check: Check): Standing => (check.count == null ? 'unknown' : check.count > 0 ? 'wrong' : 'good');

/** Checks by module, what is wrong first. */
export function byModule(checks: Check[]): [string, Check[]][] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) groups.set(check.module, [...(groups.get(check.module) ?? []), check]);
  const wrong = (group: Check[]) => group.filter((check) => standingOf(check) === 'wrong').length;
  return [...groups].sort(([, a], [, b]) => wrong(b) - wrong(a));
}
