import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decimal, formatDecimal, isZero, negate } from '../../../engine/0-base/decimal.ts';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { attributeNames, attributeOf } from '../../../engine/2-ledger/head.ts';
import { admit, emptyLedger, type Ledger } from '../../../engine/2-ledger/ledger.ts';
import type { EventEffects } from '../../../engine/2-ledger/effect.ts';
import { ids, recorded } from '../../support/cast.ts';
import { anyEvents, contextAt, knowledge, opposite } from '../../support/events.ts';

interface Live {
  readonly ledger: Ledger;
  readonly admitted: Entry[];
  readonly effects: EventEffects[];
}

/** Admits events one by one; those that are refused are left out. */
function live(events: readonly Entry[]): Live {
  const ledger = emptyLedger();
  const sequence = 1 + admit(ledger, knowledge, contextAt(1)).admitted.length;
  const told: Live = { ledger, admitted: [], effects: [] };
  for (const event of events) {
    const answer = admit(ledger, [event], contextAt(sequence + told.admitted.length));
    told.admitted.push(...answer.admitted);
    told.effects.push(...answer.effects);
  }
  return told;
}

/** What can be seen of the stocks: resources of which something stands, and holders who have something. */
const seen = ({ ledger }: Live) =>
  Object.fromEntries(
    [...ledger.heads]
      .filter(([, { live: standing }]) => standing > 0)
      .map(([resource, head]) => [
        resource,
        {
          live: head.live,
          dimension: head.dimension,
          positions: Object.fromEntries(
            [...head.positions]
              .filter(([, { accounting, onhand }]) => !isZero(accounting) || !isZero(onhand))
              .map(([holder, each]) => [holder, [formatDecimal(each.accounting), formatDecimal(each.onhand)]]),
          ),
          attributes: Object.fromEntries(attributeNames.map((name) => [name, attributeOf(head, name)])),
        },
      ]),
  );

const plain = (events: readonly Entry<'EconomicEvent'>[]) => events.filter(({ body }) => body.corrects === undefined);
const backOut = ({ id, body }: Entry<'EconomicEvent'>) =>
  recorded('EconomicEvent', `${id}-backed-out`, { ...opposite(body), corrects: id });

test('an event that is wholly backed out has left no trace in stock, holders and attributes', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const admitted = live(plain(events)).admitted as Entry<'EconomicEvent'>[];
      fc.pre(admitted.length > 0);
      const last = admitted.at(-1)!;
      const without = live(admitted.slice(0, -1));
      const backedOut = live([...admitted, backOut(last)]);
      expect(backedOut.admitted).toHaveLength(admitted.length + 1);
      expect(seen(backedOut)).toEqual(seen(without));
    }),
    { numRuns: 300 },
  );
});

test('events that are backed out in the order of a stack leave nothing at all', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const admitted = live(plain(events)).admitted as Entry<'EconomicEvent'>[];
      const told = live([...admitted, ...[...admitted].reverse().map((event) => backOut(event))]);
      expect(told.admitted).toHaveLength(2 * admitted.length);
      expect(seen(told)).toEqual({});
    }),
    { numRuns: 300 },
  );
});

test('what was backed out and put back is as it was, if there was any of it', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const admitted = live(plain(events)).admitted as Entry<'EconomicEvent'>[];
      const last = admitted.at(-1);
      fc.pre(
        last?.body.resourceQuantity !== undefined && !/^0*\.?0*$/.test(last.body.resourceQuantity.hasNumericalValue),
      );
      const out = backOut(last!);
      const back = recorded('EconomicEvent', ids.event('back'), { ...opposite(out.body), corrects: out.id });
      const told = live([...admitted, out, back]);
      expect(told.admitted).toHaveLength(admitted.length + 2);
      expect(seen(told)).toEqual(seen(live(admitted)));
    }),
    { numRuns: 300 },
  );
});

test('what flowed by an event flows back by its correction', () => {
  const amounts = (effects: EventEffects, sign: (quantity: Decimal) => Decimal) =>
    effects.movements.map(({ role, quantity, unit }) => [role, formatDecimal(sign(quantity)), unit]);
  fc.assert(
    fc.property(anyEvents, (events) => {
      const admitted = live(plain(events)).admitted as Entry<'EconomicEvent'>[];
      fc.pre(admitted.length > 0);
      const [event, correction] = live([...admitted, backOut(admitted.at(-1)!)]).effects.slice(-2);
      expect(amounts(correction!, negate)).toEqual(amounts(event!, (quantity) => quantity));
    }),
    { numRuns: 300 },
  );
});
