import { expect, test } from 'vitest';
import { firstScripts } from '../support/first-scripts.ts';

test('what a first view loads, its worker included, is at most 150 kB of script', async () => {
  const { workers, views } = await firstScripts();
  expect(views.size).toBeGreaterThanOrEqual(4);
  expect(workers).toBe(1);
  for (const [view, kilobytes] of views) expect(kilobytes, view).toBeLessThan(150);
});
