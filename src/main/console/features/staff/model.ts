import type { Schema } from '@/lib/schema';

/** An employee as WeChat Work and the console know them. */
export type StaffRow = Schema<'StaffLine'> & { leavesOn?: string };

/** Where it is, in GCJ-02, as the maps of China tell it. */
type Place = { address?: string | null; latitude?: number | null; longitude?: number | null };
export type StoreRow = Schema<'StoresLine'> & Place;

export type Scope = Schema<'RolesRole'>['scope'];
export const scopes: Scope[] = ['OWN', 'STORE', 'REGION', 'ALL'];

export type RoleRow = Schema<'RolesRole'>;

export type UserRow = Schema<'UsersUser'>;

/** An open session of one's own. */
export type OpenSession = Schema<'OpenSessionsOpenSession'>;
