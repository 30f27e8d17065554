let ahead = 0;

/** The sandbox may move the server's clock ahead; "today" is the server's. */
export function setClockAhead(milliseconds: number): void {
  ahead = milliseconds;
}

export function serverNow(): Date {
  return new Date(Date.now() + ahead);
}

const two = (value: number) => String(value).padStart(2, '0');
const day = (time: Date) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** `刚刚`, `今天 14:03`, `昨天 09:30`, `11月3日 14:03`, `2025年11月3日`: as short as it can be without being wrong. */
export function sayTime(instant: string, now = serverNow()): string {
  const time = new Date(instant);
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  const days = Math.round((day(now) - day(time)) / 86_400_000);
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  if (days === -1) return `明天 ${clock}`;
  const date = `${time.getMonth() + 1}月${time.getDate()}日`;
  return time.getFullYear() === now.getFullYear() ? `${date} ${clock}` : `${time.getFullYear()}年${date}`;
}

export function sayFullTime(instant: string): string {
  const time = new Date(instant);
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** `11月3日` from an ISO date or instant. */
export function sayDay(date: string): string {
  const time = date.length === 10 ? new Date(`${date}T00:00:00`) : new Date(date);
  return `${time.getMonth() + 1}月${time.getDate()}日`;
}
