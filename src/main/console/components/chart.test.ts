import { expect, test } from 'vitest';
import { apart } from './chart';

test('names at the ends of lines that end together stand above each other', () => {
  expect(apart([0, 0], 3, 180)).toEqual([0, -15]);
  expect(apart([2, 2, 2], 4, 180)).toEqual([0, -15, -30]);
});

test('names whose lines end apart stay where the lines end', () => {
  expect(apart([3, 0], 3, 180)).toEqual([0, 0]);
  expect(apart([], 0, 180)).toEqual([]);
});

test('a name a little above another is moved no farther than needed', () => {
  expect(apart([10, 11], 100, 100)).toEqual([0, -14]);
});
