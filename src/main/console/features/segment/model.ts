import type { RuleJson } from './ruleJson';

export type SegmentRow = { id: number; name: string; about?: string | null; members: number; rule: RuleJson; updatedAt: string };

export type Member = { id: number; name: string; maskedPhone?: string | null; ownerStaffName?: string | null; since: string };

export type Flip = { id: number; customerId: number; customerName: string; entered: boolean; at: string; cause: 'CHANGE' | 'BUILD' | 'AGE' | 'REPAIR' };

/** Why somebody is in or not: every condition, whether it holds, and the person's own figure. */
export type Reasons = { member: boolean; since?: string | null; leaves: { rule: RuleJson; holds: boolean; figure?: number | null }[] };
