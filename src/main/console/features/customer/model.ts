import type { Narrowed, Schema } from '@/lib/schema';

/** A line of the customers' list. */
export type CustomerRow = Schema<'CustomersLine'>;

export type Purpose = Schema<'ConsentsChange'>['purpose'];

export type Customer = Narrowed<Schema<'CustomersDetail'>, { refuses: Purpose[] }>;

export type Happening = Schema<'CustomersHappening'>;

export type Relation = Schema<'RelationFollowLine'>;

/** What became of the remark that a code says. */
export type Noted = { staffId: number; codeId: number; codeName: string; status: 'WAITING' | 'SET' | 'KEPT' | 'GONE' | 'FAILED'; said?: string; failure?: string; at: string };

/** Whose customer this was from when to when, newest first; the one without an end is the present owner. */
export type Ownership = Schema<'OwnershipHistoryEntry'>;

export type TagOfCustomer = Schema<'TagUsageCarried'>;

export type SegmentOfCustomer = Schema<'SegmentPeopleBelonging'>;

export type CouponOfCustomer = Schema<'CouponViewsCoupon'> & { formerCode?: string };

/** `reserved`: set aside for unpaid orders. `debt`: taken back after it was spent. */
export type PointsOfCustomer = Schema<'PointsViewsAccount'>;

export type OrderOfCustomer = Schema<'AdminOrderViewsItem'>;
