/**
 * A process of its own that opens a data directory, asks for stock so many times, and tells what it took as one line of
 * JSON. Arguments: directory, how often. The time begins when the directory is opened (reading the program is not
 * counted) and ends when every network answers; memory is that of the whole process, threads included.
 */
import { openHouse } from '../../api/store/open.ts';
import { hottest, momentAt, resourceAt, typical } from './many-events.ts';
import { seeded } from './random.ts';

/** What a child tells. */
export interface OpenedHouse {
  readonly openedMs: number;
  /** From the first entry of the projection on, when it had to be made anew. */
  readonly foldedMs: number;
  readonly peakMB: number;
  /** What it already was when the first entry was folded: program and empty database. */
  readonly startMB: number;
  readonly sequence: number;
  readonly stocks: { readonly typical: readonly number[]; readonly hottest: readonly number[] };
}

const [directory, rounds] = process.argv.slice(2) as [string, string];
const random = seeded(7);
const began = performance.now();
let foldedFrom: number | undefined;
let startMB = 0;
const opened = await openHouse({
  directory,
  onProgress: () => {
    foldedFrom ??= performance.now();
    startMB ||= process.resourceUsage().maxRSS / 1000;
  },
});
if (!opened.value) throw new Error(JSON.stringify(opened.problems));
const house = opened.value;
await house.ready();
const ended = performance.now();
const peakMB = process.resourceUsage().maxRSS / 1000;

async function timesOf(place: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    const happened = momentAt(random()).getTime() * 1000;
    const started = performance.now();
    const { value } = await house.stocks('valley', { resource: resourceAt(place), happened });
    times.push(performance.now() - started);
    if (value?.items.length !== 1) throw new Error(`no stock of resource ${place}`);
  }
  return times;
}

const told: OpenedHouse = {
  openedMs: ended - began,
  foldedMs: ended - (foldedFrom ?? began),
  peakMB,
  startMB,
  sequence: house.sequence('valley')!,
  stocks: { typical: await timesOf(typical), hottest: await timesOf(hottest) },
};
console.log(JSON.stringify(told));
await house.close();
