import { expect, test } from 'vitest';
import { fromJson, isWhole, toJson, type RuleJson } from './ruleJson';

const leaves: RuleJson[] = [
  { tag: { in: [1, 2] } },
  { count: { type: 'order.paid', days: 90, op: '>=', value: 2 } },
  { amount: { type: 'order.paid', days: 30, op: '<', value: 10000 } },
  { owner: { stores: [3] } },
  { owner: { staff: [4] } },
  { segment: 5 },
  { consent: 'marketing' },
  { bucket: { from: 0, to: 999 } },
];

test('what the server speaks comes back as it was', () => {
  const rules: RuleJson[] = [
    { all: leaves },
    { any: [{ all: leaves }, { not: { any: leaves } }] },
    { all: [{ not: { tag: { in: [1] } } }, { not: { segment: 2 } }] },
  ];
  for (const rule of rules) expect(toJson(fromJson(rule))).toEqual(rule);
});

test('a negated "all of" keeps its meaning', () => {
  const rule: RuleJson = { not: { all: leaves.slice(0, 2) } };
  expect(toJson(fromJson(rule))).toEqual({ not: { any: [{ all: leaves.slice(0, 2) }] } });
});

test('a single condition becomes a group of one, and a rule with a hole is not whole', () => {
  expect(toJson(fromJson(leaves[0]!))).toEqual({ all: [leaves[0]] });
  expect(isWhole(fromJson(leaves[0]!))).toBe(true);
  expect(isWhole(fromJson({ all: [{ tag: { in: [] } }] }))).toBe(false);
  expect(isWhole({ mode: 'all', rules: [] })).toBe(false);
});
