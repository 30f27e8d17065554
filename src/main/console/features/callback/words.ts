import type { CallbackRow, CallbackState } from './model';
import zh from './zh-CN';

/** What a callback tells, in words: the change of that event where it has one that we know, else the event. */
export function sayEvent(row: Pick<CallbackRow, 'event' | 'changeType'>): string {
  const events: Record<string, string> = zh.events;
  return events[`${row.event}.${row.changeType}`] ?? events[row.event] ?? zh.otherEvent;
}

export function sayStep(name: string): string {
  const names: Record<string, string> = zh.stepNames;
  return names[name] ?? names[name.split('.')[0] ?? ''] ?? name;
}

/** A step that failed is tried again only while its callback waits. */
export function sayStepState(step: 'done' | 'failed', callback: CallbackState): string {
  return step === 'failed' && callback === 'dead' ? zh.stepStates.dead : zh.stepStates[step];
}

export function sayWelcome(state: NonNullable<CallbackRow['welcomeState']>, outcome?: CallbackRow['welcomeOutcome']): string {
  return state === 'done' && outcome ? zh.welcomeOutcomes[outcome] : zh.welcomes[state];
}
