import type { Print } from '@/components/printed';

export type Kind = 'GROUPS' | 'PICTURES';

export type Row = {
  id: number;
  name: string;
  url: string;
  kind: Kind;
  groups: number;
  room: number;
  full: boolean;
  scans: number;
  joined: number;
  createdAt: string;
};

/** One group, or one picture, in the order in which they are filled. */
export type Place = {
  id: number;
  chatId?: string;
  groupId?: number;
  name?: string;
  ownerName?: string;
  pictureUrl?: string;
  expiresAt?: string;
  cap: number;
  taken: number;
  promised: number;
  overflow: boolean;
  usable: boolean;
  dissolved: boolean;
  current: boolean;
  status?: 'MAKING' | 'READY' | 'FAILED' | 'RETIRED' | 'DELETED';
  failure?: string;
  joined: number;
  left: number;
};

export type GroupCode = {
  id: number;
  url: string;
  name: string;
  kind: Kind;
  next?: { name: string; number: number };
  fallbackCodeId?: number;
  fallbackText?: string;
  archivedAt?: string;
  prints: Print[];
  scans: number;
  visitors: number;
  joined: number;
  left: number;
  asOf: string;
  places: Place[];
  grown: { groupId: number; name: string; members: number }[];
};

export type Day = { day: string; scans: number; joined: number; left: number };

/** How a place stands, as word and colour. */
export function standing(place: Place): { key: 'dissolved' | 'failed' | 'making' | 'expired' | 'full' | 'current' | 'waiting'; tone: 'good' | 'look' | 'harm' | 'quiet' | 'busy' } {
  if (place.dissolved) return { key: 'dissolved', tone: 'quiet' };
  if (place.status === 'FAILED') return { key: 'failed', tone: 'harm' };
  if (place.status === 'MAKING') return { key: 'making', tone: 'busy' };
  if (!place.usable) return { key: 'expired', tone: 'look' };
  if (!place.overflow && place.taken >= place.cap) return { key: 'full', tone: 'look' };
  return place.current ? { key: 'current', tone: 'good' } : { key: 'waiting', tone: 'quiet' };
}

/** How a whole code stands; one whose groups are still being made is not full. */
export function stateOf(code: GroupCode | undefined): { key: 'archived' | 'serving' | 'making' | 'full'; tone: 'good' | 'harm' | 'quiet' | 'busy' } {
  if (code?.archivedAt) return { key: 'archived', tone: 'quiet' };
  if (code?.places.some((place) => place.current)) return { key: 'serving', tone: 'good' };
  return code?.places.some((place) => place.status === 'MAKING') ? { key: 'making', tone: 'busy' } : { key: 'full', tone: 'harm' };
}
