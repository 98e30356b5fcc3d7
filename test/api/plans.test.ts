import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrewery } from './support/open-brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';

/** The brewery plans two brews by its recipe and makes one and a half of them. */
let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const at = '/api/networks/brouwcoop';
const id = (name: string) => `urn:test:${name}`;
const address = (name: string) => encodeURIComponent(id(name));
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });

const flow = (name: string, side: 'recipeInputOf' | 'recipeOutputOf', more: object) => ({
  type: 'RecipeFlow',
  id: id(name),
  [side]: id('step'),
  ...more,
});
const recipe = [
  {
    type: 'RecipeProcess',
    id: id('step'),
    name: 'Mashing',
    processConformsTo: id('brewing'),
    hasDuration: { hasNumericalValue: '8', hasUnit: 'h' },
  },
  flow('in-malt', 'recipeInputOf', { action: 'consume', resourceConformsTo: id('malt'), resourceQuantity: kg('190') }),
  flow('out-grain', 'recipeOutputOf', {
    action: 'produce',
    resourceConformsTo: id('grain'),
    resourceQuantity: kg('205'),
  }),
  {
    type: 'Recipe',
    id: id('pale'),
    name: 'Pale ale',
    version: '1.2',
    licence: 'CC-BY-SA-4.0',
    author: id('grower'),
    primaryOutput: id('grain'),
    recipeIncludes: [id('step')],
  },
];

const record = (records: readonly object[]) => api.post(`${at}/records`, records);

interface Made {
  readonly type: string;
  readonly id: string;
  readonly action?: string;
  readonly [field: string]: unknown;
}

async function proposed(query: string): Promise<readonly Made[]> {
  const { status, body } = await api.get(`${at}/recipes/${address('pale')}/plan?${query}`);
  expect([status, body]).toMatchObject([200, {}]);
  return (body as { records: Made[] }).records;
}

const rows = async (plan: string, by: string, more = '') => {
  const { status, body } = await api.get(`${at}/plans/${encodeURIComponent(plan)}/variance?by=${by}${more}`);
  expect(status).toBe(200);
  type Row = { key: string; action: string } & Record<
    'planned' | 'actual' | 'difference' | 'unplanned',
    { hasNumericalValue: string }
  >;
  return (body as { items: Row[] }).items.map(({ key, action, planned, actual, difference, unplanned }) =>
    [key.slice(0, 9) === 'urn:test:' ? key.slice(9) : 'a process', action, planned, actual, difference, unplanned]
      .map((cell) => (typeof cell === 'string' ? cell : cell.hasNumericalValue))
      .join(' '),
  );
};

test('a recipe proposes a plan; it is recorded as it stands, answered in part, and told against what happened', async () => {
  expect((await record(recipe)).status).toBe(201);
  const before = (await api.get(at)).body;
  const plan = await proposed(`quantity=0.41&unit=t&by=${address('brewery')}&due=2025-04-01`);
  expect((await api.get(at)).body).toEqual(before);
  expect(plan.map(({ type }) => type)).toEqual(['Plan', 'Process', 'Commitment', 'Commitment']);
  expect((await record(plan)).status).toBe(201);
  const [whole, process, malt, grain] = plan;
  const own = { type: 'EconomicEvent', provider: id('brewery'), receiver: id('brewery') };
  const done = await record([
    {
      ...own,
      id: id('m1'),
      action: 'consume',
      resourceInventoriedAs: id('silo'),
      resourceQuantity: kg('300'),
      fulfills: [malt!.id],
    },
    {
      ...own,
      id: id('m2'),
      action: 'consume',
      inputOf: process!.id,
      resourceInventoriedAs: id('silo'),
      resourceQuantity: kg('10'),
    },
    {
      ...own,
      id: id('g1'),
      action: 'produce',
      resourceInventoriedAs: id('yard'),
      resourceQuantity: kg('330'),
      fulfills: [grain!.id],
    },
  ]);
  expect(done.status).toBe(201);
  expect(await rows(whole!.id, 'resource')).toEqual(['malt consume 380 310 -70 10', 'grain produce 410 330 -80 0']);
  expect(await rows(whole!.id, 'process')).toEqual([
    'a process consume 380 310 -70 10',
    'a process produce 410 330 -80 0',
  ]);
  expect(await rows(whole!.id, 'agent')).toEqual(['brewery consume 380 310 -70 10', 'brewery produce 410 330 -80 0']);
  await record([
    {
      ...own,
      id: id('m1-less'),
      action: 'consume',
      resourceInventoriedAs: id('silo'),
      resourceQuantity: kg('-20'),
      corrects: id('m1'),
    },
  ]);
  expect(await rows(whole!.id, 'resource')).toEqual(['malt consume 380 290 -90 10', 'grain produce 410 330 -80 0']);
  const recorded = encodeURIComponent((done.body as { recorded: string }).recorded);
  expect(await rows(whole!.id, 'resource', `&recorded=${recorded}`)).toEqual([
    'malt consume 380 310 -70 10',
    'grain produce 410 330 -80 0',
  ]);
  const csv = await api.request(`${at}/plans/${encodeURIComponent(whole!.id)}/variance?format=csv`);
  expect((await csv.text()).split('\n')[0]).toContain('planned.hasNumericalValue');
});

test('what a recipe cannot make, and what is no plan, is told', async () => {
  const told = async (path: string) => {
    const answer = await api.get(`${at}/${path}`);
    return [answer.status, ...problemsIn(answer).map(({ code }) => code)];
  };
  const by = `by=${address('brewery')}`;
  expect(await told(`recipes/${address('none')}/plan?quantity=1&unit=kg&${by}`)).toEqual([404, 'record.unknown']);
  expect(await told(`recipes/${address('pale')}/plan?quantity=1&unit=l&${by}`)).toEqual([422, 'unit.dimension']);
  expect(await told(`recipes/${address('pale')}/plan?quantity=-1&unit=kg&${by}`)).toEqual([400, 'parameter.invalid']);
  expect(await told(`recipes/${address('pale')}/plan?quantity=1&unit=stone&${by}`)).toEqual([400, 'parameter.invalid']);
  expect(await told(`plans/${address('none')}/variance`)).toEqual([404, 'record.unknown']);
  expect(await told(`recipes/${address('pale')}/difference`)).toEqual([404, 'record.unknown']);
});

test('a local variant of a recipe is told against it, with its author and licence as they are', async () => {
  const local = [
    { ...recipe[0], id: id('step-2') },
    { ...recipe[1], id: id('in-2'), recipeInputOf: id('step-2'), resourceQuantity: kg('152') },
    { ...recipe[2], id: id('out-2'), recipeOutputOf: id('step-2') },
    {
      ...recipe[3],
      id: id('ours'),
      name: 'Our pale',
      recipeIncludes: [id('step-2')],
      variantOf: id('pale'),
      version: '1.2-a',
    },
  ];
  expect((await record(local)).status).toBe(201);
  const { body } = await api.get(`${at}/recipes/${address('ours')}/difference`);
  expect(body).toMatchObject({
    items: [
      {
        process: id('brewing'),
        side: 'input',
        action: 'consume',
        original: { hasNumericalValue: '190' },
        variant: { hasNumericalValue: '152' },
        difference: { hasNumericalValue: '-38' },
      },
    ],
  });
  expect((await api.get(`${at}/recipes/${address('pale')}`)).body).toMatchObject({
    version: '1.2',
    licence: 'CC-BY-SA-4.0',
    author: id('grower'),
  });
});
