import { expect, test } from 'vitest';
import { startThread, ThreadEnded } from '../../api/compute/thread.ts';
import type { ThreadJobs } from './support/thread-jobs.ts';

const module = new URL('./support/thread-jobs.ts', import.meta.url);

function start(limitMs = 60_000) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { thread: startThread<ThreadJobs>(module, { limitMs, onEnd: end }), ended };
}

test('a thread answers with what its function returns, and fails with what it throws', async () => {
  const { thread, ended } = start();
  expect(await thread.call('double', 21)).toBe(42);
  await expect(thread.call('fail', 'the reason')).rejects.toThrow('the reason');
  expect(await thread.call('double', 4)).toBe(8);
  await thread.close();
  await ended;
});

test('a job without end takes its thread with it, and whoever waits is told', async () => {
  const { thread, ended } = start(2000);
  const stuck = thread.call('forever', null).catch((failure: unknown) => failure);
  const behind = thread.call('double', 1).catch((failure: unknown) => failure);
  for (const failure of [await stuck, await behind]) expect(failure).toMatchObject({ late: true });
  await ended;
});

test('a thread that ends by itself leaves nobody waiting', async () => {
  const { thread, ended } = start();
  await expect(thread.call('leave', 1)).rejects.toBeInstanceOf(ThreadEnded);
  await ended;
});
