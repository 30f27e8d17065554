import { sayMoney } from '@/lib/money';
import { sayFullTime } from '@/lib/time';
import type { Value } from './model';
import zh from './zh-CN';

/** A stored value as people read it: money by the field's name, times by their shape. */
export function sayValue(field: string, value: Value): string {
  if (value === null || value === undefined || value === '') return zh.empty;
  if (Array.isArray(value)) return value.length === 0 ? zh.empty : value.join('、');
  if (typeof value === 'boolean') return value ? zh.yes : zh.no;
  if (typeof value === 'number') return field.endsWith('Fen') ? sayMoney(value) : String(value);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) ? sayFullTime(value) : value;
}
