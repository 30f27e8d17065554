import type { Schema } from '@/lib/schema';

/** Something that needs somebody: in words, since when, and where it is dealt with. */
export type Alert = Schema<'AlertItem'>;

/** What operators decided about a kind of alert. */
export type AlertSetting = {
  kind: string;
  name: string;
  about: string;
  /** What the threshold counts; absent where there is none. */
  unit?: string;
  /** What `least` counts; absent where there is none. */
  leastUnit?: string;
  enabled: boolean;
  threshold?: number;
  least?: number;
  card: boolean;
  staffIds: number[];
};
