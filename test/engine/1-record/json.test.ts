import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../../engine/1-record/json.ts';

const codes = (text: string) => readJson(text).problems.map((each) => each.code);

test('truncated JSON says where the text ends', () => {
  const { problems } = readJson('[{"@type":"Process","name":"Mash');
  expect(problems).toMatchObject([{ code: 'body.truncated', values: { at: '32' } }]);
  expect(codes('[{"a":1}')).toEqual(['body.truncated']);
});

test('brackets that do not match are no text that ends too early', () => {
  for (const text of ['[{"a":1]', '[1}]', '{"a":[1}', ']']) expect(codes(text)).toEqual(['body.syntax']);
});

test('a number too small to differ from nothing is refused, nothing itself is not', () => {
  expect(codes('[1e-400]')).toEqual(['number.precision']);
  expect(codes(`[0.${'0'.repeat(400)}1]`)).toEqual(['number.precision']);
  expect(codes(`[0e-400, -0.0, 0.${'0'.repeat(400)}]`)).toEqual([]);
});

test('JSON nested 20,000 deep is refused without recursion', () => {
  expect(codes('['.repeat(20_000) + ']'.repeat(20_000))).toEqual(['body.depth']);
});

test('a __proto__ key is refused, also when it is written with an escape', () => {
  expect(readJson('[{"note":{"__proto__":{"admin":true}}}]').problems).toMatchObject([
    { code: 'body.key', path: '/0/note', values: { key: '__proto__' } },
  ]);
  expect(codes('{"\\u005f_proto__":1}')).toEqual(['body.key']);
});

test('a key that stands twice in one object is refused', () => {
  expect(codes('{"note":"a","note":"b"}')).toEqual(['body.key']);
  expect(codes('[{"note":"a"},{"note":"b"}]')).toEqual([]);
});

test('a number that a double would change is refused with its place', () => {
  expect(readJson('[{"q":{"v":12345678901234567890}}]').problems).toMatchObject([
    { code: 'number.precision', path: '/0/q/v' },
  ]);
  expect(codes('1e400')).toEqual(['number.precision']);
  expect(codes('0.1')).toEqual([]);
});

test('text that is not JSON is refused with the reason', () => {
  expect(codes('[{"a":NaN}]')).toEqual(['body.syntax']);
  expect(codes('hello')).toEqual(['body.syntax']);
});

test('a byte-order mark is read over', () => {
  expect(readJson('\ufeff[1]')).toEqual({ value: [1], problems: [] });
});

test('whatever JSON.stringify writes, of little depth, is read back', () => {
  const key = fc.string().filter((each) => each !== '__proto__');
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const tree = fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, fc.oneof(leaf, fc.array(fc.dictionary(key, leaf)))));
  fc.assert(
    fc.property(tree, (value) => {
      const text = JSON.stringify(value);
      expect(readJson(text)).toEqual({ value: JSON.parse(text), problems: [] });
    }),
  );
});

test('nothing at all is a text that ends too early', () => {
  for (const text of ['', ' \n', '\ufeff']) expect(codes(text)).toEqual(['body.truncated']);
});

test('an object with a hundred thousand fields is refused before it is made', () => {
  const fields = (count: number) => `[{${Array.from({ length: count }, (_, place) => `"k${place}":1`).join(',')}}]`;
  expect(readJson(fields(100_000)).problems).toMatchObject([{ code: 'body.keys', path: '/0' }]);
  expect(codes(fields(10_000))).toEqual([]);
});
