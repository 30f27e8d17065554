export type CallbackState = 'waiting' | 'done' | 'ignored' | 'dead';

/** What WeChat Work told us and what became of it. */
export type CallbackRow = {
  id: number;
  event: string;
  changeType: string;
  staffUserId?: string | null;
  externalUserId?: string | null;
  receivedAt: string;
  state: CallbackState;
  attempts: number;
  nextAttemptAt?: string | null;
  finishedAt?: string | null;
  steps: { name: string; state: 'done' | 'failed' }[];
  error?: string | null;
  welcomeState?: 'due' | 'done' | 'failed' | null;
  /** What became of a welcome that is done. */
  welcomeOutcome?: 'SENT' | 'NOT_SENT' | 'UNKNOWN' | null;
  welcomeError?: string | null;
};

export const tones = { waiting: 'busy', done: 'good', ignored: 'quiet', dead: 'harm' } as const;

/** What failed may be done again: for good, or sooner than it would be anyway. */
export const replayable = (row: Pick<CallbackRow, 'state' | 'error'>): boolean => row.state === 'dead' || (row.state === 'waiting' && Boolean(row.error));
