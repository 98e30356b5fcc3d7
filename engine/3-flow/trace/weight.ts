import { flagsOf, groupPlaces, type Groups } from '../../0-base/group.ts';
import { coherentUnit } from '../../0-base/unit.ts';
import type { Facts } from '../../1-record/facts.ts';
import { layerContent } from '../layer.ts';
import type { Ground } from './ground.ts';

/** By what a process shares what is in it over what it gives out: dry matter (or mass), quantity in one unit, or equal parts by kind. */
export const shareBases = ['matter', 'quantity', 'equal'] as const;
/** One of them. */
export type ShareBase = (typeof shareBases)[number];

/** How much each move weighs in its process. */
export interface Weights {
  /** By move: of what goes into a process, its part of the mixture; of what comes out of one, its part of what the process gives out. */
  readonly weight: Float64Array;
  /** By node of the ground: place in shareBases; 0 for what is no process. */
  readonly base: Uint8Array;
}

/**
 * Weighs what goes into processes and comes out of them by dry matter: its mass less the water in it, as far as that is known. So the flour of a
 * day is in its bread and not in the water of its washing up. Where a process gives out something of unknown mass, quantity serves if all that it
 * gives out has one unit, else every kind has an equal part. What goes in without known mass, or is
 * counted as energy, has no part in the mixture, unless nothing has any.
 */
export function weightsOf(ground: Ground, { facts, zone }: { readonly facts: Facts; readonly zone: string }): Weights {
  const { count, from, to, second, nodes } = ground;
  const matter = matterOf(ground, facts, zone);
  const weight = new Float64Array(count);
  const base = new Uint8Array(nodes.length);
  const isProcess = flagsOf(nodes, ({ kind }) => kind === 'process');
  const into = new Int32Array(count);
  const outOf = new Int32Array(count);
  for (let move = 0; move < count; move++) {
    into[move] = isProcess[to[move]!] === 1 ? to[move]! : -1;
    outOf[move] = second[move]! >= 0 ? second[move]! : isProcess[from[move]!] === 1 ? from[move]! : -1;
  }
  const incoming = groupPlaces(into, nodes.length);
  const outgoing = groupPlaces(outOf, nodes.length);
  for (let node = 0; node < nodes.length; node++) {
    if (isProcess[node] === 0) continue;
    base[node] = weighOutputs({ ground, matter, weight, moves: outgoing, node });
    weighInputs({ ground, matter, weight, moves: incoming, node }, base[node] === byMatter);
  }
  return { weight, base };
}

const joule = coherentUnit('energy').id;

interface Matter {
  /** By row of the table, NaN where the mass is not known. */
  readonly dry: Float64Array;
  readonly mass: Float64Array;
}

function matterOf({ table, count }: Ground, facts: Facts, zone: string): Matter {
  if (count === 0) return { dry: new Float64Array(0), mass: new Float64Array(0) };
  const mass = layerContent(table, { facts, zone, layer: 'mass' }).content;
  const { unit } = table.columns;
  const isFuel = flagsOf(table.dictionaries.units, (id) => id === joule);
  for (let row = 0; row < mass.length; row++) mass[row] = isFuel[unit[row]!] === 1 ? 0 : Math.abs(mass[row]!);
  const isDry = ![...(facts.Property?.values() ?? [])].some(({ layer }) => layer === 'water');
  if (isDry) return { mass, dry: mass };
  const dry = layerContent(table, { facts, zone, layer: 'water' }).content;
  for (let row = 0; row < dry.length; row++) dry[row] = Math.max(0, mass[row]! - (Math.abs(dry[row]!) || 0));
  return { mass, dry };
}

interface Weighing {
  readonly ground: Ground;
  readonly matter: Matter;
  readonly weight: Float64Array;
  readonly moves: Groups;
  readonly node: number;
}

const byMatter = shareBases.indexOf('matter');

/** Fills in the weights of moves; answers their sum, NaN where one is not known. */
function fill({ ground, weight, moves: { start, places }, node }: Weighing, values: Float64Array): number {
  let sum = 0;
  for (let at = start[node]!; at < start[node + 1]!; at++) {
    const move = places[at]!;
    weight[move] = values[ground.row[move]!]!;
    sum += weight[move]!;
  }
  return sum;
}

/** Outputs of which one has no known mass are weighed otherwise, all of them: none of them may be left out. */
function weighOutputs(given: Weighing): number {
  const { dry, mass } = given.matter;
  return fill(given, dry) > 0 || fill(given, mass) > 0 ? byMatter : weighPlainly(given);
}

/** An input without known mass weighs nothing beside others. What has none, as electricity, is in no matter that comes of it. */
function weighInputs(given: Weighing, makesMatter: boolean): void {
  const { dry, mass } = given.matter;
  if (weighKnown(given, dry).sum > 0) return;
  const whole = weighKnown(given, mass);
  if (whole.sum > 0 || (whole.isKnown && makesMatter)) return;
  weighPlainly(given);
}

/** The moves by what is known of them, nothing where it is not; whether all are known, and what they sum up to. */
function weighKnown(given: Weighing, values: Float64Array): { isKnown: boolean; sum: number } {
  const all = fill(given, values);
  if (!Number.isNaN(all)) return { isKnown: true, sum: all };
  const { weight, moves, node } = given;
  let sum = 0;
  for (let at = moves.start[node]!; at < moves.start[node + 1]!; at++) {
    const move = moves.places[at]!;
    weight[move] = weight[move]! || 0;
    sum += weight[move]!;
  }
  return { isKnown: false, sum };
}

function weighPlainly({ ground, weight, moves: { start, places }, node }: Weighing): number {
  const moves = places.subarray(start[node]!, start[node + 1]!);
  const { unit, specification } = ground.table.columns;
  const units = new Set(Array.from(moves, (move) => unit[ground.row[move]!]!));
  const kinds = new Map<number, number>();
  const kindOf = (move: number) => specification[ground.row[move]!]! * 256 + unit[ground.row[move]!]!;
  for (const move of moves) kinds.set(kindOf(move), (kinds.get(kindOf(move)) ?? 0) + ground.quantity[move]!);
  for (const move of moves)
    weight[move] = units.size <= 1 ? ground.quantity[move]! : ground.quantity[move]! / kinds.get(kindOf(move))!;
  return shareBases.indexOf(units.size <= 1 ? 'quantity' : 'equal');
}
