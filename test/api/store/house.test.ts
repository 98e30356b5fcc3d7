import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../../api/store/house.ts';
import { batch, dataDirectory, founding, maltNow, open, raised, remove, sack } from '../../support/house.ts';

let directory: string;
let house: House;

beforeAll(async () => {
  directory = await dataDirectory();
  house = await open({ directory });
  await house.createNetwork(founding);
});

afterAll(async () => {
  await house.close();
  await remove(directory);
});

test('a recorded batch is answered with its place and the stock after it', async () => {
  const { value, problems } = await house.submit('valley', batch('first', [raised('first', '120.5')]));
  expect(problems).toEqual([]);
  expect(value).toMatchObject({ frame: 2, sequence: 6, kind: 'new' });
  expect(value?.stocks[0]).toMatchObject({ resource: sack, onhand: { hasNumericalValue: '120.5' } });
  expect(await maltNow(house)).toBe('120.5');
});
