import { assert } from '../../../engine/0-base/assert.ts';
import { drawing, type MakeSheet, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import { flowColumns, flowOrder, flowRows } from './columns.ts';
import { flowFigure, flowMarks, pictureSize } from './figure.ts';
import { flowLegend } from './legend.ts';
import { formatPeriod } from './period.ts';
import Sankey from './Sankey.svelte';
import { completeness, finding } from './sentences.ts';
import type { FlowsQuery } from './view.ts';

/** The flows as a sheet. */
export const sheet: MakeSheet<FlowsQuery> = async ({ client, values, width }) => {
  const say = text.flows;
  const size = pictureSize(width);
  const result = await client.run('flowPicture', { query: values, size });
  assert(result !== undefined, 'a sheet waits for its own picture');
  const { picture, drawn, looks } = result;
  const told = {
    ...result,
    layer: say.layerNouns[values.layer],
    by: values.by,
    period: formatPeriod(values.period, say.scopeAll),
  };
  const figure = flowFigure(result, values.loop);
  const sentences = finding(told);
  const props = {
    layout: drawn,
    ribbon: figure.ribbon,
    bar: figure.bar,
    label: sentences.join(' '),
    roleWord: say.chart.role,
    selected: values.sel || undefined,
    raisedLinks: figure.raisedLinks,
    onselect: () => undefined,
    onkey: () => undefined,
  };
  return {
    ok: true,
    tag: '',
    value: {
      title: say.title,
      finding: sentences,
      notes: completeness(told),
      tables: [
        sheetTable({
          id: 'flows',
          caption: say.table.caption,
          columns: flowColumns(picture),
          rows: flowRows(picture),
          sorted: flowOrder,
          sort: values.sort,
        }),
      ],
      ...(picture.links.length > 0 && {
        picture: {
          width: drawn.width,
          height: drawn.height,
          draw: drawing(Sankey, props),
          legend: flowLegend(picture, new Map(looks), flowMarks(result, figure.inLoops)),
        },
      }),
      datasets: [],
      cited: [...new Set(picture.links.flatMap(({ figures }) => figures.map(({ source }) => source)))],
    },
  };
};
