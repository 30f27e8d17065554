import { computed, ref } from 'vue';
import { api } from './api';

type BrandTime = { now: string; zone: string; sandbox: boolean };

const brand = ref<BrandTime>();
let ahead = 0;
let formats = formatsFor(undefined);

/** Whether there are phones to play with, and a clock that may jump. */
export const sandbox = computed(() => brand.value?.sandbox ?? false);

/** Asks the server what time it is for the brand, and where: "today" is the brand's and not the browser's. */
export async function knowTime(): Promise<void> {
  const asked = Date.now();
  const time = await api.get<BrandTime>('/api/time');
  ahead = new Date(time.now).getTime() - (asked + Date.now()) / 2;
  if (time.zone !== brand.value?.zone) formats = formatsFor(time.zone);
  brand.value = time;
}

export function serverNow(): Date {
  return new Date(Date.now() + ahead);
}

/** `今天 14:03`, `昨天 09:30`, `11月3日 14:03`, `2025年11月3日`: as short as it can be without being wrong. */
export function sayTime(instant: string, now = serverNow()): string {
  const time = at(new Date(instant));
  const today = at(now);
  const clock = `${time.hour}:${time.minute}`;
  const days = Math.round((today.day - time.day) / 86_400_000);
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  if (days === -1) return `明天 ${clock}`;
  const date = `${Number(time.month)}月${Number(time.date)}日`;
  return time.year === today.year ? `${date} ${clock}` : `${time.year}年${date}`;
}

export function sayFullTime(instant: string): string {
  const { year, month, date, hour, minute, second } = at(new Date(instant));
  return `${year}-${month}-${date} ${hour}:${minute}:${second}`;
}

/** The brand's day that an instant falls on, `2026-11-03`. */
export function dayOf(instant: string): string {
  return sayFullTime(instant).slice(0, 10);
}

/** What the brand's wall shows at an instant, as pickers write it: `2026-11-03T14:03:00`. */
export function wallOf(instant: string): string {
  return sayFullTime(instant).replace(' ', 'T');
}

/** When the brand's wall shows this. Asked twice, as the day on which clocks change has two distances from UTC. */
export function instantOf(wall: string): string {
  const shown = Date.parse(`${wall}Z`);
  const ahead = (instant: number) => Date.parse(`${wallOf(new Date(instant).toISOString())}Z`) - instant;
  return new Date(shown - ahead(shown - ahead(shown))).toISOString();
}

/** `11月3日` from an ISO date or instant. */
export function sayDay(date: string): string {
  if (date.length > 10) return sayDay(dayOf(date));
  const [, month, day] = date.split('-');
  return `${Number(month)}月${Number(day)}日`;
}

function formatsFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const two = '2-digit';
  return new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: two, day: two, hour: two, minute: two, second: two, hourCycle: 'h23' });
}

/** The parts of an instant on the brand's wall, and the day they fall on as a number that days can be counted with. */
function at(instant: Date) {
  const parts = Object.fromEntries(formats.formatToParts(instant).map(({ type, value }) => [type, value])) as Record<string, string>;
  const { year, month, day: date, hour, minute, second } = parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;
  return { year, month, date, hour, minute, second, day: Date.UTC(Number(year), Number(month) - 1, Number(date)) };
}
