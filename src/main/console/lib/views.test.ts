import { expect, test } from 'vitest';
import { kept, queryOf, same, type SavedView } from './views';

const view: SavedView = {
  id: 7,
  list: 'orders',
  name: '待发货',
  shared: false,
  mine: true,
  ownerName: '王小美',
  byDefault: false,
  filters: { state: 'PAID', ownerStoreId: '3' },
  sort: 'placedAt,asc',
  columns: ['number', 'paidAt'],
};

test('a view is an address, and the address says which view it is', () => {
  expect(queryOf(view)).toEqual({ state: 'PAID', ownerStoreId: '3', sort: 'placedAt,asc', columns: 'number,paidAt', view: '7' });
  expect(queryOf({ ...view, filters: {}, sort: undefined, columns: undefined })).toEqual({ view: '7' });
});

test('words searched for and filters that say nothing are not kept', () => {
  expect(kept({ filters: { q: '王小美', state: 'PAID', ownerStaffId: '' }, sort: '', columns: '' }, 'q')).toEqual({
    filters: { state: 'PAID' },
    sort: undefined,
    columns: undefined,
  });
});

test('a view is shown as it was kept until a filter, the order or the columns change; the order of the columns says nothing', () => {
  const shown = { filters: { q: '', ownerStoreId: '3', state: 'PAID' }, sort: 'placedAt,asc', columns: 'paidAt,number' };
  expect(same(view, shown, 'q')).toBe(true);
  expect(same(view, { ...shown, filters: { ...shown.filters, q: '裙' } }, 'q')).toBe(true);
  expect(same(view, { ...shown, filters: { ...shown.filters, state: 'SHIPPED' } }, 'q')).toBe(false);
  expect(same(view, { ...shown, sort: '' }, 'q')).toBe(false);
  expect(same(view, { ...shown, columns: '' }, 'q')).toBe(false);
});
