export type State = 'PLACED' | 'CLOSING' | 'CLOSED' | 'PAID' | 'SHIPPED' | 'RECEIVED' | 'COMPLETED' | 'REFUNDING' | 'REFUNDED';
export type OrderRow = {
  id: number;
  number: string;
  state: State;
  customerId: number;
  customerName: string;
  ownerStaffName?: string;
  ownerStoreName?: string;
  pieces: number;
  summary: string;
  imageUrl?: string;
  payableFen: number;
  placedAt: string;
  paidAt?: string;
};
/** A part of what one piece costs. */
export type Unit = { couponFen: number; pointsFen: number; payFen: number };
export type Line = {
  id: number;
  kind: 'GOODS' | 'VIRTUAL' | 'PRIZE';
  skuId?: number;
  productId?: number;
  title: string;
  spec: string;
  imageUrl?: string;
  quantity: number;
  unitPriceFen: number;
  goodsFen: number;
  couponFen: number;
  pointsFen: number;
  payFen: number;
  units: Unit[];
};
export type PriceStep = { kind: 'COUPON' | 'SHIPPING' | 'POINTS'; label: string; applied: boolean; reason: string; amountFen: number };
export type Payment = {
  outTradeNo: string;
  transactionId?: string;
  state: 'OPEN' | 'PAID' | 'CLOSED' | 'FAILED' | 'DISPUTED';
  amountFen: number;
  refundedFen: number;
  createdAt: string;
  paidAt?: string;
};
export type Refund = {
  number: string;
  state: 'REQUESTED' | 'PROCESSING' | 'SUCCEEDED' | 'ABNORMAL';
  amountFen: number;
  reason: string;
  /** It had come for nothing: the order was closed, or paid already. */
  surplus: boolean;
  error?: string;
  createdAt: string;
  succeededAt?: string;
};
/** Whom and where, told only to those who ship. */
export type FullReceiver = { name: string; phone: string; address: string };
/** @property actor `system`, `shopper:<customer>` or `operator:<user>` */
export type OrderEvent = { step: string; from?: State; to: State; actor: string; note?: string; at: string };
export type Order = Omit<OrderRow, 'pieces' | 'summary' | 'imageUrl'> & {
  lines: Line[];
  steps: PriceStep[];
  goodsFen: number;
  couponFen: number;
  pointsFen: number;
  pointsUsed: number;
  shippingFen: number;
  receiver?: { name: string; maskedPhone: string; address: string };
  carrier?: string;
  trackingNumber?: string;
  expiresAt: string;
  shippedAt?: string;
  receivedAt?: string;
  completedAt?: string;
  closedAt?: string;
  refundedAt?: string;
  payments: Payment[];
  refunds: Refund[];
  events: OrderEvent[];
};

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
