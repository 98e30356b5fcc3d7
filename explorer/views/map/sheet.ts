import { assert } from '../../../engine/0-base/assert.ts';
import { drawing, type MakeSheet, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import { formatPeriod } from '../flows/period.ts';
import AreaMap from './AreaMap.svelte';
import { areaColumns, linkColumns } from './columns.ts';
import { mapFigure } from './figure.ts';
import { layoutMap } from './layout.ts';
import { mapLegend } from './legend.ts';
import { mapCoverage, mapFinding } from './sentences.ts';
import type { MapQuery } from './view.ts';

/** The map as a sheet: the areas, and what goes between places. */
export const sheet: MakeSheet<MapQuery> = async ({ client, values, width }) => {
  const answer = await client.run('mapPicture', values);
  assert(answer !== undefined, 'a sheet waits for its own picture');
  if (!answer.ok) return answer;
  const picture = answer.value;
  const say = text.map;
  const { sort } = values;
  const thing = picture.things.find(({ id }) => id === values.thing)?.name ?? '';
  const finding = mapFinding({ picture, thing, period: formatPeriod(values.period, text.flows.scopeAll) });
  const drawn = layoutMap(picture, { width, height: width < 500 ? 420 : Math.round(width * 0.68), seen: values.at });
  const props = {
    width: drawn.width,
    height: drawn.height,
    ...mapFigure(picture, drawn, values.sel),
    label: finding.join(' '),
    selected: values.sel,
    onselect: () => undefined,
    onzoom: () => undefined,
    onmove: () => undefined,
  };
  const areas = { id: 'areas', caption: say.table.caption, columns: areaColumns(picture), rows: picture.areas, sort };
  const links = { id: 'links', caption: say.table.links, columns: linkColumns(picture), rows: picture.links, sort };
  return {
    ok: true,
    tag: '',
    value: {
      title: say.title,
      finding,
      notes: mapCoverage(picture),
      tables: [sheetTable(areas), sheetTable(links)],
      ...(picture.places.length > 0 && {
        picture: {
          width: drawn.width,
          height: drawn.height,
          draw: drawing(AreaMap, props),
          legend: mapLegend(picture, drawn),
        },
      }),
      datasets: picture.sets.some(({ id }) => id === picture.set && id !== 'own') ? [picture.set] : [],
      cited: [...new Set(picture.areas.flatMap(({ population }) => population?.source ?? []))],
    },
  };
};
