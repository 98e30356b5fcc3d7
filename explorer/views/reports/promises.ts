import type { Progress } from '../../../engine/2-ledger/fulfilment.ts';
import type { Column } from '../../marks/table.ts';
import { formatDate, formatExact, rankOf, unitSymbol } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import { readPromises } from '../read-promises.ts';
import { actionWord } from '../record/effect.ts';
import { namesIn, reportTable, type ReportTable, type Request } from './report.ts';
import { say } from './words.ts';

/** What is open between an agent and another. */
interface Row {
  readonly item: PromiseItem;
  readonly side: 'owes' | 'owed';
  readonly progress: Progress | undefined;
}

/** What an agent owes others and what they owe the agent, by commitments and claims that are open. */
export async function promisesOf(request: Request): Promise<Answer<readonly Row[]>> {
  const { client, opened, values } = request;
  const { agent, to, recorded } = values;
  const found = await readPromises(client, opened.network, { agent, happened: to, recorded });
  if (!found.ok) return found;
  const open = found.value.filter(
    ({ class: name, state, provider, receiver }) =>
      name !== 'Intent' && provider !== receiver && (state === 'open' || state === 'begun'),
  );
  return {
    ...found,
    value: open.map((item) => ({
      item,
      side: item.provider === agent ? 'owes' : 'owed',
      progress: item.resource ?? item.effort,
    })),
  };
}

/** What each figure of a promise means. */
const terms = { asked: 'planned', done: 'fulfilled', open: 'open' } as const;

/** The table of what is owed and owing. */
export function promiseTable(request: Request, rows: readonly Row[]): ReportTable {
  const words = say().holdings;
  const heads = words.promised;
  const name = namesIn(request);
  const figure = (
    id: keyof typeof terms,
    head: string,
    of: (progress: Progress) => Progress['done'] | undefined,
  ): Column<Row> => ({
    id,
    head,
    about: terms[id],
    value: ({ progress }) => (progress && of(progress)?.hasNumericalValue) ?? null,
    show: ({ progress }) => formatExact((progress && of(progress)?.hasNumericalValue) ?? ''),
    rank: ({ progress }) => rankOf(progress && of(progress)),
  });
  const columns: Column<Row>[] = [
    { id: 'side', head: heads.side, value: ({ side }) => words.sides[side] },
    {
      id: 'other',
      head: heads.other,
      value: ({ side, item }) => name(side === 'owes' ? item.receiver : item.provider),
    },
    {
      id: 'what',
      head: heads.what,
      value: ({ item }) => name(item.resourceInventoriedAs ?? item.resourceConformsTo) || actionWord(item.action),
    },
    figure('asked', heads.asked, ({ asked }) => asked),
    figure('done', heads.done, ({ done }) => done),
    figure('open', heads.open, ({ remaining }) => remaining),
    { id: 'unit', head: heads.unit, value: ({ progress }) => unitSymbol(progress?.done.hasUnit ?? '') },
    {
      id: 'due',
      head: heads.due,
      value: ({ item }) => item.due ?? '',
      show: ({ item }) => (item.due ? formatDate(item.due) : ''),
    },
    { id: 'mark', head: heads.mark, value: ({ item }) => (item.late ? words.late : '') },
  ];
  return reportTable({ id: 'promises', caption: words.promises, columns, rows });
}
