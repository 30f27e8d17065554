import type { Narrowed, Schema } from '@/lib/schema';

export type Status = Schema<'TemplateViewsTemplate'>['status'];
export type Terms = Schema<'CouponTerms'>;
export type Template = Schema<'TemplateViewsTemplate'>;
export type Coupon = Narrowed<Schema<'CouponViewsCoupon'>, { status: 'ISSUED' | 'RESERVED' | 'USED' | 'EXPIRED' | 'VOID' }>;
export type TemplateForm = {
  name: string;
  kind: 'AMOUNT' | 'PERCENT';
  amountFen: number | null;
  percentOff: number;
  capFen: number | null;
  thresholdFen: number | null;
  scope: 'ALL' | 'PRODUCT' | 'CATEGORY';
  productIds: number[];
  categories: string[];
  validDays: number | null;
  endsAt: string | null;
  total: number;
  perPerson: number;
  claimable: boolean;
  bearerDepartment: string;
  bearerPercent: number;
};

export const TONES: Record<Status, 'good' | 'look' | 'quiet'> = {
  ACTIVE: 'good',
  SOLD_OUT: 'look',
  STOPPED: 'look',
  ENDED: 'quiet',
  ARCHIVED: 'quiet',
};
