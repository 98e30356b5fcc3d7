import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDecimal, toNumber } from '../../../engine/0-base/decimal.ts';
import type { Body, Entry } from '../../../engine/1-record/kind.ts';
import type { EventEffects } from '../../../engine/2-ledger/effect.ts';
import { fulfilmentsOf, type PromiseRecord } from '../../../engine/2-ledger/fulfilment.ts';
import { admit, emptyLedger, type Ledger } from '../../../engine/2-ledger/ledger.ts';
import { ids, recorded, recordsFor, withIds } from '../../support/cast.ts';

/** A delivery of whole kilograms for some of the orders, or a difference to an earlier one. */
type Step =
  | {
      readonly kind: 'deliver';
      readonly kilograms: number;
      readonly orders: readonly number[];
      readonly told?: number | undefined;
    }
  | { readonly kind: 'correct'; readonly which: number; readonly kilograms: number };

const asked = [30, 0, 55, 120];
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record(
        {
          kind: fc.constant('deliver' as const),
          kilograms: fc.nat(90),
          orders: fc.uniqueArray(fc.nat(asked.length - 1), { minLength: 1, maxLength: 3 }),
          told: fc.option(fc.nat(60), { nil: undefined, freq: 3 }),
        },
        { requiredKeys: ['kind', 'kilograms', 'orders'] },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('correct' as const),
        which: fc.nat(8),
        kilograms: fc.integer({ min: -60, max: 40 }),
      }),
    },
  ),
  { maxLength: 12 },
);

const kilograms = (value: number) => ({ hasNumericalValue: String(value), hasUnit: 'kilogram' });
const cast = { specificationOf: () => 'flour', basedOn: () => undefined };
const given = {
  action: 'transfer',
  provider: 'mill',
  receiver: 'bakery',
  resourceInventoriedAs: 'at mill',
  toResourceInventoriedAs: 'at bakery',
};
const orderName = (place: number) => `order ${place}`;

/** What an order has room for; one that asks for no amount takes all. */
const openOf = (wanted: number, done: number): number =>
  wanted === 0 ? Number.POSITIVE_INFINITY : Math.max(0, wanted - done);

/** The orders with what is delivered of each, once more on paper: whole numbers, one list a delivery. */
class Paper {
  readonly deliveries: { total: number; readonly parts: { order: number; has: number }[] }[] = [];
  done(order: number): number {
    return this.deliveries
      .flatMap(({ parts }) => parts)
      .reduce((sum, each) => sum + (each.order === order ? each.has : 0), 0);
  }
  deliver(total: number, orders: readonly number[], told: number | undefined): void {
    const parts = orders.map((order) => ({ order, has: 0 }));
    if (told !== undefined) parts[0]!.has = told;
    let left = total - (told ?? 0);
    const others = told === undefined ? parts : parts.slice(1);
    others.forEach((part, place) => {
      part.has = place === others.length - 1 ? left : Math.min(left, openOf(asked[part.order]!, this.done(part.order)));
      left -= part.has;
    });
    this.deliveries.push({ total, parts });
  }
  correct(which: number, by: number): void {
    const delivery = this.deliveries[which]!;
    const sum = delivery.parts.reduce((all, { has }) => all + has, 0);
    const isWhole = sum === delivery.total;
    delivery.total += by;
    if (by >= 0) {
      if (isWhole) delivery.parts.at(-1)!.has += by;
      return;
    }
    let over = sum - delivery.total;
    for (const part of [...delivery.parts].reverse()) {
      const taken = Math.max(0, Math.min(part.has, over));
      part.has -= taken;
      over -= taken;
    }
  }
}

function begin(): { ledger: Ledger; promises: PromiseRecord[] } {
  const ledger = emptyLedger();
  const promises = asked.map((value, place): PromiseRecord => ({
    id: ids.promise(orderName(place)),
    class: 'Commitment',
    body: {
      action: 'transfer',
      provider: ids.agent('mill'),
      receiver: ids.agent('bakery'),
      ...(value > 0 && { resourceQuantity: kilograms(value) }),
    } as PromiseRecord['body'],
  }));
  const entries: Entry[] = [
    ...recordsFor(given, cast),
    ...promises.map(({ id, body }) => recorded('Commitment', id, body as Body<'Commitment'>)),
  ];
  const opening = {
    ...given,
    action: 'raise',
    receiver: 'mill',
    toResourceInventoriedAs: undefined,
    resourceQuantity: kilograms(9999),
  };
  entries.push(recorded('EconomicEvent', ids.event('opening'), withIds(opening)));
  const unique = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  expect(admit(ledger, unique, { recorded: 1, firstSequence: 1, zone: 'UTC' }).problems).toEqual([]);
  return { ledger, promises };
}

test('what is delivered of each order is what it is on paper, after every delivery and every correction', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const { ledger, promises } = begin();
      const paper = new Paper();
      const effects: EventEffects[] = [];
      const names: string[] = [];
      list.forEach((step, place) => {
        const name = `e${place}`;
        const corrected = step.kind === 'correct' ? step.which % Math.max(1, names.length) : 0;
        if (step.kind === 'correct' && names[corrected] === undefined) return;
        const body =
          step.kind === 'deliver'
            ? {
                ...given,
                resourceQuantity: kilograms(step.kilograms),
                fulfills: step.orders.map(orderName),
                ...(step.told !== undefined && {
                  allocated: [{ to: orderName(step.orders[0]!), resourceQuantity: kilograms(step.told) }],
                }),
              }
            : { ...given, resourceQuantity: kilograms(step.kilograms), corrects: names[corrected]! };
        const entry = recorded('EconomicEvent', ids.event(name), withIds(body));
        const answer = admit(ledger, [entry], { recorded: 1000 + place, firstSequence: 100 + place, zone: 'UTC' });
        const mayBe =
          step.kind === 'deliver'
            ? (step.told ?? 0) <= step.kilograms
            : paper.deliveries[corrected]!.total + step.kilograms >= 0;
        expect(answer.problems.length === 0).toBe(mayBe);
        if (!mayBe) return;
        effects.push(...answer.effects);
        if (step.kind === 'deliver') {
          names.push(name);
          paper.deliver(step.kilograms, step.orders, step.told);
        } else paper.correct(corrected, step.kilograms);
        for (const [order, { id }] of promises.entries())
          expect(toNumber(ledger.promises.get(id)?.resource ?? { coefficient: 0n, scale: 0 })).toBe(paper.done(order));
      });
      const allocations = effects.flatMap((each) =>
        each.allocations.map((part) => ({ ...part, event: each.event.root })),
      );
      const shown = fulfilmentsOf(promises, allocations, { now: 0, zone: 'UTC' });
      shown.forEach((each, order) => {
        const done = paper.done(order);
        if (asked[order] === 0) return;
        expect(each.resource?.done).toEqual(kilograms(done));
        expect(Number(each.resource?.remaining?.hasNumericalValue)).toBe(Math.max(0, asked[order]! - done));
        expect(Number(each.resource?.over?.hasNumericalValue ?? 0)).toBe(Math.max(0, done - asked[order]!));
      });
      for (const [place, name] of names.entries()) {
        const kept = ledger.events.get(ids.event(name))!;
        expect(formatDecimal(kept.resourceTotal)).toBe(String(paper.deliveries[place]!.total));
        expect(kept.allocations.map(({ resource }) => toNumber(resource))).toEqual(
          paper.deliveries[place]!.parts.map(({ has }) => has),
        );
      }
    }),
    { numRuns: 300 },
  );
});
