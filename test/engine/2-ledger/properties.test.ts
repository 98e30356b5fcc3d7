import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  type Decimal,
  decimal,
  formatDecimal,
  isZero,
  multiply,
  subtract,
  zero,
} from '../../../engine/0-base/decimal.ts';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { findAction, impliedRows } from '../../../engine/2-ledger/action.ts';
import type { Account, End, EventEffects } from '../../../engine/2-ledger/effect.ts';
import { attributeNames, attributeOf, plainHead } from '../../../engine/2-ledger/head.ts';
import { admit, emptyLedger, idsNeeded, type Ledger, load } from '../../../engine/2-ledger/ledger.ts';
import { plainEvent } from '../../../engine/2-ledger/load.ts';
import { nameIn } from '../../support/cast.ts';
import { attributesAsOf, stockAsOf } from '../../support/as-of.ts';
import { anyEvents, contextAt, knowledge } from '../../support/events.ts';
import { now, pictureOf } from '../../support/story.ts';

const runs = { numRuns: 300 };

function begun(): { ledger: Ledger; sequence: number } {
  const ledger = emptyLedger();
  const { admitted, problems } = admit(ledger, knowledge, contextAt(1));
  expect(problems).toEqual([]);
  return { ledger, sequence: 1 + admitted.length };
}

/** Admits events one by one; those that are refused are left out. */
function live(events: readonly Entry[]): { ledger: Ledger; effects: EventEffects[]; admitted: Entry[] } {
  const { ledger, sequence } = begun();
  const effects: EventEffects[] = [];
  const admitted: Entry[] = [];
  for (const event of events) {
    const answer = admit(ledger, [event], contextAt(sequence + admitted.length));
    effects.push(...answer.effects);
    admitted.push(...answer.admitted);
  }
  return { ledger, effects, admitted };
}

/** What the heads of a ledger say, in a form that can be compared. */
const stocksOf = (ledger: Ledger) =>
  Object.fromEntries(
    [...ledger.heads].map(([resource, head]) => [
      nameIn(resource),
      {
        live: head.live,
        positions: Object.fromEntries(
          [...head.positions].map(([holder, { accounting, onhand }]) => [
            holder,
            [formatDecimal(accounting), formatDecimal(onhand)],
          ]),
        ),
        ...Object.fromEntries(attributeNames.map((name) => [name, attributeOf(head, name)])),
      },
    ]),
  );

const total = (quantities: readonly Decimal[]): Decimal => quantities.reduce(add, zero);

test('enough of the drawn events are admitted for the properties to say something', () => {
  const samples = fc.sample(anyEvents, { numRuns: 200, seed: 7 });
  const actions = new Set(samples.flatMap((events) => live(events).effects.map(({ event }) => event.body.action)));
  expect(actions.size).toBe(19);
});

test('what stands in stock is the sum of what was posted, after every event', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { ledger, effects } = live(events);
      for (const [resource, head] of ledger.heads)
        for (const [holder, position] of head.positions)
          for (const account of ['accounting', 'onhand'] as const) {
            const posted = effects.flatMap(({ postings }) =>
              postings.filter(
                (each) => each.resource === resource && each.holder === holder && each.account === account,
              ),
            );
            expect(formatDecimal(position[account])).toBe(formatDecimal(total(posted.map((each) => each.quantity))));
          }
    }),
    runs,
  );
});

test('transfers move and add nothing; other actions add or take away exactly their own quantity', () => {
  const signs = { increment: 1, incrementTo: 1, decrement: -1, decrementIncrement: 0, notApplicable: 0 } as const;
  fc.assert(
    fc.property(anyEvents, (events) => {
      for (const { event, postings, movements } of live(events).effects) {
        const row = findAction(event.body.action)!;
        for (const account of ['accounting', 'onhand'] as const satisfies Account[]) {
          const sum = total(postings.filter((each) => each.account === account).map((each) => each.quantity));
          const own = movements.find((each) => each.role === row.flowRole)?.quantity ?? zero;
          const sign = decimal(`${signs[row[`${account}Effect`]]}`);
          expect(formatDecimal(sum)).toBe(formatDecimal(multiply(own, sign)));
        }
      }
    }),
    runs,
  );
});

