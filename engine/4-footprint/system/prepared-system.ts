import type { Components } from '../../0-base/matrix/component.ts';
import { type Prepared, prepare } from '../../0-base/matrix/prepared.ts';
import { componentsOf } from '../../0-base/matrix/solve.ts';
import { transpose } from '../../0-base/matrix/sparse.ts';
import { once } from '../../0-base/once.ts';
import type { Problem } from '../../0-base/problem.ts';
import type { LinkedSystem } from './linked-system.ts';
import { type Grouping, groupingBy, type Named } from './parts.ts';
import { type SquareSystem, squareOf } from './square.ts';

/** What one unit of every product carries of one category. */
export interface Intensity {
  /** Lambda, one number a product, in the unit of the category per unit of the product; NaN where there is no answer. */
  readonly value: Float64Array;
  /** Lambda+ = |D| (diag - |Z|)^-1: what it would carry if no credit were taken off; NaN where that grows without end. */
  readonly gross: () => Float64Array;
  /** The componentwise backward error of Lambda. */
  readonly residual: number;
  readonly iterations: number;
  /** system.singular, solver.stalled. */
  readonly problems: readonly Problem[];
}

/** Products that are made of each other and of which less is made than goes into them. */
export interface Circle {
  /** All products that supply each other, by their place in the system. */
  readonly members: readonly number[];
  /** The spectral radius of Z = I - A D^-1 among them: how many units of work one unit of work calls for, round by round. */
  readonly radius: number;
  /** The strongest round among them, product after what it is made of, and what one unit calls for of itself on that round alone. */
  readonly round: readonly number[];
  readonly gain: number;
}

/** What follows from a system and was asked for before. */
interface Known {
  /** By category. */
  readonly intensities: Map<number, Intensity>;
  /** What stands in the way of the figures of a category. */
  readonly doubts: Map<number, readonly Problem[]>;
  circles?: readonly Circle[];
}

/**
 * A system made ready for many questions: who makes what, in what order it is solved, and what is known of it so far. All that is kept follows
 * from the system alone.
 */
export interface PreparedSystem {
  readonly system: LinkedSystem;
  readonly square: SquareSystem;
  readonly components: Components;
  /** A^T Lambda = D: equations and unknowns by product. */
  readonly adjoint: Prepared;
  /** A s = f: the same turned round, made when first asked for. */
  readonly forward: () => Prepared;
  /** Direct burdens D = (C B)^T, processes x categories, row by row, in the unit of each category per unit of the process. */
  readonly direct: Float64Array;
  /** The place of each product by its id. */
  readonly places: () => ReadonlyMap<string, number>;
  /** What was found out so far. */
  readonly known: Known;
  /** By what figures are told apart, made when first asked for. */
  readonly names: () => Names;
  /** Of the pairing of products with makers: system.output, system.makers, system.unmade, system.entry. */
  readonly problems: readonly Problem[];
}

/** The components in the opposite order: those first that nobody else takes from. */
function turned({ count, order, start, of }: Components): Components {
  const size = order.length;
  return {
    count,
    order: order.slice().reverse(),
    start: start.map((_, k) => size - start[count - k]!),
    of: of.map((component) => count - 1 - component),
  };
}

/**
 * D = (C B)^T, processes x categories: what one unit of a process puts out or takes itself, per category. Time O(entries of B x factors of a flow).
 */
function directOf({ biosphere: B, characterisation: C, processes, categories }: LinkedSystem): Float64Array {
  const width = categories.length;
  const direct = new Float64Array(processes.length * width);
  for (let j = 0; j < processes.length; j++)
    for (let e = B.start[j]!; e < B.start[j + 1]!; e++) {
      const flow = B.row[e]!;
      for (let c = C.start[flow]!; c < C.start[flow + 1]!; c++)
        direct[j * width + C.row[c]!]! += C.value[c]! * B.value[e]!;
    }
  return direct;
}

/** Whom and what parts of a figure are told by. */
interface Names {
  /** Processes by the kind of what they make, where the system knows kinds. */
  readonly kinds?: Grouping;
  readonly processes: readonly Named[];
  readonly flows: readonly Named[];
  readonly suppliers: Grouping;
  readonly places: Grouping;
}

function namesOf({ processes, flows, production, kinds }: LinkedSystem): Names {
  return {
    ...(kinds && {
      kinds: {
        groups: kinds.list.map(({ id, name }) => ({ of: id, name })),
        of: production.map((product) => kinds.of[product] ?? -1),
      },
    }),
    processes: processes.map(({ id, name }) => ({ of: id, name })),
    flows: flows.map(({ id, name }) => ({ of: id, name })),
    suppliers: groupingBy(processes, ({ supplier = '' }) => supplier),
    places: groupingBy(processes, ({ place = '' }) => place),
  };
}

/** Makes a system ready: pairs products with makers, finds its circles and the order in which they are solved. Time O(entries). */
export function prepareSystem(system: LinkedSystem): PreparedSystem {
  const square = squareOf(system);
  const own = Int32Array.from(square.maker, (_, product) => product);
  const components = componentsOf(square.matrix, own);
  return {
    system,
    square,
    components,
    adjoint: prepare({ matrix: square.matrix, pivot: own }, components),
    forward: once(() => prepare({ matrix: transpose(square.matrix), pivot: own }, turned(components))),
    direct: directOf(system),
    places: once(() => new Map(system.products.map(({ id }, place) => [id, place]))),
    names: once(() => namesOf(system)),
    known: { intensities: new Map(), doubts: new Map() },
    problems: square.problems,
  };
}
