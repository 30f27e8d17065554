export type State = 'POOL' | 'ASSIGNED' | 'CONTACTED' | 'CONVERTED' | 'CLOSED';
export type Outcome = 'WILL_ADD' | 'TALKED' | 'NO_ANSWER' | 'WRONG_NUMBER' | 'REFUSED' | 'DO_NOT_CALL';
export const OUTCOMES: Outcome[] = ['WILL_ADD', 'TALKED', 'NO_ANSWER', 'WRONG_NUMBER', 'REFUSED', 'DO_NOT_CALL'];
/** What ends the work on a lead. */
export const CLOSING: Outcome[] = ['WRONG_NUMBER', 'REFUSED', 'DO_NOT_CALL'];

export type Lead = {
  id: number;
  name: string;
  maskedPhone?: string;
  batchId: number;
  batchName: string;
  source: string;
  remark: string;
  own: Record<string, string>;
  state: State;
  closeReason?: 'WRONG_NUMBER' | 'REFUSED' | 'DO_NOT_CALL' | 'ERASED' | 'ELSEWHERE';
  staffId?: number;
  staffName?: string;
  storeId?: number;
  storeName?: string;
  createdAt: string;
  assignedAt?: string;
  touchedAt?: string;
  attempts: number;
  lastOutcome?: Outcome;
  nextOn?: string;
  convertedAt?: string;
  convertedBy?: 'PHONE' | 'HAND' | 'LINK';
  convertedName?: string;
  customerId?: number;
  /** The list's link, made out to this person. */
  invitation?: string;
};

export type LeadEvent = {
  id: number;
  kind: 'IMPORTED' | 'ASSIGNED' | 'RECALLED' | 'ATTEMPT' | 'CLOSED' | 'REOPENED' | 'CONVERTED' | 'ERASED';
  at: string;
  staffName?: string;
  fromName?: string;
  word?: string;
  note?: string;
  nextOn?: string;
  byName: string;
};

export type Detail = { lead: Lead; events: LeadEvent[] };

export type Figures = { leads: number; pool: number; assigned: number; contacted: number; converted: number; closed: number; medianDays?: number };
export type Batch = { id: number; name: string; source: string; link?: string; rowsSeen?: number; createdByName: string; createdAt: string; figures: Figures };
export type BatchDetail = { batch: Batch; guides: { staffId?: number; name?: string; storeName?: string; figures: Figures }[] };

export const TONES: Record<State, 'good' | 'look' | 'harm' | 'quiet'> = {
  POOL: 'look',
  ASSIGNED: 'look',
  CONTACTED: 'good',
  CONVERTED: 'good',
  CLOSED: 'quiet',
};

/** Converted ones of the numbers that could be taken in, in percent with one digit. */
export function rate({ converted, leads }: Figures): string {
  return leads ? `${((converted / leads) * 100).toFixed(1)}%` : '—';
}

export function days(median?: number): string | undefined {
  return median === undefined || median === null ? undefined : median.toFixed(1);
}
