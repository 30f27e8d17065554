import { expect, test } from 'vitest';
import { evidenceOf, type Part } from './model';

const leaf = (id: number, holds: boolean): Part => ({ kind: 'tag', holds, rule: { tag: { in: [id] } }, parts: [] });

test('inside a not, a condition that fails speaks for the person', () => {
  const tree: Part = {
    kind: 'all',
    holds: true,
    parts: [leaf(1, true), { kind: 'not', holds: true, parts: [{ kind: 'any', holds: false, parts: [leaf(2, false), leaf(3, false)] }] }],
  };
  expect(evidenceOf(tree)).toEqual([
    { rule: { tag: { in: [1] } }, holds: true, found: undefined },
    { rule: { not: { tag: { in: [2] } } }, holds: true, found: undefined },
    { rule: { not: { tag: { in: [3] } } }, holds: true, found: undefined },
  ]);
});

test('a not inside a not is no not', () => {
  const tree: Part = { kind: 'not', holds: true, parts: [{ kind: 'not', holds: false, parts: [leaf(1, true)] }] };
  expect(evidenceOf(tree)).toEqual([{ rule: { tag: { in: [1] } }, holds: true, found: undefined }]);
});
