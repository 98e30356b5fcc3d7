import { expect, test } from 'vitest';
import { networkId } from '../../api/store/book.ts';
import {
  batch,
  brewery,
  dataDirectory,
  entry,
  farm,
  founding,
  loseProjection,
  open,
  raised,
  remove,
} from '../support/house.ts';

test('days that were counted in one zone stay those days when the zone is revised, also in a database made anew', async () => {
  const directory = await dataDirectory();
  const house = await open({ directory });
  await house.createNetwork(founding);
  const late = (name: string) => {
    const event = raised(name, '10');
    return { ...event, body: { ...event.body, hasPointInTime: '2025-03-01T23:30:00Z' } };
  };
  const zone = (name: string) =>
    entry(
      'Network',
      networkId('valley'),
      { name: 'The valley', zone: name, members: [farm, brewery], invented: true },
      'revise',
    );
  const batches = [
    [late('in Brussels')],
    [zone('America/New_York')],
    [late('in New York')],
    [zone('Asia/Tokyo'), late('between')],
  ];
  for (const [place, entries] of batches.entries()) {
    const { problems } = await house.submit('valley', batch(`batch ${place}`, entries));
    expect(problems).toEqual([]);
  }
  const before = (await house.flows('valley')).value!;
  expect((await house.verify('valley')).value!.difference).toBeUndefined();
  await house.close();
  await loseProjection(directory);
  const anew = await open({ directory });
  expect((await anew.flows('valley')).value!).toEqual(before);
  expect((await anew.verify('valley')).value!.difference).toBeUndefined();
  await anew.close();
  await remove(directory);
}, 60_000);
