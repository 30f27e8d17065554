import type { Narrowed, Schema } from '@/lib/schema';

export type CallbackState = Schema<'CallbacksRow'>['state'];

/** What WeChat Work told us and what became of it. */
export type CallbackRow = Narrowed<Schema<'CallbacksRow'>, { welcomeState?: 'due' | 'done' | 'failed' }>;

export const tones = { waiting: 'busy', done: 'good', ignored: 'quiet', dead: 'harm' } as const;

/** What failed may be done again: for good, or sooner than it would be anyway. */
export const replayable = (row: Pick<CallbackRow, 'state' | 'error'>): boolean => row.state === 'dead' || (row.state === 'waiting' && Boolean(row.error));
