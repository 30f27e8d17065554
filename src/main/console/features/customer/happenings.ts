import type { Happening } from './model';
import zh from './zh-CN';

const sentences: Record<string, string> = zh.timeline.types;

/** What happened in one sentence: the module's attributes fill the sentence of its type. */
export function sayHappening(one: Happening, staffName: (id: string) => string | undefined): string {
  const sentence = sentences[one.type] ?? zh.timeline.other.replace('{type}', one.type);
  const known: Record<string, string | undefined> = {
    ...one.attributes,
    staff: (one.attributes.staffId && staffName(one.attributes.staffId)) || zh.timeline.someStaff,
  };
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '').replace('「」', '');
}

export function toneOf(type: string): 'good' | 'look' | 'harm' | 'quiet' {
  if (/deleted|refunded/.test(type)) return 'harm';
  return /^(follow\.added|follow\.reopened|order\.paid|order\.completed|channel\.acquired)$/.test(type) ? 'good' : 'quiet';
}
