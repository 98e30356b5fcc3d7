import { expect, test } from 'vitest';
import { worldKeeper } from '../../explorer/worker/keeper.ts';
import type { Answer } from '../../explorer/worker/http.ts';
import type { World } from '../../explorer/worker/world.ts';

const settled = () => new Promise((done) => setTimeout(done));

/** A keeper whose loads are answered when the test says so, in the order that it says. */
function slowKeeper() {
  const waiting: ((sequence: number) => void)[] = [];
  const keeper = worldKeeper(
    (network) =>
      new Promise<Answer<World>>((resolve) => {
        waiting.push((sequence) => resolve({ ok: true, value: { network, sequence } as World, tag: '' }));
      }),
  );
  return { keeper, answer: (load: number, sequence = 1) => waiting[load]!(sequence), loads: waiting };
}

test('a network that was left while it was loading does not displace the one that is open', async () => {
  const { keeper, answer } = slowKeeper();
  const left = keeper.open('left');
  void keeper.open('open');
  answer(1);
  await settled();
  answer(0);
  expect(await left).toMatchObject({ value: { network: 'left' } });
  expect(keeper.world?.network).toBe('open');
});

test('of two loads of one network the one asked for last stays, though the other comes after it', async () => {
  const { keeper, answer } = slowKeeper();
  void keeper.open('one');
  void keeper.refresh('one');
  answer(1, 8);
  await settled();
  answer(0, 7);
  await settled();
  expect(keeper.world?.sequence).toBe(8);
});

test('who comes back to the kept network while another one loads keeps it, and it is not loaded again', async () => {
  const { keeper, answer, loads } = slowKeeper();
  void keeper.open('one');
  answer(0);
  await settled();
  void keeper.open('two');
  expect(await keeper.open('one')).toMatchObject({ value: { network: 'one' } });
  answer(1);
  await settled();
  expect(keeper.world?.network).toBe('one');
  expect(loads).toHaveLength(2);
});
