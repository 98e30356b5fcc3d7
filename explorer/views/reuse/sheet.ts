import { assert } from '../../../engine/0-base/assert.ts';
import { drawing, type MakeSheet, sheetTable } from '../../sheet/sheet.ts';
import { reuseText } from '../../text/reuse.ts';
import { text } from '../../text/text.ts';
import { pictureSize } from '../flows/figure.ts';
import Sankey from '../flows/Sankey.svelte';
import { pairRows } from './answer.ts';
import { needColumns, pairColumns, surplusColumns } from './columns.ts';
import { offersOf, reuseFigure, reuseLegend } from './figure.ts';
import { besides, finding } from './sentences.ts';
import type { ReuseViewQuery } from './view.ts';

/** What could be reused as a sheet: the pairs, the surpluses, the needs. */
export const sheet: MakeSheet<ReuseViewQuery> = async ({ client, opened: { facts }, values, width }) => {
  const answer = await client.run('reuse', { period: values.period });
  assert(answer !== undefined, 'a sheet waits for its own figures');
  if (!answer.ok) return answer;
  const say = text.shell.reuse;
  const items = answer.value;
  const rows = pairRows(items);
  const isShown = ({ verdict, surplus, need }: (typeof rows)[number]) =>
    (values.show === 'all' || verdict === values.show) &&
    (values.who === '' || surplus.holder === values.who || need.holder === values.who);
  const { sort } = values;
  const offers = offersOf(facts, rows);
  const drawn = await client.run('reusePicture', { period: items.period, offers, size: pictureSize(width) });
  assert(drawn !== undefined, 'a sheet waits for its own picture');
  const figure = reuseFigure(drawn, values.sel);
  const sentences = finding(facts, items, rows);
  const props = {
    layout: drawn.drawn,
    ribbon: figure.ribbon,
    bar: figure.bar,
    label: sentences.join(' '),
    roleWord: reuseText().chart.role,
    selected: values.who && `agent:${values.who}`,
    raisedLinks: figure.raised,
    onselect: () => undefined,
    onkey: () => undefined,
  };
  const columns = pairColumns({ facts, addressOf: () => '', eventsOf: () => '' });
  return {
    ok: true,
    tag: '',
    value: {
      title: say.title,
      finding: sentences,
      notes: besides(items),
      tables: [
        sheetTable({ id: 'pairs', caption: say.pairs, columns, rows: rows.filter(isShown), sort }),
        sheetTable({
          id: 'surpluses',
          caption: say.surpluses,
          columns: surplusColumns(facts),
          rows: items.surpluses,
          sort: '',
        }),
        sheetTable({ id: 'needs', caption: say.needs, columns: needColumns(facts), rows: items.needs, sort: '' }),
      ],
      ...(drawn.picture.links.length > 0 && {
        picture: {
          width: drawn.drawn.width,
          height: drawn.drawn.height,
          draw: drawing(Sankey, props),
          legend: reuseLegend(),
        },
      }),
      datasets: [],
      cited: [],
    },
  };
};
