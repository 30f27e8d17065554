/** The JSON of /api/admin/channel-figures and /api/admin/channel-costs. */
export type Dimension = 'DAY' | 'CODE' | 'TEMPLATE' | 'STORE' | 'GUIDE' | 'CAMPAIGN';
export type Counted = {
  scans: number;
  adds: number;
  lateAdds: number;
  buyers: number;
  deletions: number;
  net: number;
  firstOrders: number;
  buyerOrders: number;
  firstOrderFen: number;
  lost: number;
  ordered: number;
  /** Of the adds, those by an acquisition link. */
  linkAdds: number;
  /** Who wrote first; nothing where nobody came by an acquisition link: then it is not seen. */
  talked?: number | null;
  medianSeconds?: number | null;
  costFen: number;
  costPerAddFen?: number | null;
  costPerFirstOrderFen?: number | null;
};
export type FigureRow = { key: string; name?: string | null; figures: Counted; before?: Counted | null };
export type Summary = {
  from: string;
  to: string;
  beforeFrom?: string | null;
  beforeTo?: string | null;
  total: Counted;
  before?: Counted | null;
  days: { day: string; figures: Counted; before?: Counted | null }[];
  asOf: string;
};

export const dimensions = ['CODE', 'DAY', 'TEMPLATE', 'STORE', 'GUIDE', 'CAMPAIGN'] as const;
/** Which parameter narrows to one row of a dimension. */
export const narrowing = { CODE: 'codeId', TEMPLATE: 'templateId', STORE: 'storeId', GUIDE: 'staffId', CAMPAIGN: 'campaign' } as const;

export const kinds = ['MEDIA', 'GIFT', 'DISCOUNT', 'LABOUR', 'PRINT', 'OTHER'] as const;
export const targets = ['CODE', 'TEMPLATE', 'STORE', 'CAMPAIGN'] as const;
export type Cost = {
  id: number;
  kind: (typeof kinds)[number];
  fromDay: string;
  toDay: string;
  amountFen: number;
  target: (typeof targets)[number];
  targetId?: number | null;
  campaign?: string | null;
  targetName: string;
  note?: string | null;
  createdAt: string;
};

/** `42 秒`, `3 分 05 秒`. */
export function sayWait(seconds: number | null | undefined): string {
  if (seconds == null) return '—';
  if (seconds < 60) return `${seconds} 秒`;
  return `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`;
}

/** How much more or less, as a share of what it was; nothing where there was nothing. */
export function change(now: number | null | undefined, before: number | null | undefined): number | undefined {
  return now == null || !before ? undefined : (now - before) / Math.abs(before);
}

/** Days before a day of the calendar. */
export function daysBefore(day: string, days: number): string {
  const moved = new Date(`${day}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() - days);
  return moved.toISOString().slice(0, 10);
}
