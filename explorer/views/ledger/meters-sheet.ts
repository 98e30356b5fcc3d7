import { type Sheet, type SheetRequest, sheetTable } from '../../sheet/sheet.ts';
import { metersText } from '../../text/meters.ts';
import { problemSentence } from '../../text/problem.ts';
import type { Answer } from '../../worker/http.ts';
import { type Metered, meteredAddress, pairSentence, readingSentence, stockName } from '../metered.ts';
import { byStock, metersFinding, pairColumns, spanColumns, spanOrder } from './meters.ts';
import { partColumns, partsOf, type Proposal, proposalAddress } from './spread.ts';
import type { LedgerQuery } from './view.ts';

type Request = SheetRequest<LedgerQuery>;

const ready = (value: Omit<Sheet, 'datasets' | 'cited'>): Answer<Sheet> => ({
  ok: true,
  tag: '',
  value: { ...value, datasets: [], cited: [] },
});

/** What meters and invoices say as a sheet: what was used, and the figures of the same days beside each other. */
export async function metersSheet({ client, opened, values }: Request): Promise<Answer<Sheet>> {
  const answer = await client.get<Metered>(meteredAddress(opened.network, values.resource));
  if (!answer.ok) return answer;
  const { items, pairs, warnings } = answer.value;
  const say = metersText();
  const stocks = byStock(opened, answer.value, values.resource);
  const named = stocks.flatMap((each) =>
    metersFinding(opened, each).map((sentence) => `${stockName(opened, each.stock)}: ${sentence}`),
  );
  const columns = spanColumns(opened, items, true);
  return ready({
    title: say.captionAll,
    finding: stocks.length === 0 ? [say.none] : named,
    notes: [say.lead, ...warnings.map(problemSentence)],
    tables: [
      sheetTable({ id: 'meters', caption: say.captionAll, columns, rows: items, sorted: spanOrder, sort: values.sort }),
      sheetTable({ id: 'pairs', caption: say.captionPairs, columns: pairColumns(opened), rows: pairs, sort: '' }),
    ],
  });
}

/** One reading as a sheet: what was used of it, what another figure says, and what each batch has of it. */
export async function readingSheet({ client, opened, values }: Request): Promise<Answer<Sheet>> {
  const say = metersText().page;
  const body = opened.facts.Reading?.get(values.reading);
  const [metered, proposed] = await Promise.all([
    client.get<Metered>(meteredAddress(opened.network, body?.of ?? '')),
    client.get<Proposal>(proposalAddress(opened.network, values.reading, { key: '', basedOn: '' })),
  ]);
  if (!metered.ok) return metered;
  const pairs = metered.value.pairs.filter(({ readings }) => readings.includes(values.reading));
  const parts = proposed.ok ? partsOf(proposed.value) : [];
  const columns = partColumns(opened, proposed.ok ? proposed.value.quantity : (body?.index ?? none));
  const state = !proposed.ok ? say.first : proposed.value.isSpread ? say.isSpread : say.lead;
  return ready({
    title: body ? readingSentence(opened, body) : say.gone,
    finding: [...pairs.map((pair) => pairSentence(opened, pair)), state],
    notes: [],
    tables: [sheetTable({ id: 'spread', caption: say.caption, columns, rows: parts, sort: values.sort })],
  });
}

const none = { hasNumericalValue: '1', hasUnit: 'one' };
