import { assert } from '../../../engine/0-base/assert.ts';
import { drawing, type MakeSheet, type SheetPicture, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import { barsLayout } from './bars.ts';
import { blankNote, blanksOf } from './blanks.ts';
import { thresholdColumns } from './columns.ts';
import DeviationBars from './DeviationBars.svelte';
import Doughnut from './Doughnut.svelte';
import { describe, doughnutSize, wedgeWords } from './figure.ts';
import { doughnutLayout } from './layout.ts';
import { thresholdLegend } from './legend.ts';
import { finding, floorNote, rangeNote } from './sentences.ts';
import type { ThresholdsQuery } from './view.ts';
import type { Wedge } from './wedge.ts';

/** The thresholds as a sheet. */
export const sheet: MakeSheet<ThresholdsQuery> = async ({ client, values, width }) => {
  const answer = await client.run('doughnut', values);
  assert(answer !== undefined, 'a sheet waits for its own figures');
  if (!answer.ok) return answer;
  const say = text.thresholds;
  const { wedges, period } = answer.value;
  const sentences = finding(answer.value, values.scope);
  const given = { wedges, values, width, label: sentences.join(' ') };
  return {
    ok: true,
    tag: '',
    value: {
      title: `${say.title}, ${period}`,
      finding: sentences,
      notes: [
        ...(values.scope === 'network' ? [say.sharingHow[values.sharing]] : []),
        ...floorNote(answer.value, values.scope),
        rangeNote(wedges),
        ...blanksOf(wedges).map(blankNote),
      ],
      tables: [
        sheetTable({
          id: 'thresholds',
          caption: say.table.caption,
          columns: thresholdColumns(),
          rows: wedges,
          sort: values.sort,
        }),
      ],
      picture: values.form === 'bars' ? barsPicture(given) : doughnutPicture(given),
      datasets: values.scope === 'world' ? ['world'] : ['ef-budgets', 'agribalyse', 'energy-factors', 'gwp'],
      cited: [...new Set(wedges.map(({ source }) => source).filter(Boolean))],
    },
  };
};

interface Given {
  readonly wedges: readonly Wedge[];
  readonly values: ThresholdsQuery;
  readonly width: number;
  /** What the picture shows, in words. */
  readonly label: string;
}

const boundaryOf = ({ scope }: ThresholdsQuery) =>
  scope === 'world' ? text.thresholds.chart.boundaryWorld : text.thresholds.chart.boundary;

function doughnutPicture({ wedges, values, width, label }: Given): SheetPicture {
  const layout = doughnutLayout(wedges, doughnutSize(width));
  return {
    width: layout.width,
    height: layout.height,
    draw: drawing(Doughnut, {
      layout,
      words: wedgeWords(wedges, layout.numbered),
      label,
      boundary: [text.thresholds.chart.ring, boundaryOf(values)],
      selected: values.sel,
      onselect: () => undefined,
    }),
    legend: thresholdLegend(wedges, values.form, layout.numbered),
  };
}

function barsPicture({ wedges, values, width, label }: Given): SheetPicture {
  const layout = barsLayout(wedges, width);
  const byId = new Map(wedges.map((wedge) => [wedge.id, wedge]));
  return {
    width: layout.width,
    height: layout.height,
    draw: drawing(DeviationBars, {
      layout,
      title: (id: string) => describe(byId.get(id)!),
      label,
      boundary: boundaryOf(values),
      selected: values.sel,
      onselect: () => undefined,
    }),
    legend: thresholdLegend(wedges, values.form),
  };
}
