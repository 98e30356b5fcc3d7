import type { Instant } from '../../engine/0-base/time.ts';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { classIn } from '../../engine/1-record/linked/node.ts';
import { actionNamed } from '../../engine/2-ledger/action.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import type { Answer, House, Receipt, Submission } from '../store/house.ts';
import { networkId } from '../store/book.ts';
import { idMaker } from '../store/identify.ts';

/** Parsed records with the key by which a repeat is known. */
export interface HandedIn {
  readonly records: readonly unknown[];
  readonly key: string;
  readonly hash: string;
  /** Who hands them in; the operator unless told. */
  readonly author?: string | undefined;
  /** What the records must have: all that their actions ask for, or (structural) only what can be read. */
  readonly strictness?: 'structural' | 'behavioural' | undefined;
  /** When it was recorded, in a story that comes with the house. */
  readonly recorded?: Instant | undefined;
}

/** Who hands in what the operator brings, by the command line, the first start or a request. */
export const operator = 'operator';

/**
 * Records a batch by the way that every batch takes: read, judged, recorded, all of it or nothing. A batch for a network
 * that does not exist must hold the record that founds it.
 */
export async function handIn(
  house: House,
  network: string,
  { records, key, hash: requestHash, recorded, strictness, author = operator }: HandedIn,
): Promise<Answer<Receipt>> {
  const known = house.sequence(network) !== undefined;
  const own = records.map((record) => underAddress(record, network));
  const { entries, problems } = readBatch(own, {
    makeId: idMaker(network, author, key),
    actionOf: actionNamed,
    strictness,
  });
  if (problems.some(isError)) return { problems };
  const answer = known
    ? await house.submit(network, { entries, author, key, requestHash, recorded, strictness })
    : await found(house, network, entries, { key, requestHash, recorded, strictness });
  return { ...answer, problems: [...problems, ...answer.problems] };
}

/** Gives a network's own record the id that follows from its address. */
function underAddress(record: unknown, network: string): unknown {
  const { '@id': _, ...fields } = (record ?? {}) as Record<string, unknown>;
  return isNetwork(fields) ? { ...fields, id: networkId(network) } : record;
}

const isNetwork = ({ type, '@type': typed = type }: Record<string, unknown>): boolean => classIn(typed) === 'Network';

async function found(
  house: House,
  slug: string,
  all: readonly Entry[],
  request: Pick<Submission, 'key' | 'requestHash' | 'recorded' | 'strictness'>,
): Promise<Answer<Receipt>> {
  const own = all.find((entry) => entry.id === networkId(slug));
  if (!own) return { problems: [problem('network.unknown', '', { value: slug })] };
  const entries = all.filter((entry) => entry !== own);
  return house.createNetwork({ slug, body: own.body as Body<'Network'>, author: operator, entries, request });
}

/** Problems of a part of a file, with the records numbered as in the whole of it. */
export const inFile = (problems: readonly Problem[], first: number): Problem[] =>
  problems.map((each) =>
    each.record?.startsWith('#') ? { ...each, record: `#${Number(each.record.slice(1)) + first - 1}` } : each,
  );
