import type { RuleField, RuleLeaf } from '@/components/rule';
import { sayMoney } from '@/lib/money';
import BucketValue from './BucketValue.vue';
import IdsValue from './IdsValue.vue';
import type { Names } from './useNames';
import WindowValue from './WindowValue.vue';
import zh from './zh-CN';

const comparisons = ['>=', '<=', '>', '<', '=', '!='].map((value) => ({ value, label: value.replace('>=', '≥').replace('<=', '≤').replace('!=', '≠') }));
const counted = ['order.paid', 'order.completed', 'order.refunded', 'follow.added', 'scan', 'coupon.used'] as const;
const summed = ['order.paid', 'order.refunded'] as const;

/** Every condition a rule can have. */
export function ruleFields(): RuleField[] {
  const words = zh.rule;
  const membership = (yes: string, no: string) => [
    { value: 'in', label: yes },
    { value: 'not', label: no },
  ];
  const window = (kind: 'count' | 'amount', type: string, label: string, value: number): RuleField => ({
    key: `${kind}:${type}`,
    label,
    section: words.behaviour,
    operators: comparisons,
    kind: 'custom',
    editor: WindowValue,
    blank: { days: 90, value },
  });
  return [
    { key: 'tag', label: words.tag, section: words.people, operators: membership(words.anyOf, words.noneOf), kind: 'custom', editor: IdsValue, blank: [] },
    ...counted.map((type) => window('count', type, words.counts[type], 1)),
    ...summed.map((type) => window('amount', type, words.amounts[type], 10_000)),
    { key: 'stores', label: words.stores, section: words.people, operators: membership(words.is, words.isNot), kind: 'custom', editor: IdsValue, blank: [] },
    { key: 'staff', label: words.staff, section: words.people, operators: membership(words.is, words.isNot), kind: 'custom', editor: IdsValue, blank: [] },
    { key: 'segment', label: words.segment, section: words.people, operators: membership(words.inside, words.outside), kind: 'custom', editor: IdsValue, blank: null },
    { key: 'consent:marketing', label: words.marketing, section: words.people, operators: membership(words.willing, words.unwilling), kind: 'none', blank: null },
    { key: 'bucket', label: words.bucket, section: words.other, operators: membership(words.within, words.without), kind: 'custom', editor: BucketValue, blank: { from: 0, to: 999 } },
  ];
}

/** The value of a condition in words. */
export function sayValue(leaf: RuleLeaf, names: Names): string {
  const [kind = ''] = leaf.field.split(':');
  if (kind === 'count' || kind === 'amount') {
    const { days, value } = leaf.value as { days: number; value: number };
    return `${kind === 'amount' ? sayMoney(value) : `${value} ${zh.rule.times}`}${zh.rule.inLast.replace('{days}', String(days))}`;
  }
  if (kind === 'bucket') {
    const { from, to } = leaf.value as { from: number; to: number };
    return `${from}–${to}`;
  }
  if (kind === 'consent') return '';
  const ids = Array.isArray(leaf.value) ? (leaf.value as number[]) : [leaf.value as number];
  return ids.filter(Boolean).length === 0 ? '…' : ids.map((id) => names(kind, id)).join('、');
}
