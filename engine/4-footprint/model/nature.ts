import type { SystemFlow } from '../system/linked-system.ts';
import { type Exchanges, exchangeRoles } from './exchanges.ts';
import type { Model, ModelFlow } from './model.ts';

/** A row of the biosphere: a flow, and its place where some factor is for a place. */
export interface NatureRow {
  readonly flow: number;
  readonly place: string | undefined;
}

/** The rows that the exchanges with nature need. */
export interface Nature {
  readonly rows: NatureRow[];
  /** Row of a flow at a place. */
  rowOf(flow: number, place: string | undefined): number;
  /** 1 where what is put out counts positive, -1 where what is taken in does. */
  readonly sign: Int8Array;
}

/** Flows for which some category has a factor of a place: only their places matter. */
function regionalFlows({ categories }: Model, flows: ReadonlyMap<string, number>): Set<number> {
  const regional = new Set<number>();
  for (const { factors } of categories)
    for (const { flow, place } of factors) {
      const found = place === undefined ? undefined : flows.get(flow);
      if (found !== undefined) regional.add(found);
    }
  return regional;
}

/** Which way each flow counts: as told, else as it is exchanged; one that goes both ways counts as an emission. */
function signsOf({ flows }: Model, { flow, role, amount }: Exchanges, sides: Uint8Array): Int8Array {
  const putOut = new Uint8Array(flows.length);
  const taken = new Uint8Array(flows.length);
  for (let at = 0; at < flow.length; at++)
    if (role[at] === exchangeRoles.nature && amount[at] !== 0) (sides[at] ? putOut : taken)[flow[at]!] = 1;
  return Int8Array.from(flows, ({ direction }, place) => {
    if (direction) return direction === 'resource' ? -1 : 1;
    return taken[place] && !putOut[place] ? -1 : 1;
  });
}

/** The side of every exchange: 1 for outputs. */
function sidesOf({ processes }: Model, { start, flow }: Exchanges): Uint8Array {
  const sides = new Uint8Array(flow.length);
  processes.forEach(({ exchanges }, j) => {
    exchanges.forEach(({ side }, place) => {
      if (side === 'output') sides[start[j]! + place] = 1;
    });
  });
  return sides;
}

/** The rows of the biosphere, made as they are asked for: one a flow, or one a flow and place where places matter. */
export function natureOf(model: Model, exchanges: Exchanges, flows: ReadonlyMap<string, number>): Nature {
  const regional = regionalFlows(model, flows);
  const rows: NatureRow[] = [];
  const plain = new Int32Array(model.flows.length).fill(-1);
  const placed = new Map<string, number>();
  const rowOf = (flow: number, place: string | undefined): number => {
    if (place !== undefined && regional.has(flow)) {
      const key = `${flow} ${place}`;
      const known = placed.get(key);
      if (known !== undefined) return known;
      placed.set(key, rows.length);
      return rows.push({ flow, place }) - 1;
    }
    if (plain[flow] === -1) plain[flow] = rows.push({ flow, place: undefined }) - 1;
    return plain[flow]!;
  };
  return { rows, rowOf, sign: signsOf(model, exchanges, sidesOf(model, exchanges)) };
}

/** A row as the system has it; a place stands behind the id and the name of its flow. */
export function systemFlow(flow: ModelFlow, { place }: NatureRow, sign: number): SystemFlow {
  const at = place === undefined ? '' : `@${place}`;
  return {
    id: flow.id + at,
    name: place === undefined ? flow.name : `${flow.name}, ${place}`,
    unit: flow.unit,
    kind: sign < 0 ? 'resource' : 'emission',
    ...(flow.compartment !== undefined && { compartment: flow.compartment }),
    ...(flow.origin && { origin: flow.origin }),
  };
}
