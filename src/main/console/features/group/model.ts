export type GroupState = 'LIVING' | 'OWNERLESS' | 'DISSOLVED';

/** A customer group as WeChat Work last told it. */
export type GroupRow = {
  id: number;
  chatId: string;
  name: string;
  ownerStaffId?: number;
  ownerName?: string;
  storeId?: number;
  storeName?: string;
  members: number;
  customers: number;
  state: GroupState;
  createdAt: string;
  dissolvedAt?: string;
  readAt?: string;
};

export type Member = { userId: string; external: boolean; customerId?: number; name?: string; joinedAt: string; joinScene: number };
export type Day = { day: string; joined: number; left: number };

export const tones = { LIVING: 'good', OWNERLESS: 'look', DISSOLVED: 'quiet' } as const;
