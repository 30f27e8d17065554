export type Status = 'ACTIVE' | 'SOLD_OUT' | 'STOPPED' | 'ENDED' | 'ARCHIVED';
export type Terms = {
  kind: 'AMOUNT' | 'PERCENT';
  amountFen: number;
  percentOff: number;
  capFen?: number;
  thresholdFen: number;
  scope: 'ALL' | 'PRODUCT' | 'CATEGORY';
  productIds: number[];
  categories: string[];
};
export type Template = Terms & {
  id: number;
  name: string;
  startsAt?: string;
  endsAt?: string;
  validDays?: number;
  total: number;
  perPerson: number;
  claimable: boolean;
  bearerDepartment: string;
  bearerPercent: number;
  status: Status;
  createdAt: string;
  figures: { issued: number; used: number; reserved: number; expired: number; discountFen: number };
};
export type Coupon = {
  id: number;
  code: string;
  name: string;
  status: 'ISSUED' | 'RESERVED' | 'USED' | 'EXPIRED' | 'VOID';
  customerId: number;
  issuedAt: string;
  validUntil: string;
  usedAt?: string;
  discountFen?: number;
  source: string;
};
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
