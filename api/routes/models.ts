import type { Context } from 'hono';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import type { ModelUnderstood } from '../compute/models.ts';
import { localModel, type ModelAbout, type WantedModel } from '../compute/local-model.ts';
import { bundledModels } from '../interchange/bundled-model.ts';
import { listDatasets } from '../interchange/dataset.ts';
import type { ModelFile, ModelFileType } from '../interchange/model-file.ts';
import type { LocalModelHead } from '../store/local-models.ts';
import { refuse, tell } from './answer.ts';
import { readFileBody } from './body.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { accountTables } from './figure-shapes.ts';
import { answerList, answerTables, inListForm, inTables, listAnswers } from './list.ts';
import { figureHead, figureWhole, modelHead, modelProduct, modelTaken, modelWhole } from './model-shapes.ts';
import { pageOfAll, turnOf } from './page-of-all.ts';
import { described, inNetwork, idText, paging, yesOrNo } from './parameter.ts';
import { workbookType } from './templates.ts';

/** Bytes of a file with a model. */
const fileLimit = 64 * 1024 * 1024;
/** Problems that are kept and told of a model. */
const mostProblems = 200;

const types: Readonly<Record<string, ModelFileType>> = {
  'text/csv': 'csv',
  [workbookType]: 'xlsx',
  'application/zip': 'zip',
};

const short = z.string().min(1, { error: 'a text' }).max(200, { error: 'a text of at most 200 characters' });
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: 'a name of small letters, digits and hyphens, at most 64 of them',
});
const inModel = inNetwork.extend({ model: idText });

const bringing = z.strictObject({
  dryRun: yesOrNo,
  name: described(name, 'What the model is called here; links name it as their dataset'),
  version: described(short.default('1'), 'Its version, which links name'),
  licence: described(short.optional(), 'Under which terms the network has it'),
  currency: described(short.default('currency'), 'Of tables of sectors: their currency (USD, EUR ...)'),
});

const post = declare(
  { action: 'steward', object: 'network' },
  {
    method: 'post',
    path: '/api/networks/{network}/models',
    summary:
      'Bring in a model (an export of openLCA, an inventory template or tables of sectors, as CSV, workbook or zip) that the network keeps for itself: it is computed with and never given out; with dryRun it is only looked at',
    request: { params: inNetwork, query: bringing },
    requestBody: {
      content: Object.fromEntries(
        Object.keys(types).map((type) => [
          type,
          { schema: { type: 'string', ...(type !== 'text/csv' && { format: 'binary' }) } },
        ]),
      ),
    },
    responses: { ...answers(modelTaken, 201), ...answers(modelTaken) },
  },
);

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/models',
    summary: 'The models that can be computed with here: those of the house and those of the network',
    request: { params: inNetwork, query: z.strictObject(inListForm) },
    responses: listAnswers(z.object({ items: z.array(modelHead) })),
  },
);

const one = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/models/{model}',
    summary: 'A model: version, licence, counts, categories, and what was wrong when it was read',
    request: { params: inModel },
    responses: answers(modelWhole),
  },
);

const remove = declare(
  { action: 'steward', object: 'network' },
  {
    method: 'delete',
    path: '/api/networks/{network}/models/{model}',
    summary: 'Take a model of the network away for good',
    request: { params: inModel },
    responses: { 204: { description: 'It is gone' } },
  },
);

const products = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/models/{model}/products',
    summary: 'The products of a model, by the words of a search',
    request: {
      params: inModel,
      query: z.strictObject({ search: z.string().max(200).optional(), ...paging, ...inListForm }),
    },
    responses: listAnswers(z.object({ items: z.array(modelProduct), next: z.string().optional() })),
  },
);

const amount = z.coerce.number({ error: 'a number' }).refine(Number.isFinite, { error: 'a number' });