test('an implied transfer is a balanced pair beside the action', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      for (const { event, postings } of live(events).effects) {
        const row = findAction(event.body.action)!;
        if (row.impliedTransfer === 'none') continue;
        const implied = impliedRows[row.impliedTransfer];
        const moved = postings.length > 2;
        const own = [row, ...(moved ? [implied, implied] : [])];
        const count = (account: 'accountingEffect' | 'onhandEffect') =>
          own.filter((each) => each[account] !== 'notApplicable').length;
        if (postings.length > 0) expect(postings).toHaveLength(count('accountingEffect') + count('onhandEffect'));
      }
    }),
    runs,
  );
});

test('movements follow what is on hand: what flows into a pool less what flows out is its posting', () => {
  const poolKey = (end: End) => (end.kind === 'pool' && end.resource ? JSON.stringify([end.resource, end.holder]) : '');
  fc.assert(
    fc.property(anyEvents, (events) => {
      for (const { movements, postings } of live(events).effects) {
        const net = new Map<string, Decimal>();
        const enter = (key: string, quantity: Decimal) => net.set(key, add(net.get(key) ?? zero, quantity));
        for (const { from, to, quantity, role } of movements) {
          if (role === 'effort' || role === 'knowledge') continue;
          enter(poolKey(to), quantity);
          enter(poolKey(from), subtract(zero, quantity));
        }
        for (const { resource, holder, account, quantity } of postings)
          if (account === 'onhand') enter(JSON.stringify([resource, holder]), subtract(zero, quantity));
        net.delete('');
        for (const [key, rest] of net) expect(isZero(rest), key).toBe(true);
      }
    }),
    runs,
  );
});

test('a refused batch leaves the ledger exactly as it was, whatever came before the error', () => {
  const impossible: Entry = { v: 1, op: 'record', class: 'EconomicEvent', id: 'urn:x', body: { action: 'vanish' } };
  fc.assert(
    fc.property(anyEvents, anyEvents, (before, batch) => {
      const { ledger, admitted } = live(before);
      const picture = pictureOf(ledger);
      const first = 1 + knowledge.length + admitted.length;
      const renamed = batch.map((entry) => ({ ...entry, id: `${entry.id}-again` }));
      const { problems, effects, touched } = admit(ledger, [...renamed, impossible], contextAt(first));
      expect(problems.length).toBeGreaterThan(0);
      expect([effects, touched]).toEqual([[], []]);
      expect(pictureOf(ledger)).toBe(picture);
    }),
    runs,
  );
});

test('the journal replayed in one batch gives the ledger that many batches gave', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { ledger, admitted } = live(events);
      const replayed = begun();
      const { problems } = admit(replayed.ledger, admitted, contextAt(replayed.sequence));
      expect(problems).toEqual([]);
      expect(pictureOf(replayed.ledger)).toBe(pictureOf(ledger));
    }),
    runs,
  );
});

test('a batch sent again changes nothing', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { ledger, admitted } = live(events);
      const picture = pictureOf(ledger);
      const again = admit(ledger, [...knowledge, ...admitted], contextAt(1000));
      expect([again.admitted, again.problems, again.effects]).toEqual([[], [], []]);
      expect(again.existing).toHaveLength(knowledge.length + admitted.length);
      expect(pictureOf(ledger)).toBe(picture);
    }),
    runs,
  );
});

/** A ledger that holds only what a store would load for these entries. */
function partOf(whole: Ledger, entries: readonly Entry[]): Ledger {
  const part = emptyLedger();
  const asked = new Set<string>();
  for (let needed = idsNeeded(entries); needed.length > 0;) {
    for (const id of needed) asked.add(id);
    const records = needed.flatMap((id) => whole.records.get(id) ?? []);
    const heads = needed.flatMap((id) => whole.heads.get(id) ?? []).map(plainHead);
    const events = needed.flatMap((id) => whole.events.get(id) ?? []).map(plainEvent);
    load(part, structuredClone({ records, heads, events, promises: [] }));
    needed = idsNeeded(records, heads, events).filter((id) => !asked.has(id));
  }
  return part;
}

