import type { Context } from 'hono';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { aboutModel, keepingProblems, modelFileLimit, modelName, modelNameForm } from '../compute/keeping.ts';
import type { ModelFile, ModelFileType } from '../interchange/model-file.ts';
import { refuse, tell } from './answer.ts';
import { readFileBody } from './body.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { findModel, modelsOf, unknownModel } from './model-found.ts';
import { modelHead, modelProduct, modelTaken, modelWhole } from './model-shapes.ts';
import { pageOfAll, turnOf } from './page-of-all.ts';
import { described, inNetwork, idText, paging, yesOrNo } from './parameter.ts';
import { workbookType } from './templates.ts';

const types: Readonly<Record<string, ModelFileType>> = {
  'text/csv': 'csv',
  [workbookType]: 'xlsx',
  'application/zip': 'zip',
};

const short = z.string().min(1, { error: 'a text' }).max(200, { error: 'a text of at most 200 characters' });
const long = z.string().min(1, { error: 'a text' }).max(500, { error: 'a text of at most 500 characters' });
const name = z.string().regex(modelName, { error: modelNameForm });
const inModel = inNetwork.extend({ model: idText });

const bringing = z.strictObject({
  dryRun: yesOrNo,
  name: described(name, 'What the model is called here; links name it as their dataset'),
  version: described(short.default('1'), 'Its version, which links name'),
  licence: described(short.optional(), 'Under which terms the network has it'),
  source: described(long.optional(), 'Where it is from: publisher, title, address'),
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
  const body = await readFileBody(c, modelFileLimit);
  if ('problems' in body) return body;
  const { name, version, currency } = asked;
  return { file: { name, type, version, currency, bytes: body.bytes }, hash: body.hash };
}

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
    const about = aboutModel(read.value, asked, file.type);
    const stopping = await keepingProblems(c.var.services.datasets, asked);
    const dryRun = asked.dryRun === 'true';
    if (!dryRun && stopping.length > 0) return refuse(c, stopping);
    if (!dryRun)
      await c.var.house.models.keep(network, { name: file.name, about: JSON.stringify(about), bytes: file.bytes });
    const { type: _, currency: __, categories, problems, ...told } = about;
    const body = {
      name: file.name,
      bundled: false,
      size: file.bytes.length,
      ...told,
      categories: [...categories],
      problems: [...stopping, ...problems].map((each) => tell(each)),
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
    if (!found) return refuse(c, [unknownModel(model)]);
    return c.json({ ...found.head, ...found.left, problems: found.problems.map((each) => tell(each)) }, 200);
  })
  .openapi(remove, async (c) => {
    const { network, model } = c.req.valid('param');
    const gone = await c.var.house.models.forget(network, model);
    return gone ? c.body(null, 204) : refuse(c, [unknownModel(model)]);
  })
  .openapi(products, async (c) => {
    const { network, model } = c.req.valid('param');
    const { format: _, ...asked } = c.req.valid('query');
    const paged = { ...asked, model };
    const turn = turnOf(paged);
    if ('problems' in turn) return refuse(c, turn.problems);
    const found = await findModel(c, network, model);
    if (!found) return refuse(c, [unknownModel(model)]);
    const answer = await c.var.compute.models.products(found.wanted, asked.search ?? '');
    if ('problems' in answer) return refuse(c, answer.problems);
    const page = pageOfAll(answer.value, paged, turn.turn ?? { upTo: 0, now: 0, from: 0 });
    return answerList(c, page, { rows: page.items, row: modelProduct });
  });
