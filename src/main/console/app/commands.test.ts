import { expect, test } from 'vitest';
import { beginnings, matching, pages, withRecent } from './commands';

const all = () => true;
const same = (title: string) => title;

test('every page of the rail is found by its title, its group and its address', () => {
  const offered = pages(all, same, (group) => `group-${group}`);
  expect(matching(offered, '订单').map((one) => one.to)).toContain('/orders');
  expect(matching(offered, 'ORDERS').map((one) => one.to)).toEqual(['/orders']);
  expect(matching(offered, 'group-settings').map((one) => one.to)).toContain('/audit');
  expect(matching(offered, '没有这样的页面')).toEqual([]);
  expect(offered[0]?.to).toBe('/');
});

test('what can be begun is offered to whoever may, and nothing else', () => {
  const writes = (permission?: string) => permission === 'channel.write';
  expect(beginnings(writes, same).map((one) => one.to)).toEqual([
    '/codes/new',
    '/code-templates/new',
    '/posters/new',
    '/card-batches/new',
    '/group-codes/new',
    '/live-sessions/new',
    '/store-codes/new',
  ]);
  expect(beginnings(all, same).map((one) => one.to)).toEqual(expect.arrayContaining(['/codes/new', '/segments/new', '/sops/new', '/coupons/new', '/products/new']));
  expect(pages(() => false, same, same)).toEqual([]);
});

test('what was gone to last stands first, each place once, and the list stays short', () => {
  const place = (to: string) => ({ title: to, to });
  const gone = ['/a', '/b', '/a', '/c', '/d', '/e', '/f', '/g'].reduce((before, to) => withRecent(before, place(to)), [] as { title: string; to: string }[]);
  expect(gone.map((one) => one.to)).toEqual(['/g', '/f', '/e', '/d', '/c', '/a']);
});
