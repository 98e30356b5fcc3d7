import { expect, test } from 'vitest';
import { createFollower } from '../../explorer/state/follow.ts';
import { listen, type Source } from '../../explorer/worker/feed.ts';

/** A clock that is wound by hand: what was planned for later, and when. */
function clock() {
  let time = 0;
  let planned: { act: () => void; at: number }[] = [];
  return {
    now: () => time,
    later: (act: () => void, milliseconds: number) => {
      const mine = { act, at: time + milliseconds };
      planned.push(mine);
      return () => (planned = planned.filter((each) => each !== mine));
    },
    /** Goes on by so much; what is due is done. */
    async pass(milliseconds: number) {
      time += milliseconds;
      const due = planned.filter(({ at }) => at <= time);
      planned = planned.filter(({ at }) => at > time);
      for (const { act } of due) act();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
    get waiting() {
      return planned.length;
    },
  };
}

function page({ loadMs = 0 } = {}) {
  const time = clock();
  const journal = { sequence: 0 };
  const loads: number[] = [];
  let shown = 0;
  const refresh = async () => {
    loads.push(time.now());
    shown = journal.sequence;
    if (loadMs > 0) await time.pass(loadMs);
  };
  const tell = createFollower({ shown: () => shown, refresh, ...time });
  const record = () => tell(++journal.sequence);
  return { time, loads, record, journal, showsAll: () => shown === journal.sequence, load: refresh, tell };
}

test('a hundred records of others bring about one load, a moment later', async () => {
  const { time, loads, record, showsAll } = page();
  for (let count = 0; count < 100; count += 1) record();
  expect(loads).toEqual([]);
  await time.pass(1000);
  expect(loads).toHaveLength(1);
  expect(showsAll()).toBe(true);
  expect(time.waiting).toBe(0);
});

test('what the page has loaded by itself is not loaded again', async () => {
  const { time, loads, record, load } = page();
  record();
  await load();
  await time.pass(1000);
  expect(loads).toHaveLength(1);
});

test('a record that comes behind a load is loaded by the next one', async () => {
  const { time, loads, record, showsAll } = page();
  record();
  await time.pass(1000);
  record();
  await time.pass(1000);
  expect(loads).toHaveLength(2);
  expect(showsAll()).toBe(true);
});

test('loads that take long come seldom: at most a tenth of the time goes into them', async () => {
  const { time, loads, record } = page({ loadMs: 2000 });
  for (let second = 0; second < 100; second += 1) {
    record();
    await time.pass(1000);
  }
  expect(loads.length).toBeGreaterThan(2);
  expect(loads.length).toBeLessThanOrEqual(7);
});

/** A feed that is driven by hand. */
function feed() {
  const addresses: string[] = [];
  const heard: Record<string, (event: { lastEventId?: string }) => void> = {};
  let closed = 0;
  const source = { readyState: 1 };
  const open = (address: string): Source => {
    addresses.push(address);
    return Object.assign(source, {
      readyState: 1,
      addEventListener: (type: string, act: (event: { lastEventId?: string }) => void) => {
        heard[type] = act;
      },
      close: () => {
        closed += 1;
      },
    });
  };
  return { addresses, heard, source, open, closed: () => closed };
}

test('a feed that was refused is asked for again, behind the last record that was heard', async () => {
  const [time, { addresses, heard, source, open }] = [clock(), feed()];
  const told: number[] = [];
  listen({ network: 'ring', since: 7 }, (sequence) => told.push(sequence), { open, later: time.later });
  heard['record']!({ lastEventId: '9' });
  Object.assign(source, { readyState: 2 });
  heard['error']!({});
  await time.pass(15_000);
  expect(addresses).toEqual(['/api/networks/ring/changes?since=7', '/api/networks/ring/changes?since=9']);
  expect(told).toEqual([9]);
});

test('a connection that broke is left to the browser, which takes it up by itself', () => {
  const [time, { addresses, heard, source, open }] = [clock(), feed()];
  listen({ network: 'ring', since: 7 }, () => {}, { open, later: time.later });
  Object.assign(source, { readyState: 0 });
  heard['error']!({});
  expect(addresses).toHaveLength(1);
  expect(time.waiting).toBe(0);
});

test('who stops listening is neither connected nor asks again', () => {
  const [time, { heard, source, open, closed }] = [clock(), feed()];
  const stop = listen({ network: 'ring', since: 7 }, () => {}, { open, later: time.later });
  Object.assign(source, { readyState: 2 });
  heard['error']!({});
  stop();
  expect(closed()).toBe(1);
  expect(time.waiting).toBe(0);
});
