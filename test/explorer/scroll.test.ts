import { expect, test } from 'vitest';
import { scrollKeeper } from '../../explorer/state/scroll.ts';

/** A page of a height that a test changes, whose frames a test lets pass. */
function pageOf(height: number) {
  const frames: (() => void)[] = [];
  const page = { height, scrollY: 0 };
  const view = {
    get scrollY() {
      return page.scrollY;
    },
    innerHeight: 800,
    scrollTo: (_: number, y: number) => {
      page.scrollY = y;
    },
    requestAnimationFrame: (callback: () => void) => frames.push(callback),
  };
  const pass = (count: number) => {
    for (let frame = 0; frame < count; frame++) frames.shift()?.();
  };
  return { page, pass, keeper: scrollKeeper({ view, height: () => page.height, frames: 5 }) };
}

test('going back, the reader stands where they stood, as soon as the page is high enough', () => {
  const { page, pass, keeper } = pageOf(4000);
  page.scrollY = 2500;
  keeper.leave('list');
  page.scrollY = 0;
  page.height = 600;
  keeper.come('list');
  pass(2);
  expect(page.scrollY).toBe(0);
  page.height = 4000;
  pass(2);
  expect(page.scrollY).toBe(2500);
});

test('a page that stays low, and a reader who moves on, end the wait', () => {
  const { page, pass, keeper } = pageOf(4000);
  page.scrollY = 2500;
  keeper.leave('list');
  page.scrollY = 10;
  page.height = 600;
  keeper.come('list');
  keeper.stop();
  page.height = 4000;
  pass(9);
  expect(page.scrollY).toBe(10);
});
