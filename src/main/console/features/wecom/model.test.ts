import { describe, expect, it } from 'vitest';
import { byHour, leftOf, percent, type Api, type Quota, type Run } from './model';

const run = (part: Partial<Run>) => ({ state: 'RUNNING', guides: 0, compared: 0, groupsListed: 0, groupsCompared: 0, ...part }) as Run;

describe('a comparison', () => {
  it('is never whole before it says so', () => {
    expect(percent(run({}))).toBe(0);
    expect(percent(run({ guides: 3, compared: 1 }))).toBe(33);
    expect(percent(run({ guides: 3, compared: 3 }))).toBe(99);
    expect(percent(run({ guides: 1, compared: 1, groupsListed: 2, groupsCompared: 1 }))).toBe(66);
    expect(percent(run({ state: 'DONE' }))).toBe(100);
  });
});

describe('the calls of a day', () => {
  it('have a bar for every hour, and add up what one hour has', () => {
    const now = new Date('2026-11-22T08:30:00Z');
    const { labels, calls } = byHour(
      [
        { hour: '2026-11-22T08:00:00Z', lane: 'LIVE', calls: 3, limited: 0 },
        { hour: '2026-11-22T07:00:00Z', lane: 'BULK', calls: 5, limited: 0 },
        { hour: '2026-11-20T07:00:00Z', lane: 'BULK', calls: 9, limited: 0 },
      ],
      now,
    );
    expect(labels).toHaveLength(24);
    expect(labels.at(-1)).toBe('2026-11-22T08:00:00.000Z');
    expect(calls.LIVE.at(-1)).toBe(3);
    expect(calls.BULK.slice(-2)).toEqual([5, 0]);
    expect(calls.BULK.reduce((sum, one) => sum + one, 0)).toBe(5);
  });

  it('leave what the scarcer of minute and hour leaves', () => {
    const quota = { minuteHolds: 6000, hourHolds: 30000 } as Quota;
    expect(leftOf({ minuteLeft: 6000, hourLeft: 15000 } as Api, quota)).toBe(50);
    expect(leftOf({ minuteLeft: -20, hourLeft: 15000 } as Api, quota)).toBe(0);
  });
});
