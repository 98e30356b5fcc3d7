import { assert } from '../../../engine/0-base/assert.ts';
import { drawing, type MakeSheet, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import { thresholdColumns } from './columns.ts';
import Doughnut from './Doughnut.svelte';
import { doughnutSize, wedgeWords } from './figure.ts';
import { doughnutLayout } from './layout.ts';
import { thresholdLegend } from './legend.ts';
import { finding } from './sentences.ts';
import type { ThresholdsQuery } from './view.ts';

/** The thresholds as a sheet. */
export const sheet: MakeSheet<ThresholdsQuery> = async ({ client, values, width }) => {
  const answer = await client.run('doughnut', values);
  assert(answer !== undefined, 'a sheet waits for its own figures');
  if (!answer.ok) return answer;
  const say = text.thresholds;
  const { wedges, period } = answer.value;
  const sentences = finding(answer.value, values.scope);
  const layout = doughnutLayout(wedges, doughnutSize(width));
  const props = {
    layout,
    words: wedgeWords(wedges, layout.numbered),
    label: sentences.join(' '),
    boundary: [say.chart.ring, values.scope === 'world' ? say.chart.boundaryWorld : say.chart.boundary],
    selected: values.sel,
    onselect: () => undefined,
  };
  return {
    ok: true,
    tag: '',
    value: {
      title: `${say.title}, ${period}`,
      finding: sentences,
      notes: values.scope === 'network' ? [say.sharingHow[values.sharing]] : [],
      tables: [
        sheetTable({
          id: 'thresholds',
          caption: say.table.caption,
          columns: thresholdColumns(),
          rows: wedges,
          sort: values.sort,
        }),
      ],
      picture: {
        width: layout.width,
        height: layout.height,
        draw: drawing(Doughnut, props),
        legend: thresholdLegend(wedges, layout.numbered),
      },
      datasets: values.scope === 'world' ? ['world'] : ['ef-budgets', 'agribalyse', 'energy-factors', 'gwp'],
      cited: [...new Set(wedges.map(({ source }) => source).filter(Boolean))],
    },
  };
};
