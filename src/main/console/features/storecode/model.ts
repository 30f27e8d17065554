import type { Print } from '@/components/printed';

export type Row = { id: number; name: string; url: string; stores: number; placed: number; all: number; scans: number; createdAt: string };

/** A store that the code can lead to; one that is not located is found by its name only. */
export type Door = { storeId: number; name: string; region?: string; address?: string; codeId: number; codeName: string; located: boolean; scans: number };

export type Day = { day: string; scans: number };

export type StoreCode = {
  id: number;
  url: string;
  name: string;
  templateId?: number;
  maxKm?: number;
  fallbackCodeId?: number;
  fallbackText?: string;
  choices: { storeId: number; codeId: number }[];
  archivedAt?: string;
  prints: Print[];
  all: number;
  placed: number;
  scans: number;
  doors: Door[];
};
