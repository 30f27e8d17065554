import { expect, test } from 'vitest';
import { noRemark, noWelcome, receivedAt, remarkOf, windowAt, type Window } from './welcome';

const night: Window = { days: ['FRIDAY'], from: '22:00', till: '08:00', text: '', attachments: [], tagIds: [7], remark: '夜-{客户昵称}', skipVerify: false };
const words = { 客户昵称: '小满', 导购姓名: '周立春', 门店: '人民路店', 活码名称: '收银台', 日期: '261105' };

test('a window across midnight belongs to the day on which it begins', () => {
  expect(windowAt([night], '2026-11-27T22:00:00')).toBe(night);
  expect(windowAt([night], '2026-11-28T07:59:00')).toBe(night);
  expect(windowAt([night], '2026-11-28T08:00:00')).toBeUndefined();
  expect(windowAt([night], '2026-11-27T07:00:00')).toBeUndefined();
  expect(windowAt([{ ...night, from: '00:00', till: '00:00' }], '2026-11-27T23:59:00')).toBeDefined();
});

test('what a window does not say is as usual, and its tags come on top', () => {
  const wanted = { welcomeText: '你好', welcome: { ...noWelcome(), windows: [night] }, tagIds: [1], remark: { ...noRemark(), pattern: '{客户昵称}' }, skipVerify: true };
  expect(receivedAt(wanted, '2026-11-27T23:00:00')).toMatchObject({ text: '你好', tagIds: [1, 7], remark: '夜-{客户昵称}', skipVerify: false });
  expect(receivedAt(wanted, '2026-11-27T12:00:00')).toMatchObject({ text: '你好', tagIds: [1], remark: '{客户昵称}', skipVerify: true });
});

test('a remark is as long as the platform takes, and the nickname gives way first', () => {
  expect(remarkOf('{客户昵称}-{活码名称}-{日期}', words)).toBe('小满-收银台-261105');
  expect(remarkOf('{客户昵称}-{活码名称}-{日期}', { ...words, 客户昵称: '喜欢喝茶的林女士和她的猫' })).toBe('喜欢喝茶的林女士和-收银台-261105');
  expect(remarkOf('{客户昵称}', { ...words, 客户昵称: '{日期}' })).toBe('{日期}');
});
