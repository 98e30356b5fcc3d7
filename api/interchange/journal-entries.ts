import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type DecodedFrame, decodeFrames, type StoredEntry } from '../../engine/2-ledger/journal/frame.ts';
import type { House } from '../store/house.ts';

/** A journal that cannot be read to its end: what was read of it is not all. */
export class DamagedJournal extends Error {
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** The frames of a network's journal, from the pieces in which its bytes come. */
async function* framesOf(house: Pick<House, 'exportJournal'>, network: string): AsyncIterable<DecodedFrame> {
  let rest: Uint8Array = new Uint8Array();
  let place = { offset: 0, number: 1 };
  for await (const piece of house.exportJournal(network)) {
    const bytes = Buffer.concat([rest, piece]);
    const { frames, end, problem: damage } = decodeFrames(bytes, place);
    yield* frames;
    if (damage) throw new DamagedJournal({ ...damage, values: { ...damage.values, name: network } });
    rest = bytes.subarray(end - place.offset);
    place = { offset: end, number: place.number + frames.length };
  }
  if (rest.length === 0) return;
  const values = { name: network, at: `${place.offset}`, reason: 'its last frame is not whole' };
  throw new DamagedJournal(problem('journal.frame', '', values));
}

/**
 * The entries of a network's journal as ValueFlows JSON records, in the order of recording: what `import` takes again.
 * Private fields, which the journal holds as commitments only, are taken from the record as it stands; erased ones are gone.
 * Throws DamagedJournal behind the last entry that can be read when that is not the last one.
 */
export async function* entriesOf(house: House, network: string): AsyncIterable<Record<string, unknown>> {
  for await (const { frame } of framesOf(house, network))
    for (const entry of frame.entries) {
      const { op, class: type, id, body } = entry;
      yield { type, id, ...(op !== 'record' && { op }), ...body, ...(await privateFields(house, network, entry)) };
    }
}

async function privateFields(house: House, network: string, entry: StoredEntry): Promise<Record<string, unknown>> {
  const hidden = Object.keys(entry.commitments ?? {});
  if (hidden.length === 0) return {};
  const { value } = await house.record(network, entry.class, entry.id);
  const body: Record<string, unknown> = value?.body ?? {};
  return Object.fromEntries(hidden.filter((field) => field in body).map((field) => [field, body[field]]));
}
