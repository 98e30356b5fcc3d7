import type { Body } from '../../../engine/1-record/kind.ts';
import { tableBuilder } from '../../../engine/3-flow/builder.ts';
import type { FlowRow, FlowTable } from '../../../engine/3-flow/columns.ts';
import type { Book } from '../book.ts';
import type { StoreClient } from '../client.ts';
import { keepPublished } from '../fold.ts';
import type { FoldedGroup } from '../group.ts';
import type { FlowsSince } from '../row-queries.ts';

type Call = StoreClient['call'];

const readMs = 120_000;

/** The flow rows of a network in memory, as far as they were seen. */
export interface FlowColumns {
  readonly sequence: number;
  append(rows: readonly FlowRow[], sequence: number): void;
  table(): FlowTable;
  clear(): void;
}

/** Columns without a row. */
export function flowColumns(): FlowColumns {
  let builder = tableBuilder();
  let sequence = 0;
  return {
    get sequence() {
      return sequence;
    },
    append(rows, upTo) {
      builder.append(rows);
      sequence = upTo;
    },
    table: () => builder.table(),
    clear() {
      builder = tableBuilder();
      sequence = 0;
    },
  };
}

/** Everything of the flow table behind a number, in as many pieces as it takes; what is told last holds for all. */
export async function readFlows(call: Call, network: string, since: number): Promise<FlowsSince & { rows: FlowRow[] }> {
  const rows: FlowRow[] = [];
  for (let after = since; ;) {
    const part = await call('listFlows', [network, { after, since }], { limitMs: readMs });
    for (const group of part.groups) for (const row of JSON.parse(group.rows) as FlowRow[]) rows.push(row);
    if (!part.more) return { ...part, rows };
    after = part.groups.at(-1)!.sequence;
  }
}

/** What a turn has done that shows once it is committed: from where on, and up to where. */
export interface Staged {
  readonly after: number;
  readonly groups: FoldedGroup[];
}

type Shown = Pick<Book, 'published' | 'applied'>;

interface Following {
  readonly columns: FlowColumns;
  readonly call: Call;
  readonly network: string;
}

/** Follows what is recorded in a network, by whomever; one step after the other, each seen whole. */
export function followFlows(book: Shown, { columns, call, network }: Following) {
  let step: Promise<void> = Promise.resolve();

  async function catchUp(): Promise<void> {
    const found = await readFlows(call, network, columns.sequence);
    // A database that was set back to an earlier state is read anew.
    if (found.sequence < columns.sequence) {
      columns.clear();
      book.published.clear();
      return catchUp();
    }
    columns.append(found.rows, found.sequence);
    for (const { id, sequence, body, retired } of found.published)
      if (retired) book.published.delete(id);
      else book.published.set(id, { id, sequence, body: JSON.parse(body) as Body<'PublishedFlow'> });
    book.applied = found.sequence;
  }

  function adopt({ groups }: Staged): void {
    for (const { flows, published, sequence } of groups) {
      columns.append(flows, sequence);
      for (const each of published) keepPublished(book, each);
      book.applied = sequence;
    }
  }

  const next = (work: () => Promise<void> | void): Promise<void> => {
    const mine = step.then(work);
    step = mine.catch(() => undefined);
    return mine;
  };

  return {
    /** Sees what is there. */
    catchUp: () => next(catchUp),
    /** Shows what a turn of our own has done. */
    show: (staged: Staged) => next(() => (columns.sequence === staged.after ? adopt(staged) : catchUp())),
    /** Shows nothing any more until it is seen anew. */
    clear: () =>
      next(() => {
        columns.clear();
        book.published.clear();
      }),
  };
}
