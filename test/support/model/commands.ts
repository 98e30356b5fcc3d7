import fc from 'fast-check';
import { expect } from 'vitest';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { entry } from '../house.ts';
import type { At, Clock, Outcome, System } from '../systems.ts';
import { agentIn, agents, bodyOf, type Draw, draws, resources, type Scene } from './draw.ts';
import type { Model, ModelEvent } from './model.ts';

/** What a sequence remembers beside the model. */
export interface Memory {
  readonly model: Model;
  /** Answers that were given as of a recorded time: they must never change (I9). */
  readonly answers: {
    readonly resource: string;
    readonly at: At;
    readonly answer: unknown;
    readonly known: number;
    readonly day: number;
  }[];
  /** Batches that were recorded, with their keys and times, so that they can be sent again and folded anew. */
  readonly batches: { readonly entries: readonly Entry[]; readonly key: string; readonly recorded: number }[];
  count: number;
}

/** What a command acts on. */
export interface Real {
  readonly system: System;
  readonly scene: Scene;
  readonly clock: Clock;
}

type Step = fc.AsyncCommand<Memory, Real>;

const base = Date.UTC(2025, 2, 12, 12) * 1000;
const endOfDay = (day: number): number => Date.UTC(2025, 2, day + 1) * 1000 - 1;

/** Everything that must hold after every command, whatever it was (I1, I2, I4, I9). */
export async function check({ model, answers }: Memory, { system, scene }: Real): Promise<void> {
  const totals = { accounting: 0n, onhand: 0n };
  for (const name of resources) {
    const found = await positionsOf(system, scene.id(name));
    expect([name, found]).toEqual([name, modelled(model, name)]);
    for (const each of Object.values(found)) {
      totals.accounting += each.accounting;
      totals.onhand += each.onhand;
    }
  }
  expect(totals).toEqual({ accounting: model.made('accounting'), onhand: model.made('onhand') });
  const last = answers.at(-1);
  const first = answers[0];
  for (const asked of new Set([first, last].filter((each) => each !== undefined)))
    expect(await positionsOf(system, scene.id(asked.resource), asked.at)).toEqual(asked.answer);
}

async function positionsOf(system: System, resource: string, at?: At) {
  const found = await system.positions(resource, at);
  return Object.fromEntries(Object.entries(found).map(([holder, each]) => [agentIn(holder), each]));
}

function modelled(model: Model, resource: string, as: { day?: number; known?: number } = {}) {
  const held = agents.map((holder) => {
    const of = (account: 'accounting' | 'onhand') => model.balance({ resource, holder, account }, as);
    return [holder, { accounting: of('accounting'), onhand: of('onhand') }] as const;
  });
  return Object.fromEntries(held.filter(([, each]) => each.accounting !== 0n || each.onhand !== 0n));
}

/** What was refused has left nothing behind (I3). */
async function expectRefused(
  memory: Memory,
  real: Real,
  entries: readonly Entry[],
  codes: readonly string[],
): Promise<void> {
  const before = await real.system.mark();
  const outcome = await real.system.submit(entries, `refused-${memory.count++}`);
  expect(['refused', ...codes]).toEqual([
    outcome.kind,
    ...new Set(outcome.codes.map((code) => (isStock(code) ? 'stock' : code))),
  ]);
  expect(await real.system.mark()).toBe(before);
}

const isStock = (code: string) => code === 'stock.negative' || code === 'holder.mismatch';

/** What was recorded got a later time than all before, whatever the clock says (I10). */
function expectRecorded({ batches }: Memory, outcome: Outcome): void {
  expect([outcome.codes, outcome.kind]).toEqual([[], 'new']);
  expect(outcome.recorded).toBeGreaterThan(batches.at(-1)?.recorded ?? 0);
}

async function recordOr(memory: Memory, real: Real, event: ModelEvent, unit: string): Promise<void> {
  const { model, batches } = memory;
  const entries = [entry('EconomicEvent', real.scene.id(event.id), bodyOf(event, unit, real.scene))];
  const refusal = model.refusal(event);
  if (refusal !== undefined) return expectRefused(memory, real, entries, [refusal]);
  const key = `${real.scene.id('key')}-${memory.count++}`;
  const outcome = await real.system.submit(entries, key);
  expectRecorded(memory, outcome);
  model.record(event);
  batches.push({ entries, key, recorded: outcome.recorded });
}

const command = (name: string, run: Step['run'], needsPast = false): Step => ({
  check: ({ batches }) => !needsPast || batches.length > 0,
  async run(memory, real) {
    await run(memory, real);
    await check(memory, real);
  },
  toString: () => name,
});

const nth = <T>(list: readonly T[], place: number): T => list[place % list.length]!;

const recording = draws.map(({ unit, ...draw }) =>
  command(
    `record ${draw.action} ${draw.grams} g of ${draw.resource} into ${draw.into}, ${draw.provider} to ${draw.receiver}, day ${draw.day}`,
    (memory, real) => recordOr(memory, real, { ...draw, id: `e${memory.count}`, corrects: undefined }, unit),
  ),
);

