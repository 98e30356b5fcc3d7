import { afterAll, beforeAll, expect, test } from 'vitest';
import { newWitness, runChild, type Witness, witness } from '../support/crash.ts';
import { dataDirectory, remove } from '../support/house.ts';

const rounds = Number(process.env['THROUGHFLOW_CRASHES'] ?? 10);
const roundLimitMs = 60_000;

let directory: string;
let seen: Witness;

beforeAll(async () => {
  directory = await dataDirectory();
  seen = newWitness();
});

afterAll(() => remove(directory));

/** Opens after a crash, hands in again all that was ever handed in, and compares with what the clients know. */
async function expectEverythingOnce(): Promise<void> {
  const { lines, code, errors } = await runChild({ directory, name: 'check', writers: 0, retry: [...seen.sent] });
  witness(seen, lines);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(seen.contradictions).toEqual([]);
  expect(lines.find((line) => line.opened)?.opened?.difference).toBeNull();
  const frames = [...seen.acknowledged.values()];
  expect(new Set(frames).size).toBe(frames.length);
  const after = await runChild({ directory, name: 'count', writers: 0 });
  const opened = after.lines.find((line) => line.opened)?.opened;
  expect(opened).toEqual({ events: seen.sent.size, malt: `${seen.sent.size}`, difference: null });
}

test.each(['before:3', 'half:4', 'written:5', 'durable:6', 'applied:3'])(
  'a process that dies at "%s" loses nothing that it acknowledged and doubles nothing',
  async (death) => {
    const { lines, code } = await runChild({ directory, name: death, writers: 8, death });
    expect(code).toBeNull();
    witness(seen, lines);
    expect(lines.filter((line) => line.kind === 'new').length).toBeGreaterThan(0);
    await expectEverythingOnce();
  },
  3 * roundLimitMs,
);

test(
  `${rounds} rounds of kill -9 with 8 writers: every acknowledged event is there exactly once, and replay equals live`,
  async () => {
    for (let round = 0; round < rounds; round++) {
      const stopAfter = 1 + ((round * 37) % 90);
      const retry = [...seen.sent].slice(-50);
      const { lines } = await runChild({ directory, name: `kill-${round}`, writers: 8, retry, stopAfter });
      witness(seen, lines);
      expect(lines.find((line) => line.opened)?.opened?.difference).toBeNull();
      expect(seen.contradictions).toEqual([]);
    }
    await expectEverythingOnce();
  },
  (rounds + 2) * roundLimitMs,
);

test(
  'a second process is refused and told who holds the directory; the first goes on',
  async () => {
    const first = runChild({ directory, name: 'first', writers: 8, stopAfter: 400 });
    const retry = [...seen.sent].slice(-1);
    const second = runChild({ directory, name: 'second', writers: 0, retry });
    const [a, b] = await Promise.all([first, second]);
    const refused = [a, b].filter((each) => each.lines.some((line) => line.refused));
    expect(refused.length).toBe(1);
    expect(refused[0]?.code).toBe(2);
    const problem = refused[0]?.lines.find((line) => line.refused)?.refused;
    expect(problem?.code).toBe('journal.locked');
    expect(problem?.values['holder']).toMatch(/^process \d+ on /);
    for (const { lines } of [a, b]) witness(seen, lines);
    await expectEverythingOnce();
  },
  4 * roundLimitMs,
);