test('a ledger that holds only what an event needs answers as the whole one does', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { ledger, sequence } = begun();
      let next = sequence;
      for (const event of events) {
        const part = partOf(ledger, [event]);
        const expected = admit(ledger, [event], contextAt(next));
        const found = admit(part, [event], contextAt(next));
        expect(found).toEqual(expected);
        for (const id of expected.touched)
          expect(plainHead(part.heads.get(id)!)).toEqual(plainHead(ledger.heads.get(id)!));
        next += expected.admitted.length;
      }
    }),
    { numRuns: 150 },
  );
});

test('stock and attributes as of now are those of the heads; as of a record they are those of the ledger then', () => {
  fc.assert(
    fc.property(anyEvents, fc.nat(), (events, cut) => {
      const { effects, admitted } = live(events);
      const then = live(admitted.slice(0, cut % (admitted.length + 1)));
      const last = Math.max(0, ...then.effects.map(({ event }) => event.sequence));
      for (const [resource, head] of then.ledger.heads) {
        const positions = stockAsOf(effects, resource, { happened: now, sequence: last });
        expect(Object.fromEntries(positions)).toEqual(Object.fromEntries(head.positions));
        const values = attributesAsOf(effects, resource, { happened: now, sequence: last });
        for (const name of attributeNames) expect(values[name] ?? undefined).toBe(attributeOf(head, name));
      }
    }),
    runs,
  );
});

test('events that have nothing to do with each other may be recorded in any order', () => {
  const apart = (events: readonly Entry<'EconomicEvent'>[]): Entry[] => {
    const text = JSON.stringify(events)
      .replaceAll(':resource:', ':resource:other-')
      .replaceAll(':process:', ':process:other-')
      .replaceAll(':event:', ':event:other-');
    return JSON.parse(text);
  };
  const others: Entry[] = knowledge
    .filter((entry) => entry.class === 'EconomicResource' || entry.class === 'Process')
    .map((entry) => ({ ...entry, id: entry.id.replace(/:(resource|process):/, ':$1:other-') }));
  fc.assert(
    fc.property(anyEvents, anyEvents, fc.array(fc.boolean()), (one, two, choices) => {
      const other = apart(two);
      const mixed: Entry[] = [];
      const queues = [[...one], [...other]];
      for (const choice of choices) mixed.push(...queues[choice ? 1 : 0]!.splice(0, 1));
      mixed.push(...queues.flat());
      const inOrder = live([...others, ...one, ...other]);
      const inAnyOrder = live([...others, ...mixed]);
      expect(stocksOf(inAnyOrder.ledger)).toEqual(stocksOf(inOrder.ledger));
    }),
    runs,
  );
});

test('an event in two parts leaves the stock that the whole event leaves', () => {
  const inParts = (event: Entry<'EconomicEvent'>): Entry<'EconomicEvent'>[] => {
    const quantity = event.body.resourceQuantity!;
    const part = (share: string, suffix: string) => ({
      ...event,
      id: `${event.id}${suffix}`,
      body: {
        ...event.body,
        resourceQuantity: {
          ...quantity,
          hasNumericalValue: formatDecimal(multiply(decimal(quantity.hasNumericalValue), decimal(share))),
        },
      },
    });
    return [part('0.25', '-a'), part('0.75', '-b')];
  };
  fc.assert(
    fc.property(anyEvents, (events) => {
      const whole = live(events.filter((event) => event.body.corrects === undefined));
      const parts = live(
        whole.admitted.flatMap((entry) =>
          entry.class === 'EconomicEvent' ? inParts(entry as Entry<'EconomicEvent'>) : entry,
        ),
      );
      const plain = (ledger: Ledger) =>
        Object.fromEntries(Object.entries(stocksOf(ledger)).map(([name, { live: _, ...rest }]) => [name, rest]));
      expect(plain(parts.ledger)).toEqual(plain(whole.ledger));
    }),
    runs,
  );
});
