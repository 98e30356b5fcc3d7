import type { Lane, Side } from './gutters.ts';

/** How far each returning link swings out beyond its source and its target, and where the columns stand. */
export interface Across {
  /** Left edge of the nodes of each column. */
  readonly x: Float64Array;
  readonly reach: { readonly from: Float64Array; readonly to: Float64Array };
  readonly width: number;
}

export interface AcrossInput {
  readonly lanes: readonly Lane[];
  readonly columns: number;
  readonly thick: Float64Array;
  /** Height of both ends of each link. */
  readonly ports: { readonly from: Float64Array; readonly to: Float64Array };
  /** Thickest loop of a node to itself in each column. */
  readonly loops: Float64Array;
  readonly width: number;
  readonly node: number;
  /** Room for labels right of the last column. */
  readonly margin: number;
  /** The least distance between two columns, beside what the turns of returning links need. */
  readonly gap: number;
}

const innermost = 7;
const between = 4;

/** Turns nest: at each column the end nearest to the gutter turns first. The columns share what width remains. */
export function spreadColumns(given: AcrossInput): Across {
  const { lanes, columns, thick, ports, loops, node } = given;
  const reach = { from: new Float64Array(thick.length), to: new Float64Array(thick.length) };
  const right = new Float64Array(columns);
  const left = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const start = innermost + (loops[column]! > 0 ? loops[column]! + between : 0);
    for (const side of ['top', 'bottom'] as const) {
      const leaving = lanes.filter((lane) => lane.side === side && lane.last === column);
      const entering = lanes.filter((lane) => lane.side === side && lane.first === column);
      right[column] = Math.max(right[column]!, track(leaving, side, ports.from, thick, start, reach.from));
      left[column] = Math.max(left[column]!, track(entering, side, ports.to, thick, start, reach.to));
    }
  }
  const turns = sum(right) + sum(left);
  const free = given.width - given.margin - columns * node - turns;
  const gap = columns > 1 ? Math.max(given.gap, free / (columns - 1)) : 0;
  const x = new Float64Array(columns);
  let next = columns > 1 ? 0 : Math.max(0, free / 2);
  for (let column = 0; column < columns; column++) {
    next += left[column]!;
    x[column] = next;
    next += node + right[column]! + gap;
  }
  return { x, reach, width: Math.max(given.width, next - gap + given.margin) };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** Gives each turn its distance from the column; how much they take together. */
function track(
  lanes: readonly Lane[],
  side: Side,
  port: Float64Array,
  thick: Float64Array,
  start: number,
  reach: Float64Array,
): number {
  const sign = side === 'top' ? 1 : -1;
  const arcs = lanes.map((lane) => lane.arc).sort((a, b) => sign * (port[a]! - port[b]!) || a - b);
  let next = start;
  for (const arc of arcs) {
    reach[arc] = next + thick[arc]! / 2;
    next += thick[arc]! + between;
  }
  return arcs.length === 0 ? start - innermost : next;
}
