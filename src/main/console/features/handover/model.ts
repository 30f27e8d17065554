export type HandoverState = 'DRAFT' | 'RUNNING' | 'STOPPED' | 'DONE';
export type ItemState = 'PLANNED' | 'QUEUED' | 'ASKING' | 'UNSURE' | 'WAITING' | 'DONE' | 'REFUSED' | 'FULL' | 'FAILED' | 'LEFT';

export type Handover = {
  id: number;
  fromStaffId: number;
  fromName: string;
  fromStore?: string;
  resigned: boolean;
  state: HandoverState;
  total: number;
  done: number;
  waiting: number;
  failed: number;
  message: string;
  notBefore?: string;
  secondOf?: number;
  createdByName: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  trouble?: string;
};

export type Taker = { staffId: number; name: string; storeName?: string; active: boolean; load: number; given: number; taken: number; lost: number };

export type Detail = {
  handover: Handover;
  customers: Partial<Record<ItemState, number>>;
  groups: Partial<Record<ItemState, number>>;
  lost: { refused: number; withinWeek: number; withinMonth: number };
  takers: Taker[];
  outlook: { ready: number; leftOut: number; tooOften: number; elsewhere: number; left: number };
  groupsADay: number;
};

export type CustomerRow = {
  id: number;
  customerId: number;
  name: string;
  state: ItemState;
  reason?: string;
  toStaffId?: number;
  toName?: string;
  askedAt?: string;
  effectiveAt?: string;
  finishedAt?: string;
  lostAt?: string;
};

export type GroupRow = { chatId: string; name?: string; state: ItemState; reason?: string; toStaffId?: number; toName?: string; dueAt?: string; finishedAt?: string };

export type Giver = { staffId: number; name: string; storeId?: number; storeName?: string; active: boolean; onDuty: boolean; customers: number };

export type Standing = { readAt?: string; reading: boolean; there: number; onlyThere: number; onlyHere: number; trouble?: string };
export type Difference = {
  key: string;
  side: 'THERE' | 'HERE';
  externalUserId: string;
  customerId?: number;
  customerName?: string;
  staffId?: number;
  staffName: string;
  leftAt?: string;
};

export const TONES = { DRAFT: 'quiet', RUNNING: 'busy', STOPPED: 'look', DONE: 'good' } as const;
export const ITEM_TONES = {
  PLANNED: 'quiet',
  QUEUED: 'quiet',
  ASKING: 'busy',
  UNSURE: 'look',
  WAITING: 'busy',
  DONE: 'good',
  REFUSED: 'harm',
  FULL: 'harm',
  FAILED: 'harm',
  LEFT: 'quiet',
} as const;
