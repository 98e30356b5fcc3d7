import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../../api/store/house.ts';
import { dataDirectory, open, remove } from '../../support/house.ts';
import { check, commands, type Memory, type Real, startOfClock } from '../../support/model/commands.ts';
import { agents, exempt, members, people, resources, scene } from '../../support/model/draw.ts';
import { Model } from '../../support/model/model.ts';
import { actionNames } from '../../support/model/actions.ts';
import { type Clock, houseSystem, ledgerSystem, type System } from '../../support/systems.ts';

/** Sequences of commands; `npm run test:long` asks for 10,000. One in six goes through the whole house, command by command. */
const sequences = Number(process.env['THROUGHFLOW_SEQUENCES'] ?? '300');
const throughHouse = Math.ceil(sequences / 6);
const limitMs = 60_000 + sequences * 400;

const clock: Clock = { now: startOfClock };
const networks = { 'may-fall': false, 'never-below': true } as const;
let directory: string;
let house: House;
beforeAll(async () => {
  directory = await dataDirectory();
  house = await open({ directory, clock: () => clock.now });
  for (const [slug, refusesNegative] of Object.entries(networks)) {
    const policies = refusesNegative ? { policies: { negativeStock: 'refuse' as const } } : {};
    const body = { name: slug, zone: 'UTC', members, invented: true, ...policies };
    const { problems } = await house.createNetwork({ slug, author: 'urn:test:author', body, entries: people });
    expect(problems).toEqual([]);
  }
});
afterAll(async () => {
  await house.close();
  await remove(directory);
});

let place = 0;

/** A sequence before its first command. */
async function told(
  begin: () => System,
  prefix: string,
  refusesNegative: boolean,
): Promise<{ model: Memory; real: Real }> {
  const at = scene(prefix);
  clock.now = startOfClock;
  const system = begin();
  expect((await system.submit(at.things, `things-${prefix}`)).kind).toBe('new');
  const model = new Model({ exempt, refusesNegative });
  return { model: { model, answers: [], batches: [], count: 0 }, real: { system, scene: at, clock } };
}

test(
  'the ledger says what the model says after every command, whatever is recorded, corrected, repeated or refused',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(commands(24), fc.boolean(), async (list, refusesNegative) => {
        const policy = { members, refusesNegative };
        const begin = () => ledgerSystem(people, policy, clock);
        const { model: memory, real } = await told(begin, 'm', refusesNegative);
        await fc.asyncModelRun(async () => ({ model: memory, real }), list);
        for (const { event } of memory.model.kept) seen.add(event.action);
        const again = await told(begin, 'm', refusesNegative);
        for (const { entries, key, recorded } of memory.batches) {
          clock.now = recorded;
          await again.real.system.submit(entries, key);
        }
        // The same log gives the same bytes (I14).
        expect(await again.real.system.mark()).toBe(await real.system.mark());
      }),
      { numRuns: sequences - throughHouse },
    );
    if (sequences >= 300) expect([...seen].sort()).toEqual(actionNames);
  },
  limitMs,
);

/** Which events are asked for, and which of the model's those are. */
const predicates = fc.record(
  {
    action: fc.constantFrom(...actionNames),
    resource: fc.constantFrom(...resources),
    agent: fc.constantFrom(...agents),
    process: fc.constantFrom('mash', 'brew'),
    from: fc.integer({ min: 1, max: 9 }),
    to: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: [] },
);
const dayAt = (day: number): number => Date.UTC(2025, 2, day) * 1000;

/** Every list is what looking through all of the model's events finds (I15). */
async function expectLists({ model }: Memory, { scene: at }: Real, slug: string): Promise<void> {
  for (const { action, resource, agent, process, from, to } of fc.sample(predicates, { numRuns: 4, seed: place })) {
    const { value } = await house.records(slug, {
      classes: ['EconomicEvent'],
      limit: 1000,
      text: { value: at.id('e'), fields: ['id'] },
      ...(action !== undefined && { fields: { action } }),
      ...(resource !== undefined && { resource: at.id(resource) }),
      ...(agent !== undefined && { agent: `urn:model:agent:${agent}` }),
      ...(process !== undefined && { process: at.id(process) }),
      ...(from !== undefined && { from: dayAt(from) }),
      ...(to !== undefined && { to: dayAt(to + 1) }),
    });
    const expected = model.kept.filter(({ event }) => {
      const { day } = model.rootOf(event);
      const names = [event.resource, event.into];
      return (
        (action === undefined || event.action === action) &&
        (resource === undefined || names.includes(resource)) &&
        (agent === undefined || event.provider === agent || event.receiver === agent) &&
        (process === undefined || event.process === process) &&
        (from === undefined || day >= from) &&
        (to === undefined || day <= to)
      );
    });
    expect(value!.items.map(({ id }) => id)).toEqual(expected.map(({ event }) => at.id(event.id)));
  }
}

test(
  'the house says what the model says after every command: journal, database, answers as of any time, and lists',
  async () => {
    const ended: { memory: Memory; real: Real }[] = [];
    await fc.assert(
      fc.asyncProperty(
        commands(12),
        fc.constantFrom(...Object.entries(networks)),
        async (list, [slug, refusesNegative]) => {
          place += 1;
          const { model: memory, real } = await told(() => houseSystem(house, slug), `s${place}`, refusesNegative);
          await fc.asyncModelRun(async () => ({ model: memory, real }), list);
          await expectLists(memory, real, slug);
          if (place % 10 === 0) ended.push({ memory, real });
        },
      ),
      { numRuns: throughHouse },
    );
    // What was told of a sequence is still so after all the others (I9).
    for (const { memory, real } of ended) await check(memory, real);
    // The projection is the fold of the journal (I12).
    for (const slug of Object.keys(networks)) {
      const { value } = await house.verify(slug);
      expect(value!.difference).toBeUndefined();
    }
  },
  limitMs,
);
