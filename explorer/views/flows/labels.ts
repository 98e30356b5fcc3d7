import type { PlacedLink, PlacedNode, SankeyLayout } from './layout/placed.ts';

/** A text with its place: `x` is its start, middle or end, `y` its base line. */
export interface Label {
  readonly id: string;
  readonly lines: readonly string[];
  /** The place of the first line of its amount. */
  readonly amount?: number;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface LabelTexts {
  /** Name and amount of a node. */
  readonly node: (id: string) => readonly [name: string, amount: string];
  /** Words for a link, shortest last. */
  readonly link: (id: string) => readonly string[];
}

/** Pixels of a character of 12 px text and of a bold one of 12.5 px, rather too many than too few. */
const character = 7.4;
const bold = 8.2;
export const lineHeight = 15;
const beside = 5;

const widthOf = (text: string) => text.length * character;

/** A text cut to a width, its end marked. */
function cutTo(text: string, width: number, each = character): string {
  const most = Math.max(3, Math.floor(width / each));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** A bold name without what follows its first comma or stands in brackets, when there is no room for all of it. */
const shortened = (name: string, width: number): string =>
  name.length * bold <= width ? name : (name.split(/,| \(/)[0] ?? name);

/** A bold text in at most two lines of a width. */
function wrapTo(text: string, width: number): readonly string[] {
  const fits = (line: string) => line.length * bold <= width;
  if (fits(text)) return [text];
  const words = text.split(' ');
  let first = words[0]!;
  let used = 1;
  while (used < words.length && fits(`${first} ${words[used]}`)) first += ` ${words[used++]}`;
  const rest = words.slice(used).join(' ');
  return rest ? [cutTo(first, width, bold), cutTo(rest, width, bold)] : [cutTo(first, width, bold)];
}

/** An amount whole or not at all, in at most so many lines of a width: a number cut short is another number. */
function amountTo(text: string, width: number, most: number): readonly string[] {
  const fits = (line: string) => line.length * character <= width;
  if (fits(text)) return [text];
  const parts = text.split(' ');
  for (let first = parts.length - 1; first > 0 && most > 1; first--) {
    const lines = [parts.slice(0, first).join(' '), parts.slice(first).join(' ')];
    if (lines.every(fits)) return lines;
  }
  return [];
}

/** Labels of all nodes, then of those links on which one fits without touching another. */
export function placeLabels(layout: SankeyLayout, texts: LabelTexts): { nodes: Label[]; links: Label[] } {
  const nodes = layout.nodes.map((node) =>
    layout.vertical ? labelBelow(node, layout, texts) : labelBeside(node, layout, texts),
  );
  const taken = [...nodes.map(boxOf), ...layout.nodes.map(barOf)];
  const links: Label[] = [];
  if (layout.vertical) return { nodes, links };
  for (const link of [...layout.links].sort((a, b) => b.thick - a.thick)) {
    const label = fitting(link, layout, texts, taken);
    if (!label) continue;
    links.push(label);
    taken.push(boxOf(label));
  }
  return { nodes, links };
}

/** Right of its bar, up to the next column. */
function labelBeside(node: PlacedNode, layout: SankeyLayout, { node: words }: LabelTexts): Label {
  const start = node.x + node.width + beside;
  const end = Math.min(layout.width, ...layout.nodes.flatMap((each) => (each.x > node.x + 1 ? [each.x - 4] : [])));
  const [name, amount] = words(node.id);
  const middle = (each: PlacedNode) => each.y + each.height / 2;
  const others = layout.nodes.filter((each) => each.column === node.column && each.id !== node.id);
  const isAlone = others.every((each) => Math.abs(middle(each) - middle(node)) >= 5 * lineHeight);
  const isHigh = node.room.to - node.room.from >= 3.5 * lineHeight || (isAlone && end === layout.width);
  const whole = wrapTo(name, end - start);
  const short = shortened(name, end - start);
  const isWhole = isHigh && whole.join(' ') === name;
  const named = isWhole ? whole : isHigh ? wrapTo(short, end - start) : [cutTo(short, end - start, bold)];
  const lines = [...named, ...amountTo(amount, end - start, 2)];
  const y = node.y + node.height / 2 - 2 - ((named.length - 1) * lineHeight) / 2;
  return { id: node.id, lines, amount: named.length, x: start, y, anchor: 'start' };
}

/** Under its bar, as wide as its neighbours in the row leave room. */
function labelBelow(node: PlacedNode, layout: SankeyLayout, { node: words }: LabelTexts): Label {
  const [name, amount] = words(node.id);
  const middle = (each: PlacedNode) => (each.room.from + each.room.to) / 2;
  const row = layout.nodes.filter((each) => each.column === node.column && each.id !== node.id);
  const distances = row.map((each) => Math.abs(middle(each) - middle(node)));
  const room = Math.min(2 * middle(node), 2 * (layout.width - middle(node)), ...distances) - 4;
  const named = wrapTo(shortened(name, 2 * room), room);
  return {
    id: node.id,
    lines: [...named, ...amountTo(amount, room, 3 - named.length)],
    amount: named.length,
    x: middle(node),
    y: node.y + node.height + 13,
    anchor: 'middle',
  };
}

function boxOf({ lines, x, y, anchor }: Label): Box {
  const width = Math.max(...lines.map(widthOf));
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return { left, right: left + width, top: y - 12, bottom: y + (lines.length - 1) * lineHeight + 4 };
}

const barOf = ({ x, y, width, height, stubs }: PlacedNode): Box => ({
  left: Math.min(x, ...stubs.map((stub) => stub.x)),
  right: Math.max(x + width, ...stubs.map((stub) => stub.x + stub.width)),
  top: y,
  bottom: y + height,
});

const touch = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The longest words at the first place where they fit: before the target, else in the middle. */
function fitting(link: PlacedLink, layout: SankeyLayout, texts: LabelTexts, taken: readonly Box[]): Label | undefined {
  if (link.thick < lineHeight + 1 || link.kind === 'loop') return undefined;
  const target = layout.nodes.find((node) => node.id === link.to)!;
  const y = link.ends.to + link.thick / 2 + 4;
  const places: readonly Omit<Label, 'id' | 'lines'>[] =
    link.kind === 'return'
      ? [{ x: link.middle.x, y: link.middle.y + 4, anchor: 'middle' }]
      : [{ x: Math.min(target.x, ...target.stubs.map((stub) => stub.x)) - beside, y, anchor: 'end' }];
  for (const words of texts.link(link.id))
    for (const place of places) {
      const label: Label = { id: link.id, lines: [words], ...place };
      const box = boxOf(label);
      if (box.left > 0 && !taken.some((each) => touch(each, box))) return label;
    }
  return undefined;
}
