export type TouchState = 'PLANNED' | 'SENDING' | 'SENT' | 'DONE' | 'SKIPPED' | 'SUPPRESSED' | 'LATE' | 'FAILED' | 'UNKNOWN';
export type Touch = {
  id: number;
  customerId: number;
  customerName?: string;
  staffId?: number;
  staffName?: string;
  kind: 'GUIDE_TASK' | 'WELCOME';
  purpose: 'MARKETING' | 'SERVICE';
  content: string;
  reason: string;
  state: TouchState;
  why: string;
  evidence: Record<string, unknown>;
  plannedAt: string;
  dueAt: string;
  sentAt?: string;
  finishedAt?: string;
};
export type Completion = { staffId: number; staffName?: string; total: number; done: number; skipped: number; open: number };
export type Suppressions = { asOf: string; items: { reason: string; text: string; count: number }[] };
export type Policy = { dailyCap: number; quietFrom: string; quietUntil: string; newcomerHours: number };

/** Not done and not given up. */
export const OPEN = 'PLANNED,SENDING,SENT,UNKNOWN';
/** Welcomes that did not reach the customer. */
export const MISSED = 'LATE,FAILED,SKIPPED';

export const TONES: Record<TouchState, 'good' | 'look' | 'harm' | 'quiet' | 'busy'> = {
  PLANNED: 'busy',
  SENDING: 'busy',
  SENT: 'look',
  DONE: 'good',
  SKIPPED: 'quiet',
  SUPPRESSED: 'quiet',
  LATE: 'harm',
  FAILED: 'harm',
  UNKNOWN: 'harm',
};
