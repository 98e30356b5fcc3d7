import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heap } from '../../../engine/0-base/heap.ts';

test('what waits comes out by size, and of the same size in the order in which it came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (keys) => {
      const waiting = heap();
      keys.forEach((key, item) => {
        waiting.add(key, item);
      });
      const sorted = keys.map((key, item) => ({ key, item })).sort((a, b) => b.key - a.key || a.item - b.item);
      for (const { key, item } of sorted) {
        expect(waiting.largest()).toBe(key);
        expect(waiting.take()).toBe(item);
      }
      expect([waiting.size, waiting.largest(), waiting.take()]).toEqual([0, -Infinity, -1]);
    }),
  );
});
