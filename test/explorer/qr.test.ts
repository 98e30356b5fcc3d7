import decode from 'qr/decode.js';
import { expect, test } from 'vitest';
import { squaresOf } from '../../explorer/marks/qr.ts';

/** What a camera sees of the squares: five points to a square, dark on light. */
function photographed({ size, path }: { size: number; path: string }) {
  const side = size * 5;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let down = 0; down < 5; down++)
      for (let across = 0; across < 5; across++)
        data.fill(
          0,
          ((Number(y) * 5 + down) * side + Number(x) * 5 + across) * 4,
          ((Number(y) * 5 + down) * side + Number(x) * 5 + across) * 4 + 3,
        );
  return { width: side, height: side, data };
}

test.each([
  'https://grain.example/join#Zq3s5v8yQ-B_eThWmZq4t7wzCEFHJLNP',
  `https://a-long-name-of-a-cooperative.neighbourhood.example:8787/join#${'aB3-_'.repeat(9)}`,
])('a camera reads the link of an invitation from its squares: %s', (link) => {
  expect(decode(photographed(squaresOf(link)))).toBe(link);
});
