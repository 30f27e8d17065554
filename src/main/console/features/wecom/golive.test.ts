import { describe, expect, it } from 'vitest';
import { fill, standingOf, steps } from './golive';
import words from './golive-zh-CN';

describe('going live', () => {
  it('stands as its worst check does, and is not known before all were looked at', () => {
    expect(standingOf([])).toBeUndefined();
    expect(standingOf([{ state: 'OK' }, {}])).toBeUndefined();
    expect(standingOf([{ state: 'FAILED' }, {}])).toBe('FAILED');
    expect(standingOf([{ state: 'OK' }, { state: 'WARNED' }])).toBe('WARNED');
    expect(standingOf([{ state: 'OK' }, { state: 'OK' }])).toBe('OK');
  });

  it('has words and a remedy for everything that can be wrong', () => {
    for (const check of steps.flatMap((step) => step.checks)) expect(words.checks[check].title).not.toBe('');
    for (const [code, found] of Object.entries(words.findings)) {
      if (!code.endsWith('.ok')) expect(found.remedy, code).toBeTruthy();
    }
  });

  it('fills in what was found', () => {
    expect(fill('把 {0} 加入可信 IP', ['203.0.113.7'])).toBe('把 203.0.113.7 加入可信 IP');
  });
});
