import type { Schema } from '@/lib/schema';

/** Something that needs somebody: in words, since when, and where it is dealt with. */
export type Alert = Schema<'AlertItem'>;