const figure = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/models/{model}/footprint',
    summary:
      'What an amount of a product carries, with its certificate, as a tree and by process, supplier, place, flow, tier and path, each of which sums to it',
    request: {
      params: inModel,
      query: z.strictObject({
        product: idText,
        amount: described(amount.optional(), 'In the unit of the product (1)'),
        category: described(idText.optional(), 'What is counted (the first category)'),
        allocation: described(
          short.optional(),
          "How processes of several products are shared: one of the model's allocations, equal, substitution, cut-off, or a property",
        ),
        nodes: described(
          z.coerce.number().int().min(1).max(5000, { error: 'a whole number from 1 to 5000' }).optional(),
          'Nodes of the tree, at most (200)',
        ),
        ...inTables(accountTables),
      }),
    },
    responses: listAnswers(figureWhole),
  },
);

/** A model that can be asked: what is told of it, and where it is had. */
interface Found {
  readonly head: z.infer<typeof modelHead>;
  readonly left: Pick<ModelUnderstood, 'cutOffs' | 'cutOffCount' | 'allocations'>;
  readonly problems: readonly Problem[];
  readonly wanted: WantedModel;
}

const unknown = (value: string): Problem => problem('model.unknown', '', { value });

function foundLocal(c: Context<Env>, network: string, kept: LocalModelHead): Found {
  const { about, wanted } = localModel(c.var.house.models, network, kept);
  const { type: _, currency: __, problems, version, licence, kind, counts, categories, ...left } = about;
  const { name, size } = kept;
  const told = { name, kind, bundled: false, version, ...(licence !== undefined && { licence }), size };
  return { head: { ...told, counts, categories: [...categories] }, left, problems, wanted };
}

/** The models of a network, its own first; those of the house are read to tell what is in them. */
async function modelsOf(c: Context<Env>, network: string): Promise<Found[]> {
  const own = (await c.var.house.models.list(network)).map((head) => foundLocal(c, network, head));
  const bundled: Found[] = [];
  for (const { name, version, licenses } of await bundledModels(c.var.services.datasets)) {
    const wanted = { key: `dataset ${name} ${version}`, origin: async () => ({ bundled: name }) };
    const read = await c.var.compute.models.understand(wanted);
    if ('problems' in read) continue;
    const { kind, counts, categories, problems, ...left } = read.value;
    const licence = licenses.map((each) => each.title ?? each.name).join(', ');
    const head = { name, kind, bundled: true, version, licence, counts, categories: [...categories] };
    bundled.push({ head, left, problems, wanted });
  }
  return [...own, ...bundled];
}

async function findModel(c: Context<Env>, network: string, name: string): Promise<Found | undefined> {
  return (await modelsOf(c, network)).find(({ head }) => head.name === name);
}

/** The file that was sent, or why it cannot be read. */
async function fileOf(
  c: Context<Env>,
  asked: z.infer<typeof bringing>,
): Promise<{ file: ModelFile; hash: string } | { problems: readonly Problem[] }> {
  const sent = (c.req.header('content-type') ?? 'of no type').split(';')[0]!.trim().toLowerCase();
  const type = types[sent];
  if (!type) {
    const known = Object.keys(types).join(', ');
    return { problems: [problem('body.type', '', { value: sent.slice(0, 80), known })] };
  }
  const body = await readFileBody(c, fileLimit);
  if ('problems' in body) return body;
  const { name, version, currency } = asked;
  return { file: { name, type, version, currency, bytes: body.bytes }, hash: body.hash };
}

/** What stands in the way of keeping a model: a licence that nobody told, a name that a dataset of the house has. */
async function keepingProblems(c: Context<Env>, { name, licence }: z.infer<typeof bringing>): Promise<Problem[]> {
  const taken = (await listDatasets(c.var.services.datasets)).some(({ value }) => value?.name === name);
  const expected = 'a name that no dataset of the house has';
  return [
    ...(taken ? [problem('parameter.invalid', '', { field: 'name', value: name, expected })] : []),
    ...(licence === undefined ? [problem('field.missing', '/licence', { field: 'licence' })] : []),
  ];
}

