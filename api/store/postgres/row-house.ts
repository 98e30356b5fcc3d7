import { randomBytes } from 'node:crypto';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { isAddress } from '../book.ts';
import type { OpenOptions } from '../file-house.ts';
import { createFounder } from '../founding.ts';
import type { Answer, House } from '../house.ts';
import { assembleHouse } from '../assemble.ts';
import { openRoom, type Room } from '../room.ts';
import { openPostgres, type Postgres } from './connect.ts';
import { listen } from './listener.ts';
import { readingStore } from './reading.ts';
import { rowModels } from './row-local-models.ts';
import { rowNotes } from './row-notes.ts';
import { openRowBook } from './row-vault.ts';

type RowOptions = OpenOptions & { readonly database: string };

const usualLimitMs = 10_000;
const nothing = () => undefined;

/**
 * Opens the house of a PostgreSQL server (`database.away`, `.refused`, `.missing`, `.unfit` when that cannot be). Other
 * servers may have it open too: every answer is as of what any of them has recorded.
 */
export async function openRowHouse(options: RowOptions): Promise<Answer<House>> {
  const opened = await openPostgres(options.database, options.onNotice ?? nothing);
  if ('problem' in opened) return { problems: [opened.problem] };
  try {
    return { value: await openRooms(opened.postgres, options), problems: [] };
  } catch (failure) {
    await opened.postgres.close();
    throw failure;
  }
}

/** The rooms of a house, and how those come in that another server founds. */
interface Rooms {
  readonly rooms: Map<string, Room>;
  readonly open: (slug: string) => Room;
  readonly openAll: () => Promise<void>;
  /** Sees what others have founded and recorded. */
  readonly look: (slug?: string) => Promise<void>;
}

async function openRooms(postgres: Postgres, options: RowOptions): Promise<House> {
  const limitMs = options.queryLimitMs ?? usualLimitMs;
  const { rooms, open, openAll, look } = roomsOf(postgres, { ...options, limitMs });
  const listener = await listen({
    config: postgres.config,
    onChange: (network) => void rooms.get(network)?.look().catch(nothing),
    onGap: () => void look().catch(nothing),
  });
  const opening = openAll().catch(nothing);
  const founder = createFounder({ rooms, opening, open, look });
  const trouble = (): Problem | undefined => {
    const reason = listener.away();
    return reason === undefined ? undefined : problem('store.away', '', { reason });
  };
  const kept = { notes: rowNotes(postgres), models: rowModels(postgres) };
  const house = assembleHouse({ rooms, opening, founder, ...kept, look, trouble });
  return {
    ...house,
    async close() {
      await founder.stop();
      await Promise.all([...rooms.values()].map((room) => room.close()));
      await listener.close();
      await postgres.close();
    },
  };
}

function roomsOf(postgres: Postgres, options: RowOptions & { readonly limitMs: number }): Rooms {
  const rooms = new Map<string, Room>();
  const coming = new Map<string, Promise<void>>();
  const { call } = readingStore(postgres.reads, options.limitMs);
  const given = {
    ...options,
    clock: options.clock ?? (() => Date.now() * 1000),
    random: options.random ?? ((length: number) => randomBytes(length)),
    onProgress: options.onProgress ?? nothing,
    onFatal: options.onFatal ?? nothing,
    boot: '',
  };

  const open = (slug: string): Room =>
    openRoom({
      ...given,
      slug,
      async open(onProgress) {
        const book = openRowBook({ ...given, slug, postgres });
        await book.open(onProgress);
        return { book };
      },
    });

  /** Opens all that is kept when the house is opened; its rooms are seen while they come up. */
  async function openAll(): Promise<void> {
    const names = await call('listNetworks', []);
    for (const slug of names) rooms.set(slug, open(slug));
    for (const slug of names) await rooms.get(slug)!.start();
  }

  /** Opens what another server has founded; whoever asks meanwhile waits for the same. */
  function bring(slug: string): Promise<void> {
    const underway = coming.get(slug) ?? arrive(slug).finally(() => coming.delete(slug));
    coming.set(slug, underway);
    return underway;
  }

  /** A room is seen when it has come up; one that was founded here meanwhile stays. */
  async function arrive(slug: string): Promise<void> {
    const room = open(slug);
    await room.start();
    if (isHere(slug)) return void (await room.close());
    await rooms.get(slug)?.close();
    rooms.set(slug, room);
  }

  async function lookAll(): Promise<void> {
    for (const slug of await call('listNetworks', [])) await (isHere(slug) ? rooms.get(slug)!.look() : bring(slug));
  }

  async function lookAt(slug: string): Promise<void> {
    if (isHere(slug)) return rooms.get(slug)!.look();
    if (isAddress(slug) && (await call('findJournal', [slug])) !== undefined) await bring(slug);
  }

  /** Whether a network need not be opened: one that could not be read when it was is tried again. */
  function isHere(slug: string): boolean {
    const code = rooms.get(slug)?.status().problem?.code;
    return rooms.has(slug) && code !== 'store.away' && code !== 'store.busy';
  }

  return { rooms, open, openAll, look: (slug) => (slug === undefined ? lookAll() : lookAt(slug)) };
}