const correcting = fc
  .tuple(fc.nat(50), fc.bigInt({ min: -40_000n, max: 20_000n }), fc.boolean())
  .map(([place, delta, wholly]) =>
    command(
      `correct #${place} by ${wholly ? 'all of it' : delta}`,
      (memory, real) => {
        const { event } = nth(memory.model.kept, place);
        const root = memory.model.rootOf(event);
        const grams = wholly ? -memory.model.left(root.id) : delta;
        return recordOr(memory, real, { ...root, id: `e${memory.count}`, corrects: event.id, grams }, 'kilogram');
      },
      true,
    ),
  );

/** The same again: under the same key, under another, with other content under the same id, with other content under the same key (I6). */
const repeating = fc.tuple(fc.nat(50), fc.integer({ min: 0, max: 2 })).map(([place, way]) =>
  command(
    `repeat #${place}, ${['same key', 'other key', 'other content'][way]}`,
    async (memory, real) => {
      const { entries, key } = nth(memory.batches, place);
      const before = await real.system.mark();
      if (way === 2) {
        const [first] = entries as [Entry<'EconomicEvent'>];
        const other = { ...first, body: { ...first.body, note: 'something else' } };
        return expectRefused(memory, real, [other], ['id.conflict']);
      }
      const outcome = await real.system.submit(
        entries,
        way === 0 ? key : `again-${real.scene.id('key')}-${memory.count++}`,
      );
      expect([outcome.codes, outcome.kind]).toEqual([[], 'repeated']);
      expect(await real.system.mark()).toBe(before);
    },
    true,
  ),
);

/** Ways in which an event can be wrong, each with the problem that must come back. */
type Spoil = (body: Record<string, unknown>, scene: Scene) => Record<string, unknown>;
const spoils: Readonly<Record<string, readonly [string, Spoil]>> = {
  'in litres (I8)': [
    'unit.dimension',
    (body) => ({ ...body, resourceQuantity: { hasNumericalValue: '1', hasUnit: 'litre' } }),
  ],
  'less than nothing': [
    'number.negative',
    (body) => ({ ...body, resourceQuantity: { hasNumericalValue: '-1', hasUnit: 'kilogram' } }),
  ],
  'without a quantity': ['action.quantity', ({ resourceQuantity: _, ...body }) => body],
  'of an unknown resource': [
    'reference.unknown',
    (body, { id }) => ({ ...body, resourceInventoriedAs: id('nothing') }),
  ],
  'correcting what comes later (I7)': ['reference.unknown', (body, { id }) => ({ ...body, corrects: id('later') })],
  'in two days (I10)': ['time.future', (body) => ({ ...body, hasPointInTime: '2199-01-01' })],
  'by an unknown action': ['choice.unknown', (body) => ({ ...body, action: 'vanish' })],
  'tied to a process': ['action.noProcess', (body, { id }) => ({ ...body, inputOf: id('mash') })],
};

/** A batch that is right but for one event in it leaves nothing of it behind (I3). */
const spoiling = fc.tuple(fc.constantFrom(...Object.keys(spoils)), fc.nat(3), draws).map(([how, place, draw]) =>
  command(`a batch with one event ${how} at ${place}`, (memory, real) => {
    const [code, spoil] = spoils[how]!;
    const one = {
      ...draw,
      action: 'raise',
      receiver: draw.provider,
      resource: 'malt',
      into: undefined,
      process: undefined,
      corrects: undefined,
    };
    const right = Array.from({ length: 4 }, (_, at) =>
      entry('EconomicEvent', real.scene.id(`x${memory.count}-${at}`), bodyOf(one, 'gram', real.scene)),
    );
    const entries = right.map((each, at) =>
      at === place ? ({ ...each, body: spoil(each.body, real.scene) } as Entry) : each,
    );
    return expectRefused(memory, real, entries, [code]);
  }),
);

/** What is asked as of a recorded time is what the model knew then, and is asked again after every later command (I9). */
const asking = fc.tuple(fc.constantFrom(...resources), fc.integer({ min: 0, max: 10 })).map(([resource, day]) =>
  command(
    `ask for ${resource} on day ${day}`,
    async ({ model, answers }, { system, scene }) => {
      const at = { happened: endOfDay(day), recorded: system.recorded() };
      const answer = await positionsOf(system, scene.id(resource), at);
      const known = model.kept.length;
      expect([resource, day, answer]).toEqual([resource, day, modelled(model, resource, { day, known })]);
      answers.push({ resource, at, answer, known, day });
    },
    true,
  ),
);

const hour = 3_600_000_000;
const jumps: Readonly<Record<string, number>> = {
  'back an hour': -hour,
  'on by a year': 365 * 24 * hour,
  'to the leap day': Date.UTC(2028, 1, 29) * 1000 - base,
};
const jumping = fc.constantFrom(...Object.keys(jumps)).map((how) =>
  command(`the clock jumps ${how}`, async (_, { clock }) => {
    clock.now = base + jumps[how]!;
  }),
);

/** The commands of a sequence; most record something. */
export const commands = (longest: number) =>
  fc.commands(
    [recording, recording, recording, correcting, repeating, spoiling, asking, jumping] as fc.Arbitrary<Step>[],
    { maxCommands: longest, size: 'max' },
  );

/** The clock at the beginning of a sequence. */
export const startOfClock = base;
export type { Draw };
