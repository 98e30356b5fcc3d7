import { assert } from '../../../../engine/0-base/assert.ts';
import { drawing, type Sheet, type SheetRequest, sheetTable } from '../../../sheet/sheet.ts';
import { text } from '../../../text/text.ts';
import type { Answer } from '../../../worker/http.ts';
import Sankey from '../../flows/Sankey.svelte';
import { plainName } from '../../names.ts';
import type { LedgerQuery } from '../view.ts';
import { traceAddresses, type TraceItem } from './answer.ts';
import { drawingOf, tracePicture } from './picture.ts';
import { say } from './words.ts';
import { endColumns, endOrder, traceFinding, traceNotes } from './told.ts';

/** Where a lot came from, or where it went, as a sheet. */
export async function traceSheet(request: SheetRequest<LedgerQuery>): Promise<Answer<Sheet>> {
  const { client, opened, values, width } = request;
  const addresses = traceAddresses(opened.network, values);
  const [drawn, listed] = await Promise.all([
    client.get<TraceItem>(addresses.drawn),
    client.get<TraceItem>(addresses.listed),
  ]);
  if (!drawn.ok) return drawn;
  if (!listed.ok) return listed;
  const finding = traceFinding(drawn.value);
  const placed = await client.run('tracePicture', drawingOf(drawn.value, width));
  assert(placed !== undefined, 'a sheet waits for its own picture');
  const { layout, ribbon, bar, legend } = tracePicture(drawn.value, placed, opened.facts);
  const idle = { selected: undefined, onselect: () => undefined, onkey: () => undefined };
  const props = { layout, ribbon, bar, label: finding.join(' '), roleWord: text.flows.chart.role, ...idle };
  const value: Sheet = {
    title: say().titles[drawn.value.direction](plainName(drawn.value.name)),
    finding,
    notes: traceNotes(drawn.value),
    tables: [
      sheetTable({
        id: 'trace',
        caption: say().caption[drawn.value.direction],
        columns: endColumns(opened.facts, listed.value),
        rows: listed.value.ends,
        sorted: endOrder,
        sort: values.sort,
      }),
    ],
    ...(drawn.value.edges.length > 0 && {
      picture: { width: layout.width, height: layout.height, draw: drawing(Sankey, props), legend },
    }),
    datasets: [],
    cited: [],
  };
  return { ok: true, tag: '', value };
}
