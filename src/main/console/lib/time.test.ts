import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dayOf, instantOf, knowTime, sandbox, sayDay, sayFullTime, sayTime, serverNow, wallOf } from './time';

/** 14:03 in Shanghai, a day of the brand's that began at 16:00 of the day before in London. */
const now = '2026-11-21T06:03:00Z';

beforeEach(() => {
  vi.stubGlobal('document', { cookie: '' });
  vi.stubGlobal('fetch', async () => Response.json({ now, zone: 'Asia/Shanghai', sandbox: true }));
});
afterEach(() => vi.unstubAllGlobals());

test('times are told on the brand\'s wall, as short as they can be without being wrong', async () => {
  await knowTime();
  const shanghai = (time: string) => sayTime(`${time}:00+08:00`, new Date(now));
  expect(shanghai('2026-11-21T00:03')).toBe('今天 00:03');
  expect(shanghai('2026-11-20T23:03')).toBe('昨天 23:03');
  expect(shanghai('2026-11-22T09:03')).toBe('明天 09:03');
  expect(shanghai('2026-03-01T09:03')).toBe('3月1日 09:03');
  expect(shanghai('2025-12-31T09:03')).toBe('2025年12月31日');
  expect(sayFullTime('2026-03-01T01:03:00Z')).toBe('2026-03-01 09:03:00');
  expect(sayDay('2026-02-28T16:00:00Z')).toBe('3月1日');
  expect(sayDay('2026-03-01')).toBe('3月1日');
});

test('what is picked is meant on the brand\'s wall, wherever the browser stands', async () => {
  await knowTime();
  expect(instantOf('2026-11-23T00:00:00')).toBe('2026-11-22T16:00:00.000Z');
  expect(wallOf('2026-11-22T16:00:00Z')).toBe('2026-11-23T00:00:00');
  expect(dayOf('2026-11-22T16:00:00Z')).toBe('2026-11-23');
  vi.stubGlobal('fetch', async () => Response.json({ now, zone: 'Europe/Berlin', sandbox: true }));
  await knowTime();
  for (const wall of ['2026-03-29T01:30:00', '2026-03-29T03:30:00', '2026-10-25T12:00:00']) expect(wallOf(instantOf(wall))).toBe(wall);
});

test('the server says what time it is, and whether there are phones', async () => {
  await knowTime();
  expect(Math.abs(serverNow().getTime() - new Date(now).getTime())).toBeLessThan(60_000);
  expect(sandbox.value).toBe(true);
});
