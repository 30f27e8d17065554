/** One comparison of our friendships with what WeChat Work lists. */
export type Run = {
  id: number;
  reason: 'NIGHTLY' | 'ASKED';
  startedBy: string;
  state: 'RUNNING' | 'STOPPED' | 'DONE';
  startedAt: string;
  finishedAt?: string;
  problem?: string;
  guides: number;
  compared: number;
  skipped: number;
  friends: number;
  added: number;
  deleted: number;
  tags: number;
  groups: number;
  groupsListed: number;
  groupsCompared: number;
  groupProblem?: string;
};

export type Detail = {
  run: Run;
  repair: { waiting: number; failed: number };
  skipped: { userId: string; name?: string; problem: string }[];
};

export type Kind = 'ADDED' | 'DELETED' | 'TAGS' | 'GROUP_CREATED' | 'GROUP_CHANGED' | 'GROUP_DISSOLVED';

export type Finding = {
  id: number;
  kind: Kind;
  userId: string;
  guide?: string;
  externalUserId?: string;
  customer?: number;
  chatId?: string;
  group?: string;
  foundAt: string;
  callback: number;
  outcome: 'repaired' | 'waiting' | 'failed';
};

export const found = (run: Run): number => run.added + run.deleted + run.tags + run.groups;

/** How far it is, of 100; it is done only when it says so. */
export function percent(run: Run): number {
  if (run.state === 'DONE') return 100;
  const all = run.guides + run.groupsListed;
  return all === 0 ? 0 : Math.min(99, Math.floor(((run.compared + run.groupsCompared) * 100) / all));
}

export const runTones = { RUNNING: 'busy', STOPPED: 'look', DONE: 'good' } as const;
export const outcomeTones = { repaired: 'good', waiting: 'busy', failed: 'harm' } as const;

export type Lane = 'LIVE' | 'OPERATOR' | 'BULK';
export const lanes: readonly Lane[] = ['LIVE', 'OPERATOR', 'BULK'];

export type Api = { api: string; minuteLeft: number; hourLeft: number; pausedUntil?: string; calls: number; limited: number; failed: number };
export type Hour = { hour: string; lane: Lane; calls: number; limited: number };
export type Quota = { aMinute: number; anHour: number; minuteHolds: number; hourHolds: number; apis: Api[]; hours: Hour[] };

/** The calls of the last 24 hours, hour by hour, also where there were none. */
export function byHour(hours: Hour[], now: Date): { labels: string[]; calls: Record<Lane, number[]> } {
  const last = Math.floor(now.getTime() / 3_600_000);
  const all = Array.from({ length: 24 }, (_, back) => last - 23 + back);
  const sum = (lane: Lane) =>
    all.map((hour) => hours.filter((one) => one.lane === lane && Math.floor(new Date(one.hour).getTime() / 3_600_000) === hour).reduce((total, one) => total + one.calls, 0));
  return { labels: all.map((hour) => new Date(hour * 3_600_000).toISOString()), calls: { LIVE: sum('LIVE'), OPERATOR: sum('OPERATOR'), BULK: sum('BULK') } };
}

/** How much of the least plentiful budget is left, of 100. */
export const leftOf = (api: Api, quota: Quota): number =>
  Math.max(0, Math.round(Math.min(api.minuteLeft / quota.minuteHolds, api.hourLeft / quota.hourHolds) * 100));
