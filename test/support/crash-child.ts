import { readFileSync, writeSync } from 'node:fs';
import { openHouse } from '../../api/store/open.ts';
import type { Fault } from '../../api/store/room.ts';
import { batch, founding, maltNow, raised } from './house.ts';
import { databaseOf } from './test-database.ts';

/**
 * A process that records until it is killed. Arguments: directory, name of the round, writers, and where to die
 * ("half:7": at the seventh time of that moment; "none": never). On standard input: keys that were handed in before.
 * Each line that it prints is one JSON value, written at once.
 */
const [directory, round, writers, death] = process.argv.slice(2) as [string, string, string, string];
const say = (what: object): number => writeSync(1, `${JSON.stringify(what)}\n`);
const [moment, times] = death.split(':');
let left = Number(times ?? 0);
const fault: Fault = (at) => {
  if (at !== moment) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};

const opened = await openHouse({
  directory,
  database: databaseOf(directory),
  fault,
  ...(process.env['BOOT'] && { boot: process.env['BOOT'] }),
  onFatal: (problem) => {
    say({ fatal: problem.code });
    process.exit(3);
  },
});
if (!opened.value) {
  say({ refused: opened.problems[0] });
  process.exit(2);
}
const house = opened.value;
await house.ready();
if (house.sequence('valley') === undefined) await house.createNetwork(founding);
const { value } = await house.verify('valley');
say({
  opened: { events: house.sequence('valley')! - 5, malt: await maltNow(house), difference: value?.difference ?? null },
});

async function hand(key: string): Promise<void> {
  const answer = await house.submit('valley', batch(key, [raised(key, '1', key.length)]));
  if (answer.value) say({ key, frame: answer.value.frame, sequence: answer.value.sequence, kind: answer.value.kind });
  else say({ key, problem: answer.problems[0] });
}

const before = readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (let start = 0; start < before.length; start += 100) await Promise.all(before.slice(start, start + 100).map(hand));
say({ retried: before.length });
if (Number(writers) === 0) {
  await house.close();
  process.exit(0);
}
await Promise.all(
  Array.from({ length: Number(writers) }, async (_, writer) => {
    for (let place = 0; place < 2000; place++) {
      const key = `${round}-${writer}-${place}`;
      say({ sent: key });
      await hand(key);
    }
  }),
);
await house.close();
