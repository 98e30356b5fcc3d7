import { StoreFailure } from '../client.ts';

/** What PostgreSQL's driver and drizzle throw. */
interface Thrown extends Error {
  readonly code?: string;
  readonly cause?: Thrown;
}

/** SQL states (or their first digits) after which a new connection may help: cut, shut down, full, read only. */
const away = /^(08|57P0|53300|25006|25P03|40001|40P01)/;
/** What the system says of a connection that is none. */
const network = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ENOENT$|EACCES$)/;
/** What the driver says of one, for which it has no code. */
const sentences = /^(Connection terminated|Client has encountered a connection error|timeout e|Query read timeout)/;
/** A query over its time, or one that waited too long for others. */
const late = /^(57014|55P03)$/;

/** A failure of the driver as one of the store. */
export function storeFailure(thrown: unknown): StoreFailure {
  if (thrown instanceof StoreFailure) return thrown;
  const inner = (thrown as Thrown).cause ?? (thrown as Thrown);
  const { message, code = '' } = inner;
  if (late.test(code)) return new StoreFailure('busy', message, code);
  const cut = away.test(code) || network.test(code) || sentences.test(message);
  return new StoreFailure(cut ? 'away' : 'failed', message || code, code);
}
