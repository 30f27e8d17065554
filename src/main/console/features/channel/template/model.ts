import type { Settings } from '../codeSettings';

/** The JSON of /api/admin/code-templates. */
export type Target = 'STORE' | 'GUIDE';
export type TemplateRow = { id: number; name: string; target: Target; automatic: boolean; codes: number; overridden: number; createdAt: string; archivedAt?: string };
/** What every code has. */
export type Draft = Omit<Settings, 'guides' | 'fallbackText'> & {
  name: string;
  pool: { staff: number; weight: number; backup: boolean; cap?: number; shifts: string[] }[];
  fallbackText?: string;
};
export type Template = {
  id: number;
  name: string;
  target: Target;
  automatic: boolean;
  storeIds: number[];
  code: Draft;
  codes: number;
  overridden: number;
  empty: number;
  createdAt: string;
  archivedAt?: string;
};
export type Child = {
  id: number;
  code: string;
  url: string;
  name: string;
  store?: string;
  guide?: string;
  ownerLeft: boolean;
  overridden: string[];
  guides: number;
  adds: number;
  createdAt: string;
  archivedAt?: string;
};
export type Following = { templateId: number; template: string; following: boolean; overridden: string[]; differing: string[] };
export type Saved = { id: number; jobId?: number };

/** Settings that have a word; what has none yet is called by it as it comes. */
export const settings = ['name', 'pool', 'dailyCap', 'tagIds', 'welcomeText', 'welcome', 'remark', 'afterlife', 'skipVerify', 'fallbackText', 'fallback', 'rules', 'mode', 'campaigns'] as const;
export type Setting = (typeof settings)[number];
export const isSetting = (field: string): field is Setting => (settings as readonly string[]).includes(field);
