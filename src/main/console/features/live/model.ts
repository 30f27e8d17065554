export const platforms = ['CHANNELS', 'DOUYIN', 'OTHER'] as const;
export type Platform = (typeof platforms)[number];
export type State = 'COMING' | 'LIVE' | 'OVER' | 'CANCELLED';
export type Telling = 'TOLD' | 'HELD_BACK' | 'UNTOLD';

/** From the way in to the money; people are counted once. */
export type Figures = {
  opens: number;
  scans: number;
  reserved: number;
  added: number;
  told: number;
  heldBack: number;
  buyers: number;
  orders: number;
  amountFen: number;
  refunds: number;
  refundedFen: number;
};

export type SessionRow = {
  id: number;
  name: string;
  platform: Platform;
  startsAt: string;
  endsAt: string;
  state: State;
  figures: Figures;
};

export type Session = {
  id: number;
  title: string;
  platform: Platform;
  startsAt: string;
  endsAt: string;
  roomUrl?: string;
  intro: string;
  remindMinutes: number;
  reminder: string;
  orderHours: number;
  state: State;
  createdAt: string;
  endedAt?: string;
  cancelledAt?: string;
  cancelText?: string;
  countsUntil: string;
  url: string;
  code: { id: number; name: string; codeUrl: string };
  figures: Figures;
  notTold: { why: string; people: number }[];
  asOf: string;
};

export type Guest = {
  customerId: number;
  customerName?: string;
  staffName?: string;
  since: string;
  reservedAt?: string;
  addedAt?: string;
  telling: Telling;
  toldAt?: string;
  heldBack?: string;
  orders: number;
  amountFen: number;
};

export const TONES: Record<State, 'good' | 'look' | 'harm' | 'quiet' | 'busy'> = { COMING: 'look', LIVE: 'good', OVER: 'quiet', CANCELLED: 'quiet' };
export const TOLD: Record<Telling, 'good' | 'look' | 'quiet'> = { TOLD: 'good', HELD_BACK: 'look', UNTOLD: 'quiet' };

/** What words may hold, as the server knows it. */
export const PLACES = { customer: '{客户昵称}', title: '{直播标题}', time: '{开播时间}', link: '{直播链接}' };

/** The words of a reminder as a guide will send them. */
export function filled(words: string, session: { title: string; startsAt: string | null }, customer: string, moment: (at: string) => string): string {
  return words
    .replaceAll(PLACES.customer, customer)
    .replaceAll(PLACES.title, session.title || '…')
    .replaceAll(PLACES.time, session.startsAt ? moment(session.startsAt) : '…')
    .replaceAll(PLACES.link, 'https://…');
}
