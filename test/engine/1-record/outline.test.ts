import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOutline, writeOutline } from '../../../engine/1-record/outline.ts';

test('a polygon with a hole and several polygons are read, longitude first', () => {
  const square = [
    [
      [3, 51],
      [3, 52],
      [4, 52],
      [3, 51],
    ],
  ];
  expect(readOutline('POLYGON((3 51, 3 52, 4 52, 3 51))')).toEqual([square]);
  expect(readOutline('multipolygon (((3 51,3 52,4 52,3 51)),((3 51,3 52,4 52,3 51)))')).toEqual([square, square]);
  expect(readOutline('POLYGON((0 0,0 9,9 9,0 0),(1 2,1 3,2 3,1 2))')![0]).toHaveLength(2);
});

test.each([
  ['a point', 'POINT(3 51)'],
  ['a ring that does not close', 'POLYGON((3 51,3 52,4 52,3.1 51))'],
  ['three positions', 'POLYGON((3 51,3 52,3 51))'],
  ['metres of a projected map', 'POLYGON((104000 193000,104000 194000,105000 194000,104000 193000))'],
  ['degrees beyond the pole', 'POLYGON((3 91,3 92,4 92,3 91))'],
  ['a half text', 'POLYGON((3 51,3 52'],
  ['code', 'POLYGON((3 51,3 52,4 52,3 51))];alert(1)'],
  ['nothing', ''],
])('%s is no outline', (_name, text) => {
  expect(readOutline(text)).toBeUndefined();
});

test('what is written is read back to a millionth of a degree', () => {
  const degree = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((each) => each / 1e6);
  const line = fc
    .array(fc.tuple(degree(180), degree(90)), { minLength: 3, maxLength: 8 })
    .map((positions) => [...positions, positions[0]!]);
  fc.assert(
    fc.property(
      fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      (polygons) => {
        const plus = (value: number) => (value === 0 ? 0 : value);
        const plain = polygons.map((each) =>
          each.map((ring) => ring.map(([east, north]) => [plus(east), plus(north)])),
        );
        expect(readOutline(writeOutline(polygons))).toEqual(plain);
      },
    ),
  );
});

test('30,000 characters that are no outline are told so at once', () => {
  expect(readOutline(`POLYGON((${'3 51,'.repeat(6000)}`)).toBeUndefined();
  expect(readOutline(`POLYGON((${' '.repeat(29_000)}`)).toBeUndefined();
});
