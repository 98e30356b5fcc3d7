import type { LotMethod } from '../../engine/1-record/network.ts';

/** A move between places, in the order of time. A place is "resource@holder", "process", "opening" or "loss". */
export interface PlainMove {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
}

/** What is asked of the plain form. */
export interface PlainRequest {
  readonly moves: readonly PlainMove[];
  readonly method: LotMethod;
  readonly resource: string;
  /** Holders outside the network: what they gave without having had it was bought from them. */
  readonly outside: readonly string[];
}

type Vector = Map<string, number>;

/** Some goods: how much, what of each mark is in them, and what they were made of. */
interface Goods {
  quantity: number;
  readonly marks: Vector;
  readonly made: Vector;
}

const nothing = (): Goods => ({ quantity: 0, marks: new Map(), made: new Map() });
const resourceOf = (place: string): string | undefined => (place.includes('@') ? place.split('@')[0] : undefined);

function pour(into: Goods, from: Goods, part: number): void {
  into.quantity += from.quantity * part;
  for (const [mark, amount] of from.marks) into.marks.set(mark, (into.marks.get(mark) ?? 0) + amount * part);
  for (const [origin, amount] of from.made) into.made.set(origin, (into.made.get(origin) ?? 0) + amount * part);
}

/** Takes a part of goods away. */
function take(from: Goods, part: number): Goods {
  const taken = nothing();
  pour(taken, from, part);
  pour(from, taken, -1);
  return taken;
}

/** A stock: one heap when mixed, else heap behind heap. */
function draw(heaps: Goods[], wanted: number, method: LotMethod): Goods {
  const drawn = nothing();
  if (method !== 'fifo' && heaps.length > 1) {
    const [first, ...rest] = heaps.splice(0);
    for (const each of rest) pour(first!, each, 1);
    heaps.push(first!);
  }
  while (heaps.length > 0 && drawn.quantity < wanted - 1e-9 * wanted) {
    const heap = heaps[0]!;
    const part = Math.min(1, (wanted - drawn.quantity) / heap.quantity);
    pour(drawn, take(heap, part), 1);
    if (part >= 1 - 1e-9) heaps.shift();
  }
  return drawn;
}

/** What the plain form finds. */
export interface PlainTrace {
  /** By place: what of the lot is there. */
  readonly left: Vector;
  readonly covered: number;
  readonly returned: number;
  readonly total: number;
  /** By move: what of it came into the lot. */
  readonly arrived: readonly number[];
  /** By origin: what the lot was made of. */
  readonly made: Vector;
}

/**
 * Moves heaps of goods about, one move after the other, each with a list of marks in it: what a textbook would do. The lot is marked where
 * it comes into the resource; every move marks what it carries, to see what of it arrives.
 */
export function plainTrace({ moves, method, resource, outside }: PlainRequest): PlainTrace {
  const places = new Map<string, Goods[]>();
  const debts = new Map<string, number>();
  const arrived = moves.map(() => 0);
  const made: Vector = new Map();
  const sum = { covered: 0, returned: 0, total: 0 };
  const heapsOf = (place: string): Goods[] => {
    const known = places.get(place) ?? [];
    places.set(place, known);
    return known;
  };
  const isLot = (place: string) => resourceOf(place) === resource;
  const originOf = (place: string) => (outside.includes(place.split('@')[1]!) ? 'received' : 'unrecorded');
  const note = (origin: string, amount: number) => made.set(origin, (made.get(origin) ?? 0) + amount);
  moves.forEach((move, place) => {
    const goods = takenBy(move, place);
    if (isLot(move.from) && goods.missing > 0) {
      goods.marks.set('lot', (goods.marks.get('lot') ?? 0) + goods.missing);
      sum.total += goods.missing;
      note(`${originOf(move.from)} ${move.from}`, goods.missing);
    }
    if (!isLot(move.from)) goods.marks.set(`move ${place}`, move.quantity);
    const debt = Math.min(debts.get(move.to) ?? 0, move.quantity);
    if (debt > 0) debts.set(move.to, debts.get(move.to)! - debt);
    const kept = resourceOf(move.to) === undefined ? 1 : (move.quantity - debt) / move.quantity;
    if (isLot(move.to) && !isLot(move.from)) {
      sum.returned += goods.marks.get('lot') ?? 0;
      sum.total += move.quantity * kept;
      for (const [mark, amount] of goods.marks)
        if (mark.startsWith('move')) arrived[Number(mark.slice(5))]! += amount * kept;
      for (const [origin, amount] of goods.made) note(origin, amount * kept);
      goods.marks.clear();
      goods.marks.set('lot', move.quantity);
    } else sum.covered += (goods.marks.get('lot') ?? 0) * (1 - kept);
    const heap = nothing();
    pour(heap, goods, kept);
    if (kept > 0) heapsOf(move.to).push(heap);
  });
  const left: Vector = new Map();
  for (const [place, heaps] of places) {
    const lot = heaps.reduce((all, { marks }) => all + (marks.get('lot') ?? 0), 0);
    if (Math.abs(lot) > 1e-9) left.set(place, lot);
  }
  return { left, arrived, made, ...sum };

  function takenBy({ from, quantity }: PlainMove, place: number): Goods & { missing: number } {
    if (from === 'opening')
      return { quantity, marks: new Map(), made: new Map([['opening', quantity]]), missing: quantity };
    if (resourceOf(from) === undefined) return givenOut(from, place);
    const drawn = draw(heapsOf(from), quantity, method);
    const missing = Math.max(0, quantity - drawn.quantity);
    if (missing <= 1e-9 * quantity) return { ...drawn, quantity, missing: 0 };
    const isOutside = originOf(from) === 'received';
    if (!isOutside) debts.set(from, (debts.get(from) ?? 0) + missing);
    const origin = `${originOf(from)} ${from}`;
    drawn.made.set(origin, (drawn.made.get(origin) ?? 0) + missing);
    return { ...drawn, quantity, missing };
  }

  /** Of what is in a process its part of all that is still to come out. */
  function givenOut(process: string, place: number): Goods & { missing: number } {
    const { quantity } = moves[place]!;
    const later = moves.slice(place).filter(({ from }) => from === process);
    const part = quantity / later.reduce((all, each) => all + each.quantity, 0);
    const inside = nothing();
    for (const heap of heapsOf(process).splice(0)) pour(inside, heap, 1);
    const given = take(inside, part);
    heapsOf(process).push(inside);
    const scale = given.quantity > 1e-12 ? quantity / given.quantity : 0;
    const isMade =
      scale > 0
        ? new Map([...given.made].map(([origin, amount]) => [origin, amount * scale]))
        : new Map([[`unrecorded ${process}`, quantity]]);
    return { quantity, marks: given.marks, made: isMade, missing: scale > 0 ? 0 : quantity };
  }
}
