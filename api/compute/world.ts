import { formatDay } from '../../engine/0-base/time.ts';
import { type Facts, factsFrom, type StoredRecord } from '../../engine/1-record/facts.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import { assert } from '../../engine/0-base/assert.ts';
import { type FlowTable, isRecordedStatus } from '../../engine/3-flow/columns.ts';
import type { BackgroundRow } from '../../engine/4-footprint/background.ts';
import { decodeTable } from '../../engine/3-flow/encode.ts';
import { nettedTable } from '../../engine/3-flow/net.ts';
import type { Knowledge } from '../store/house.ts';

/** A network as the computing thread holds it: what every answer follows from, and the answers given since. */
export interface World {
  readonly name: string;
  readonly zone: string;
  /** Made up to show how things work. */
  readonly invented: boolean;
  readonly facts: Facts;
  /** The facts without what was retired. */
  readonly standing: Facts;
  /** Corrections merged into what they correct. */
  readonly table: FlowTable;
  readonly sequence: number;
  /** The year in which something was measured last. */
  readonly lastYear: string;
  /** What products of the network's own models carry, as far as its links name them. */
  readonly background: readonly BackgroundRow[];
  readonly answers: Map<string, unknown>;
}

/** What is sent to the thread when a network has changed. */
export interface Load {
  readonly network: string;
  readonly bytes: ArrayBuffer;
  readonly sequence: number;
  readonly knowledge: Knowledge;
  /** Rows of background data beside those of the datasets. */
  readonly background?: readonly BackgroundRow[];
}

/** The name of a network's world as it was: at a number of its journal, as far as it had happened by a moment. */
export const pastKey = (network: string, sequence: number, happened: number | undefined): string =>
  `${network}@${sequence}/${happened ?? ''}`;

/** Whether a world is one that was. */
export const isPast = (key: string): boolean => key.includes('@');

/** Answers that are kept of a network; the one that was found longest ago goes first. */
const mostAnswers = 100;

/** The answer that was found under a key before, else the one that is found now. */
export function remembered<T>({ answers }: Pick<World, 'answers'>, key: string, find: () => T): T {
  const known = answers.get(key) as T | undefined;
  if (known !== undefined) return known;
  const found = find();
  answers.set(key, found);
  if (answers.size > mostAnswers) answers.delete(answers.keys().next().value!);
  return found;
}

const recordsOf = (part: Knowledge['records']): StoredRecord[] =>
  (Object.keys(part) as ClassName[]).flatMap((name) =>
    (part[name] ?? []).map(({ id, ...body }) => ({ class: name, id, body })),
  );

/** Makes a world of what the house answers. */
export function worldOf({ bytes, knowledge, sequence, background = [] }: Load): World {
  const { network, records, retired } = knowledge;
  const own: StoredRecord = { class: 'Network', id: network.id, body: network.body };
  const standing = [own, ...recordsOf(records)];
  const { table, problems } = decodeTable(bytes);
  assert(table !== undefined, 'the flow table of the house is whole', { problems });
  return {
    name: network.body.name,
    zone: network.body.zone,
    invented: network.body.invented ?? false,
    facts: factsFrom([...standing, ...recordsOf(retired)]),
    standing: factsFrom(standing),
    table: nettedTable(table),
    sequence,
    lastYear: lastYearOf(table),
    background,
    answers: new Map(),
  };
}

/** The year of the last measured row; of the last row where nothing is measured. */
function lastYearOf({ count, columns }: FlowTable): string {
  let [last, lastMeasured] = [0, 0];
  for (let row = 0; row < count; row++) {
    const day = columns.day[row]!;
    if (day > last) last = day;
    if (day > lastMeasured && isRecordedStatus[columns.status[row]!] === 1) lastMeasured = day;
  }
  return formatDay(lastMeasured || last).slice(0, 4);
}
