import pg from 'pg';
import { storeFailure } from './failure.ts';

/** The channel on which servers tell each other that something was recorded: the payload is the network. */
export const channel = 'throughflow';

/** Hears what other servers record. */
export interface Listener {
  /** Why nothing is heard now. */
  away(): string | undefined;
  close(): Promise<void>;
}

interface Listening {
  readonly config: pg.ClientConfig;
  readonly onChange: (network: string) => void;
  /** Told when nothing was heard for a while. */
  readonly onGap: () => void;
}

const againMs = 500;

/** Listens on a connection of its own; one that is cut is made again. */
export async function listen({ config, onChange, onGap }: Listening): Promise<Listener> {
  let client: pg.Client | undefined;
  let reason: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(config);
    client = fresh;
    const lost = (failure?: Error) => {
      if (client !== fresh || closed) return;
      client = undefined;
      reason = failure ? storeFailure(failure).message : 'the connection ended';
      fresh.end().catch(() => undefined);
      timer = setTimeout(() => void connect(), againMs);
    };
    fresh.on('error', lost);
    fresh.on('end', () => lost());
    fresh.on('notification', ({ payload = '' }) => onChange(payload));
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      if (reason !== undefined) onGap();
      reason = undefined;
    } catch (failure) {
      lost(failure as Error);
    }
  }

  await connect();
  return {
    away: () => reason,
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