const isKnown = (value: string | undefined): value is string => value !== undefined;

export const modelRoutes = routes()
  .openapi(post, async (c) => {
    const { network } = c.req.valid('param');
    const asked = c.req.valid('query');
    const sent = await fileOf(c, asked);
    if ('problems' in sent) return refuse(c, sent.problems);
    const { file, hash } = sent;
    const key = `${network} ${file.name} ${hash} ${file.version} ${file.currency}`;
    const read = await c.var.compute.models.understand({ key, origin: async () => ({ file }) });
    if ('problems' in read) return refuse(c, read.problems);
    const { kind, counts, categories, problems: all, ...left } = read.value;
    const problems = all.slice(0, mostProblems);
    const stopping = await keepingProblems(c, asked);
    const dryRun = asked.dryRun === 'true';
    if (!dryRun && stopping.length > 0) return refuse(c, stopping);
    const { version, licence, currency } = asked;
    const said = { version, ...(isKnown(licence) && { licence }) };
    const about: ModelAbout = { kind, counts, categories, problems, ...left, ...said, currency, type: file.type };
    if (!dryRun) {
      await c.var.house.models.keep(network, { name: file.name, about: JSON.stringify(about), bytes: file.bytes });
      c.var.compute.models.changed(network);
    }
    const told = [...stopping, ...problems].map((each) => tell(each));
    const head = { name: file.name, kind, bundled: false, ...said, size: file.bytes.length, counts };
    const body = {
      ...head,
      ...left,
      categories: [...categories],
      problems: told,
      kept: !dryRun,
      keepable: !stopping.some(isError),
    };
    return c.json(body, dryRun ? 200 : 201);
  })
  .openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const items = (await modelsOf(c, network)).map(({ head }) => head);
    return answerList(c, { items }, { rows: items, row: modelHead });
  })
  .openapi(one, async (c) => {
    const { network, model } = c.req.valid('param');
    const found = await findModel(c, network, model);
    if (!found) return refuse(c, [unknown(model)]);
    return c.json({ ...found.head, ...found.left, problems: found.problems.map((each) => tell(each)) }, 200);
  })
  .openapi(remove, async (c) => {
    const { network, model } = c.req.valid('param');
    const gone = await c.var.house.models.forget(network, model);
    c.var.compute.models.changed(network);
    return gone ? c.body(null, 204) : refuse(c, [unknown(model)]);
  })
  .openapi(products, async (c) => {
    const { network, model } = c.req.valid('param');
    const { format: _, ...asked } = c.req.valid('query');
    const paged = { ...asked, model };
    const turn = turnOf(paged);
    if ('problems' in turn) return refuse(c, turn.problems);
    const found = await findModel(c, network, model);
    if (!found) return refuse(c, [unknown(model)]);
    const answer = await c.var.compute.models.products(found.wanted, asked.search ?? '');
    if ('problems' in answer) return refuse(c, answer.problems);
    const page = pageOfAll(answer.value, paged, turn.turn ?? { upTo: 0, now: 0, from: 0 });
    return answerList(c, page, { rows: page.items, row: modelProduct });
  })
  .openapi(figure, async (c) => {
    const { network, model } = c.req.valid('param');
    const { table, format: _, ...query } = c.req.valid('query');
    const found = await findModel(c, network, model);
    if (!found) return refuse(c, [unknown(model)]);
    const answer = await c.var.compute.models.figure(found.wanted, query);
    if ('problems' in answer) return refuse(c, answer.problems);
    const { problems, ...rest } = answer.value;
    const { name: called, version } = found.head;
    const body = { model: called, version, ...rest, warnings: problems.map((each) => tell(each)) };
    return answerTables(c, body, { tables: accountTables, table, before: figureHead });
  });
