import type { Schema } from '@/lib/schema';
import type { Mode } from './mode';
import type { Rules } from './rules';
import type { Life } from './welcome';

/** The JSON of /api/admin/codes. */
export type Figures = Schema<'CodeFiguresFigures'>;
export type CodeRow = Schema<'CodeViewsCodeRow'> & { serving: boolean };
export type GuideRow = Schema<'CodeViewsGuideRow'> & { cap?: number; shifts: string[]; away: boolean; onShift: boolean; fullOverall: boolean };
export type Code = Omit<Schema<'CodeViewsCodeDetail'>, 'guides' | 'rules'> & { rules: Rules; guides: GuideRow[]; campaigns: string[]; mode: Mode; printable: boolean } & Life;
export type Day = Schema<'CodeFiguresDay'>;
/** Why a visitor got this guide, or nobody. */
export type Decision = {
  id?: number;
  at?: string;
  staffId?: number;
  staffName?: string;
  reason: 'OWNER' | 'OWNER_ANYWAY' | 'TURN' | 'BACKUP' | 'NOBODY';
  why: string;
  owner?: string;
  rotation: { staffId: number; staffName: string; weight: number; turns: number }[];
  fitting: number;
  passedOver: { reason: string; why: string; names: string[] }[];
  addedAt?: string;
  version?: number;
};
/** What a guide's place in the code looks like right now. */
export function stateOf(guide: GuideRow): { tone: 'good' | 'look' | 'harm' | 'quiet'; key: 'left' | 'off' | 'away' | 'shift' | 'failed' | 'preparing' | 'full' | 'ready' } {
  if (!guide.active) return { tone: 'harm', key: 'left' };
  if (guide.failure) return { tone: 'harm', key: 'failed' };
  if (!guide.onDuty) return { tone: 'quiet', key: 'off' };
  if (guide.away) return { tone: 'quiet', key: 'away' };
  if (!guide.onShift) return { tone: 'quiet', key: 'shift' };
  if (guide.fullOverall) return { tone: 'look', key: 'full' };
  if (guide.dailyCap && guide.adds + guide.reserved >= guide.dailyCap) return { tone: 'look', key: 'full' };
  if (!guide.ready) return { tone: 'look', key: 'preparing' };
  return { tone: 'good', key: 'ready' };
}
