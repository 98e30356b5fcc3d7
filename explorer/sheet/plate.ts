import type { LegendEntry } from './legend.ts';

/** What is put on a plate beside the picture. */
export interface PlateWords {
  readonly title: string;
  readonly finding: string;
  readonly notes: readonly string[];
  readonly legend: readonly LegendEntry[];
  /** Sources, state, address: the small lines at the foot. */
  readonly foot: readonly string[];
}

/** Lines of text of one kind, the first at `y`, all of a line height apart. */
export interface Lines {
  readonly kind: 'title' | 'finding' | 'note' | 'foot';
  readonly y: number;
  readonly lines: readonly string[];
}

export interface PlacedEntry extends LegendEntry {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

export interface PlateLayout {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly Lines[];
  readonly picture: { readonly x: number; readonly y: number };
  readonly legend: readonly PlacedEntry[];
}

/** Pixels of text, of a line, and of an average character: rather too many than too few. */
export const sizes = {
  title: { size: 22, line: 28, character: 12.5 },
  finding: { size: 16, line: 22, character: 8.8 },
  note: { size: 12, line: 17, character: 6.6 },
  foot: { size: 11, line: 16, character: 6.2 },
} as const;

const edge = 24;
const gap = 16;
const swatchRoom = 30;

/** A text in lines of at most so many characters; a word that is longer is broken. */
export function wrapText(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => chunks(each, most))) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

const chunks = (word: string, most: number): string[] =>
  word.length <= most ? [word] : (word.match(new RegExp(`.{1,${Math.max(8, most)}}`, 'gu')) ?? [word]);

/** Puts words above and below a picture of a size, from the top down; the plate is as wide as the picture with its edges. */
export function plateLayout(
  words: PlateWords,
  picture: { readonly width: number; readonly height: number },
): PlateLayout {
  const width = picture.width + 2 * edge;
  let y = edge;
  const place = (kind: Lines['kind'], texts: readonly string[]): Lines => {
    const { line, character } = sizes[kind];
    const lines = texts.flatMap((text) => wrapText(text, Math.floor(picture.width / character)));
    const placed = { kind, y: y + sizes[kind].size, lines };
    y += lines.length * line + (lines.length > 0 ? 4 : 0);
    return placed;
  };
  const head = [
    place('title', [words.title]),
    place('finding', [words.finding]),
    place('note', [words.notes.join(' ')]),
  ];
  y += gap;
  const top = y;
  y += picture.height + gap;
  const legend = placeLegend(words.legend, { width: picture.width, top: y });
  y = legend.bottom + (words.legend.length > 0 ? gap : 0);
  const foot = place('foot', words.foot);
  return {
    width,
    height: Math.ceil(y + edge),
    texts: [...head, foot],
    picture: { x: edge, y: top },
    legend: legend.entries,
  };
}

/** Entries one beside the other as long as the line has room; a sentence without a swatch has lines of its own. */
function placeLegend(entries: readonly LegendEntry[], { width, top }: { width: number; top: number }) {
  const { line, character } = sizes.note;
  const placed: PlacedEntry[] = [];
  let [x, y] = [0, top];
  const turn = () => {
    if (x > 0) [x, y] = [0, y + line + 4];
  };
  for (const entry of entries) {
    const room = entry.swatch ? swatchRoom : 0;
    const lines = wrapText(entry.text, Math.floor((width - room) / character));
    const needed = room + Math.max(...lines.map(({ length }) => length)) * character;
    if (!entry.swatch || x + needed > width) turn();
    placed.push({ ...entry, x: edge + x, y, lines });
    x += needed + gap;
    if (!entry.swatch || lines.length > 1) [x, y] = [0, y + lines.length * line + 4];
  }
  turn();
  return { entries: placed, bottom: y };
}
