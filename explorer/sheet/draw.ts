import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import tokens from '../app.css?inline';
import { formatNumber } from '../text/format.ts';
import { text } from '../text/text.ts';
import { flatten } from './flatten.ts';
import Plate from './Plate.svelte';
import { plateLayout, type PlateWords } from './plate.ts';
import type { Sheet, SheetPicture } from './sheet.ts';
import { tableLayout } from './table-picture.ts';
import TablePicture from './TablePicture.svelte';
import { readMarkup, writeXml } from './tree.ts';

interface Frame {
  readonly network: string;
  readonly foot: readonly string[];
  readonly language: string;
  readonly theme: 'light' | 'dark';
}

/** The styles that components bring with them. */
const stylesIn = (head: string): string =>
  [...head.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('');

/** The picture of a sheet, else its first table drawn, as a file that stands alone: SVG with all that is needed to read it. */
export function drawSheet(sheet: Sheet, { network, foot, language, theme }: Frame): string {
  const picture = sheet.picture ?? tablePicture(sheet);
  const drawn = picture.draw();
  const words: PlateWords = {
    title: `${sheet.title} · ${network}`,
    finding: sheet.finding.join(' '),
    notes: sheet.notes,
    legend: picture.legend,
    foot,
  };
  const plate = render(Plate, {
    idPrefix: 'plate',
    props: {
      layout: plateLayout(words, picture),
      language,
      title: words.title,
      description: [words.finding, ...sheet.notes].join(' '),
      picture: createRawSnippet(() => ({ render: () => drawn.body })),
    },
  });
  const css = `${tokens}${stylesIn(drawn.head)}${stylesIn(plate.head)}`;
  const [root] = flatten(readMarkup(plate.body), css, theme);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root!)}\n`;
}

function tablePicture({ tables }: Sheet): SheetPicture {
  const layout = tableLayout(tables[0]!);
  const legend = layout.more > 0 ? [{ text: text.sheet.moreRows(formatNumber(layout.more, 9)) }] : [];
  return {
    width: layout.width,
    height: layout.height,
    legend,
    draw: () => render(TablePicture, { props: { layout }, idPrefix: 'picture' }),
  };
}
