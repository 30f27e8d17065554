import { describe, expect, it } from 'vitest';
import { beginning, inside, resized, sizes } from './model';

const words = { title: 't', about: 'a', scan: 's' };

describe('a poster on another sheet', () => {
  it('keeps everything inside and codes square and readable, whatever the sizes', () => {
    for (const from of sizes)
      for (const to of sizes) {
        const there = resized(resized(beginning(words), from.w, from.h), to.w, to.h);
        for (const { type, frame } of there.elements) {
          expect(frame.x).toBeGreaterThanOrEqual(0);
          expect(frame.y).toBeGreaterThanOrEqual(0);
          expect(frame.x + frame.w).toBeLessThanOrEqual(to.w);
          expect(frame.y + frame.h).toBeLessThanOrEqual(to.h);
          if (type === 'code') {
            expect(frame.w).toBeCloseTo(frame.h);
            expect(frame.w).toBeGreaterThanOrEqual(15);
          }
        }
      }
  });

  it('lets nothing be dragged over the edge', () => {
    expect(inside({ x: -5, y: 200, w: 30.2, h: 400 }, 100, 150)).toEqual({ x: 0, y: 0, w: 30, h: 150 });
    expect(inside({ x: 99, y: 149, w: 0.1, h: 1 }, 100, 150, 15)).toEqual({ x: 85, y: 135, w: 15, h: 15 });
  });
});
