import { type Canonical, canonicalText } from '../../engine/0-base/canonical.ts';
import { problem } from '../../engine/0-base/problem.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import { addressForm, type Book, isAddress, networkId } from './book.ts';
import { sha256Hex } from './hash.ts';
import type { Answer, House, Receipt } from './house.ts';
import { findOne } from './queries.ts';
import { failureProblem } from './receipt.ts';
import { askRoom, type Room } from './room.ts';

type Founding = Parameters<House['createNetwork']>[0];

/** Founds networks. */
export interface Founder {
  found(founding: Founding): Promise<Answer<Receipt>>;
  /** Founds nothing more, and resolves when nothing is being founded. */
  stop(): Promise<void>;
}

interface FounderOptions {
  /** The networks that others see; one is among them when its own record is there. */
  readonly rooms: Map<string, Room>;
  readonly opening: Promise<void>;
  readonly open: (slug: string) => Room;
  /** Sees whether somebody else has founded a network. */
  readonly look: (slug: string) => Promise<void>;
}

/** Those who found under the same address come one after the other, so that the second finds what the first left. */
export function createFounder({ rooms, opening, open, look }: FounderOptions): Founder {
  const underway = new Map<string, Promise<unknown>>();
  let stopped = false;

  async function foundNew(founding: Founding): Promise<Answer<Receipt>> {
    const room = open(founding.slug);
    await room.start();
    const receipt = await room.submit(submissionOf(founding));
    if (receipt.value === undefined || rooms.has(founding.slug)) await room.close();
    else rooms.set(founding.slug, room);
    return receipt;
  }

  /** Tells what was founded before under this address; undefined when nothing was. */
  async function foundBefore(founding: Founding): Promise<Answer<Receipt> | undefined> {
    const { slug } = founding;
    if (!rooms.has(slug)) await look(slug);
    const room = rooms.get(slug);
    return room && askRoom(room, slug, (book) => foundAgain(book, founding));
  }

  async function foundInTurn(founding: Founding): Promise<Answer<Receipt>> {
    try {
      const before = await foundBefore(founding);
      if (before) return before;
      const fresh = await foundNew(founding);
      // Another server may have founded it in this moment.
      return fresh.value ? fresh : ((await foundBefore(founding)) ?? fresh);
    } catch (failure) {
      return { problems: [failureProblem(failure)] };
    }
  }

  return {
    async found(founding) {
      const { slug } = founding;
      if (!isAddress(slug)) {
        const values = { field: 'network', value: slug, expected: addressForm };
        return { problems: [problem('parameter.invalid', '', values)] };
      }
      await opening;
      if (stopped) return { problems: [problem('store.rebuilding', '', { value: 'closing' })] };
      const turn = (underway.get(slug) ?? Promise.resolve()).then(() => foundInTurn(founding));
      const over = turn.catch(() => undefined);
      underway.set(slug, over);
      try {
        return await turn;
      } finally {
        if (underway.get(slug) === over) underway.delete(slug);
      }
    },
    async stop() {
      stopped = true;
      await opening;
      await Promise.all(underway.values());
    },
  };
}

/** The first batch of a network, with its own record at the end. */
function submissionOf({ slug, body, author, entries = [], request }: Founding) {
  const own: Entry = { v: 1, op: 'record', class: 'Network', id: networkId(slug), body };
  const all = [...entries, own];
  const requestHash = sha256Hex(Buffer.from(canonicalText(all as unknown as Canonical)));
  return { entries: all, author, ...(request ?? { key: `found ${slug}`, requestHash }) };
}

/** The answer to whoever founds what is founded: the same for the same content, else `network.exists`. */
async function foundAgain(book: Book, { slug, body, entries = [] }: Founding): Promise<Answer<Receipt>> {
  const own = await findOne(book, { className: 'Network', id: networkId(slug) });
  if (own.value === undefined) return own;
  const ids = entries.map(({ id }) => id);
  const { records } = await book.store.call('load', [slug, ids]);
  const bodies = new Map(records.map((each) => [each.id, each.body]));
  const same = isSame(own.value.body, body) && entries.every((each) => isSame(bodies.get(each.id), each.body));
  if (!same) return { problems: [problem('network.exists', '', { value: slug })] };
  const { recorded, sequence } = own.value;
  const rest = { entries: ids.length + 1, ids: [...ids, networkId(slug)], stocks: [], processes: [], warnings: [] };
  return { value: { frame: 1, sequence, recorded, ...rest, kind: 'repeated' }, problems: [] };
}

const isSame = (a: Body | undefined, b: Body): boolean =>
  a !== undefined && canonicalText(a as Canonical) === canonicalText(b as Canonical);
