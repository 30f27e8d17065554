import { describe, expect, it } from 'vitest';
import { formOf, places, weatherOf, weathersFor, type Fault } from './weather';

describe('weather', () => {
  it('is recognised again when it is read back, wherever it strikes', () => {
    for (const { path: place } of places) {
      for (const weather of weathersFor(place)) {
        expect(weatherOf(formOf(place, weather, 1, 500, '') as unknown as Fault), `${place} ${weather}`).toBe(weather);
      }
    }
  });

  it('strikes news in other ways than calls', () => {
    expect(weathersFor('callback:work')).toEqual(['twice', 'late', 'never']);
    expect(weathersFor('/cgi-bin/gettoken')).not.toContain('twice');
    expect(weathersFor('/v3/refund/domestic/refunds')).not.toContain('stale');
  });

  it('speaks the language of each platform', () => {
    expect(formOf('/v3/pay/transactions/jsapi', 'busy', 2, 0, '')).toEqual({
      path: '/v3/pay/transactions/jsapi',
      kind: 'REFUSE',
      code: 'SYSTEM_ERROR',
      status: 500,
      times: 2,
    });
    expect(formOf('/cgi-bin/message/send', 'tooOften', 1, 0, ' 周青 ')).toEqual({
      path: '/cgi-bin/message/send',
      kind: 'REFUSE',
      code: '45009',
      about: '周青',
      times: 1,
    });
  });
});
