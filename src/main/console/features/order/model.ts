import type { Narrowed, Schema } from '@/lib/schema';

export type State = Schema<'AdminOrderViewsItem'>['state'];
export type OrderRow = Schema<'AdminOrderViewsItem'>;
/** A part of what one piece costs. */
export type Unit = Schema<'QuoteUnit'>;
export type Line = Narrowed<Schema<'OrderViewsLine'>, { kind: 'GOODS' | 'VIRTUAL' | 'PRIZE' }>;
export type PriceStep = Schema<'QuoteViewsStepView'>;
export type Payment = Narrowed<Schema<'MoneyTrailPayment'>, { state: 'OPEN' | 'PAID' | 'CLOSED' | 'FAILED' | 'DISPUTED' }>;
export type Refund = Narrowed<Schema<'MoneyTrailRefund'>, { state: 'REQUESTED' | 'PROCESSING' | 'SUCCEEDED' | 'ABNORMAL' }>;
/** Whom and where, told only to those who ship. */
export type FullReceiver = Schema<'AdminOrderViewsFullReceiver'>;
/** @property actor `system`, `shopper:<customer>` or `operator:<user>` */
export type OrderEvent = Narrowed<Schema<'OrderViewsEvent'>, { from?: State; to: State }>;
export type Order = Narrowed<Schema<'AdminOrderViewsDetail'>, { lines: Line[]; payments: Payment[]; refunds: Refund[]; events: OrderEvent[] }>;

export const TONES: Record<State, 'good' | 'look' | 'harm' | 'quiet' | 'busy'> = {
  PLACED: 'busy',
  CLOSING: 'quiet',
  CLOSED: 'quiet',
  PAID: 'look',
  SHIPPED: 'busy',
  RECEIVED: 'good',
  COMPLETED: 'good',
  REFUNDING: 'look',
  REFUNDED: 'quiet',
};
export const PAYMENT_TONES: Record<Payment['state'], 'good' | 'quiet' | 'busy' | 'harm'> = { OPEN: 'busy', PAID: 'good', CLOSED: 'quiet', FAILED: 'harm', DISPUTED: 'harm' };
export const REFUND_TONES: Record<Refund['state'], 'good' | 'harm' | 'busy'> = {
  REQUESTED: 'busy',
  PROCESSING: 'busy',
  SUCCEEDED: 'good',
  ABNORMAL: 'harm',
};

export const refundable = (state: State): boolean => ['PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED'].includes(state);
