/** The JSON of /api/admin/codes. */
export type Figures = { scans: number; adds: number; deletions: number; lateAdds: number };
export type CodeRow = {
  id: number;
  url: string;
  name: string;
  guides: number;
  today: Figures;
  total: Figures;
  createdAt: string;
  archivedAt?: string;
};
export type GuideRow = {
  staffId: number;
  name: string;
  store?: string;
  weight: number;
  backup: boolean;
  active: boolean;
  onDuty: boolean;
  adds: number;
  reserved: number;
  dailyCap?: number;
  ready: boolean;
  failure?: string;
};
export type WelcomeLink = { title: string; url: string; description?: string; picUrl?: string };
export type Code = {
  id: number;
  url: string;
  name: string;
  dailyCap?: number;
  tagIds: number[];
  welcomeText: string;
  welcomeLinks: WelcomeLink[];
  skipVerify: boolean;
  fallbackText?: string;
  createdAt: string;
  archivedAt?: string;
  today: Figures;
  total: Figures;
  asOf: string;
  guides: GuideRow[];
};
export type Day = { day: string; figures: Figures };
export type Decision = {
  id?: number;
  at?: string;
  staffId?: number;
  staffName?: string;
  why: string;
  rotation: { staffId: number; staffName: string; weight: number; turns: number }[];
  passedOver: { staffId: number; staffName: string; why: string }[];
};
export type CodeForm = {
  name: string;
  guides: { staffId: number | null; weight: number; backup: boolean }[];
  dailyCap: number | null;
  tagIds: number[];
  welcomeText: string;
  welcomeLinks: WelcomeLink[];
  skipVerify: boolean;
  fallbackText: string;
};

/** What a guide's place in the code looks like right now. */
export function stateOf(guide: GuideRow): { tone: 'good' | 'look' | 'harm' | 'quiet'; key: 'left' | 'off' | 'failed' | 'preparing' | 'full' | 'ready' } {
  if (!guide.active) return { tone: 'harm', key: 'left' };
  if (guide.failure) return { tone: 'harm', key: 'failed' };
  if (!guide.onDuty) return { tone: 'quiet', key: 'off' };
  if (guide.dailyCap && guide.adds + guide.reserved >= guide.dailyCap) return { tone: 'look', key: 'full' };
  if (!guide.ready) return { tone: 'look', key: 'preparing' };
  return { tone: 'good', key: 'ready' };
}
