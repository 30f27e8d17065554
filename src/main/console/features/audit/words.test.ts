import { describe, expect, it } from 'vitest';
import { pageOf, type Entry } from './model';
import { sayValue } from './words';

describe('a stored value in words', () => {
  it('says money, truth, lists and nothing', () => {
    expect(sayValue('skus[0].priceFen', 12_050)).toBe('¥120.50');
    expect(sayValue('weight', 12_050)).toBe('12050');
    expect(sayValue('onDuty', false)).toBe('否');
    expect(sayValue('tagIds', [3, 4])).toBe('3、4');
    expect(sayValue('name', undefined)).toBe('空');
    expect(sayValue('name', '2026 年')).toBe('2026 年');
  });

  it('leads only to subjects that have a page', () => {
    const entry = (kind: string, objectId: string) => pageOf({ kind, objectId } as Entry);
    expect(entry('order', '12')).toBe('/orders/12');
    expect(entry('role', '12')).toBeUndefined();
    expect(entry('customer', '../users')).toBeUndefined();
  });
});
