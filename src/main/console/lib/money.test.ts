import { expect, test } from 'vitest';
import { readMoney, sayMoney, sayShare } from './money';
import { address, newKey } from './api';

test('money is said from fen and read back without a fraction in between', () => {
  expect(sayMoney(123450)).toBe('¥1,234.50');
  expect(sayMoney(-5)).toBe('-¥0.05');
  expect(readMoney('1,234.5')).toBe(123450);
  expect(readMoney('¥19.90')).toBe(1990);
  expect(readMoney('19.901')).toBeNull();
  expect(readMoney('一百')).toBeNull();
  for (const fen of [0, 1, 99, 100, 1001, 33333, 99999999]) expect(readMoney(sayMoney(fen))).toBe(fen);
});

test('a share of nothing is a dash, never a division by zero', () => {
  expect(sayShare(1, 0)).toBe('—');
  expect(sayShare(1, 8)).toBe('12.5%');
});

test('an idempotency key is a UUID of version 7 that carries its time', () => {
  const key = newKey(0x0190_1234_5678);
  expect(key).toMatch(/^01901234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('an address leaves out what was not asked', () => {
  expect(address('/x', { q: '', page: 0, tag: [1, 2], owner: undefined })).toBe('/x?page=0&tag=1&tag=2');
});
