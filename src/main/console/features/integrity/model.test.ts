import { expect, test } from 'vitest';
import { byModule, pageOf, standingOf, type Check } from './model';

const check = (name: string, count?: number): Check => ({ name, module: name.split('.')[0]!, words: name, of: 'order', count, samples: [] });

test('modules with something wrong come first', () => {
  const groups = byModule([check('a.one', 0), check('b.one', 0), check('b.two', 3)]);
  expect(groups.map(([module]) => module)).toEqual(['b', 'a']);
  expect(groups[0]![1]).toHaveLength(2);
});

test('what was never checked is neither right nor wrong', () => {
  expect([standingOf(check('a')), standingOf(check('a', 0)), standingOf(check('a', 1))]).toEqual(['unknown', 'good', 'wrong']);
});

test('a sample leads to its page where it has one', () => {
  expect(pageOf(check('a'), { id: '7', note: '' })).toBe('/orders/7');
  expect(pageOf({ ...check('a'), of: 'none' }, { id: '7', note: '' })).toBeUndefined();
});
