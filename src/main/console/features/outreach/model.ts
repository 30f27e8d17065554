import type { Narrowed, Schema } from '@/lib/schema';

export type TouchState = 'PLANNED' | 'SENDING' | 'SENT' | 'DONE' | 'SKIPPED' | 'SUPPRESSED' | 'LATE' | 'FAILED' | 'UNKNOWN';
export type Touch = Narrowed<Schema<'TouchViewsTouchRow'>, { kind: 'GUIDE_TASK' | 'WELCOME'; purpose: 'MARKETING' | 'SERVICE'; state: TouchState }>;
export type Completion = Schema<'TouchViewsCompletion'>;
export type Suppressions = Schema<'TouchViewsSuppressions'>;
export type Policy = Schema<'OutreachPolicyBody'>;

/** Not done and not given up. */
export const OPEN = 'PLANNED,SENDING,SENT,UNKNOWN';
/** Welcomes that did not reach the customer. */
export const MISSED = 'LATE,FAILED,SKIPPED,UNKNOWN';

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
