import type { CallbackRow } from './model';
import zh from './zh-CN';

/** What a callback tells, in words: the change where there is one, else the event. */
export function sayEvent(row: CallbackRow): string {
  const events: Record<string, string> = zh.events;
  return events[row.changeType] ?? events[row.event] ?? (row.changeType || row.event);
}

export function sayStep(name: string): string {
  const names: Record<string, string> = zh.stepNames;
  return names[name] ?? names[name.split('.')[0] ?? ''] ?? name;
}

export function sayWelcome(state: string): string {
  return (zh.welcomes as Record<string, string>)[state] ?? state;
}
