/** A line of the customers' list. */
export type CustomerRow = {
  id: number;
  name: string;
  avatar?: string | null;
  maskedPhone?: string | null;
  ownerStaffId?: number | null;
  ownerStaffName?: string | null;
  ownerStoreId?: number | null;
  ownerStoreName?: string | null;
  createdAt: string;
};

export type Purpose = 'MARKETING' | 'SERVICE';

export type Customer = CustomerRow & {
  gender: 'UNKNOWN' | 'MALE' | 'FEMALE';
  birthday?: string | null;
  refuses: Purpose[];
  identities: { type: string; appId: string; key: string; seenAt: string }[];
  mergedFrom: { customerId: number; name: string; at: string; reason: string }[];
};

export type Happening = {
  id: number;
  type: string;
  occurredAt: string;
  amountFen: number;
  attributes: Record<string, string>;
  source: string;
};

export type Relation = {
  staffId: number;
  staffName: string;
  storeName?: string | null;
  state: 'FOLLOWING' | 'DELETED_BY_CUSTOMER' | 'DELETED_BY_STAFF';
  firstAddedAt: string;
  firstAddWay: number;
  addedAt: string;
  addWay: number;
  endedAt?: string | null;
  reopened: number;
  remark: string;
};

/** Whose customer this was from when to when, newest first; the one without an end is the present owner. */
export type Ownership = {
  staffId?: number | null;
  staffName?: string | null;
  storeName?: string | null;
  /** Why, in words. */
  reason: string;
  note?: string | null;
  from: string;
  to?: string | null;
};

export type TagOfCustomer = { tagId: number; name: string; groupName: string; kind: string; ref: string; refName?: string | null; at: string };

export type SegmentOfCustomer = { segmentId: number; name: string; since: string };

export type CouponOfCustomer = { id: number; code: string; name: string; status: string; validUntil: string; issuedAt: string; source: string };

/** `reserved`: set aside for unpaid orders. `debt`: taken back after it was spent. */
export type PointsOfCustomer = { balance: { available: number; pending: number; reserved: number; debt: number } };

export type OrderOfCustomer = { id: number; number: string; state: string; summary: string; payableFen: number; placedAt: string };
