import type { Day } from './weekday';

/** How a code chooses among its guides, as the server keeps it. */
export type Hours = { from: string; to: string };
export type ShiftWindow = Hours & { days: Day[] };
export type Shift = { name: string; first?: string | null; last?: string | null; windows: ShiftWindow[] };
export type SpecialDay = { first: string; last: string; staffIds: number[]; hours: Hours[] };
export type Sticky = { on: boolean; days: number | null; evenOff: boolean; evenFull: boolean };
export type Rules = { sticky: Sticky; shifts: Shift[]; specialDays: SpecialDay[] };

export const plainRules = (): Rules => ({ sticky: { on: true, days: null, evenOff: false, evenFull: false }, shifts: [], specialDays: [] });

/** The server says 09:00:00 where a field of time says 09:00. */
export const minute = (time: string): string => time.slice(0, 5);
const hours = (one: Hours): Hours => ({ from: minute(one.from), to: minute(one.to) });

export function readRules(rules: Rules | undefined): Rules {
  if (!rules) return plainRules();
  return {
    sticky: { ...rules.sticky, days: rules.sticky.days ?? null },
    shifts: rules.shifts.map((shift) => ({ ...shift, first: shift.first ?? null, last: shift.last ?? null, windows: shift.windows.map((one) => ({ ...one, ...hours(one) })) })),
    specialDays: rules.specialDays.map((day) => ({ ...day, hours: day.hours.map(hours) })),
  };
}

/** A share of the day from 0 to 1, for drawing. */
export const share = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) / 1440;

/** Goes on into the next day. */
export const overnight = (one: Hours): boolean => one.to <= one.from;
