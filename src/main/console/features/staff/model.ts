/** An employee as WeChat Work and the console know them. */
export type StaffRow = {
  id: number;
  wecomUserId: string;
  name: string;
  storeId?: number | null;
  storeName?: string | null;
  active: boolean;
  onDuty: boolean;
  joinedAt: string;
  leftAt?: string | null;
};

export type StoreRow = { id: number; code: string; name: string; regionName?: string | null; staffCount?: number };

export type Scope = 'OWN' | 'STORE' | 'REGION' | 'ALL';
export const scopes: Scope[] = ['OWN', 'STORE', 'REGION', 'ALL'];

export type RoleRow = { id: number; code: string; name: string; scope: Scope; permissions: string[]; builtIn: boolean; userCount?: number };

export type UserRow = {
  id: number;
  username: string;
  name: string;
  roleId: number;
  roleName: string;
  staffId?: number | null;
  staffName?: string | null;
  disabled: boolean;
  passwordDue: boolean;
  createdAt: string;
  signedInAt?: string | null;
};

/** An open session of one's own. */
export type OpenSession = { id: number; address: string; userAgent?: string | null; begunAt: string; lastSeenAt: string; here: boolean };
