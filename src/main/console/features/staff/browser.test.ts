import { expect, it } from 'vitest';
import { sayBrowser } from './browser';

it('names the browser and the system of a sign-in', () => {
  expect(sayBrowser('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36')).toBe('Chrome · Windows');
  expect(sayBrowser('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0')).toBe('Edge · Windows');
  expect(sayBrowser('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 wxwork/4.1.30 MicroMessenger/7.0.1')).toBe('企业微信 · iPhone');
});

it('says nothing where nothing is known', () => {
  expect(sayBrowser('curl/8.5')).toBe('');
  expect(sayBrowser(null)).toBe('');
});
