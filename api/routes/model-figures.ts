import type { ModelChoices, ProviderChoice } from '../../engine/4-footprint/model/choices.ts';
import { refuse, tell } from './answer.ts';
import { declare, routes, z } from './declare.ts';
import { accountTables } from './figure-shapes.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { findModel, unknownModel } from './model-found.ts';
import { categoryFigure, figureHead, figuresWhole, figureWhole, uncountedFlow } from './model-shapes.ts';
import { described, idText, inNetwork } from './parameter.ts';

const inModel = inNetwork.extend({ model: idText });
const amount = z.coerce.number({ error: 'a number' }).refine((given) => Number.isFinite(given) && given !== 0, {
  error: 'a number other than 0',
});
const short = z.string().min(1, { error: 'a text' }).max(200, { error: 'a text of at most 200 characters' });

/** A parameter that holds JSON of a shape. */
const jsonOf = <T extends z.ZodType>(shape: T, error: string) =>
  z
    .string()
    .max(4000, { error })
    .transform((text, context): z.infer<T> => {
      try {
        const read = shape.safeParse(JSON.parse(text));
        if (read.success) return read.data;
      } catch {
        // What is no JSON is told like JSON of another shape.
      }
      context.addIssue({ code: 'custom', message: error });
      return z.NEVER;
    })
    .openapi({ type: 'string' });

const numbers = z.record(z.string(), z.number());
const parameters = jsonOf(
  z.record(z.string(), z.union([z.number(), numbers])),
  'JSON such as {"gas": 4}, or {"the id of a process": {"gas": 4}}',
);
const providers = jsonOf(
  z.record(z.string(), z.union([z.string(), numbers])),
  'JSON such as {"the id of a flow": "the id of a process"}, or of a market {"flow": {"process": 0.4, "other": 0.6}}',
);

/** Which product, how much of it, and what is chosen in a model of processes. */
const asking = {
  product: idText,
  amount: described(amount.optional(), 'In the unit of the product (1)'),
  allocation: described(
    short.optional(),
    "How processes of several products are shared: one of the model's allocations, equal, substitution, cut-off, or a property",
  ),
  parameters: described(parameters.optional(), "Values of the model's parameters, and of those of its processes"),
  providers: described(providers.optional(), 'Who supplies a flow that several could supply'),
};

interface Choosing {
  readonly allocation?: string | undefined;
  readonly parameters?: Readonly<Record<string, number | Readonly<Record<string, number>>>> | undefined;
  readonly providers?: Readonly<Record<string, ProviderChoice>> | undefined;
}

/** Choices as the engine takes them; undefined where none are made. */
function choicesOf({ allocation, parameters = {}, providers }: Choosing): ModelChoices | undefined {
  const given = Object.entries(parameters);
  const ofModel = given.filter((each): each is [string, number] => typeof each[1] === 'number');
  const ofProcesses = given.filter((each): each is [string, Record<string, number>] => typeof each[1] === 'object');
  const choices: ModelChoices = {
    ...(allocation !== undefined && { allocation: { all: allocation } }),
    ...(ofModel.length > 0 && { parameters: Object.fromEntries(ofModel) }),
    ...(ofProcesses.length > 0 && { processParameters: Object.fromEntries(ofProcesses) }),
    ...(providers !== undefined && { providers }),
  };
  return Object.keys(choices).length > 0 ? choices : undefined;
}

const one = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/models/{model}/footprint',
    summary:
      'What an amount of a product carries, with its certificate, as a tree and by process, supplier, place, flow, tier and path, each of which sums to it',
    request: {
      params: inModel,
      query: z.strictObject({
        ...asking,
        category: described(idText.optional(), 'What is counted (the first category)'),
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

const tables = { figures: categoryFigure, uncounted: uncountedFlow };

const all = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/models/{model}/figures',
    summary: 'What an amount of a product carries of every category of the model, each with its certificate',
    request: { params: inModel, query: z.strictObject({ ...asking, ...inTables(tables) }) },
    responses: listAnswers(figuresWhole),
  },
);

export const modelFigureRoutes = routes()
  .openapi(one, async (c) => {
    const { network, model } = c.req.valid('param');
    const { table, format: _, ...asked } = c.req.valid('query');
    const found = await findModel(c, network, model);
    if (!found) return refuse(c, [unknownModel(model)]);
    const { product, amount, category, nodes } = asked;
    const query = { product, amount, category, nodes, choices: choicesOf(asked) };
    const answer = await c.var.compute.models.figure(found.wanted, query);
    if ('problems' in answer) return refuse(c, answer.problems);
    const { problems, ...rest } = answer.value;
    const { name: called, version } = found.head;
    const body = { model: called, version, ...rest, warnings: problems.map((each) => tell(each)) };
    return answerTables(c, body, { tables: accountTables, table, before: figureHead });
  })
  .openapi(all, async (c) => {
    const { network, model } = c.req.valid('param');
    const { table, format: _, ...asked } = c.req.valid('query');
    const found = await findModel(c, network, model);
    if (!found) return refuse(c, [unknownModel(model)]);
    const { product, amount } = asked;
    const answer = await c.var.compute.models.figures(found.wanted, { product, amount, choices: choicesOf(asked) });
    if ('problems' in answer) return refuse(c, answer.problems);
    const { problems, product: of, uncounted, ...rest } = answer.value;
    const { name: called, version } = found.head;
    const head = { model: called, version, product: of.id, name: of.name, unit: of.unit };
    const told = uncounted.map(({ flow: { id: flow, name, kind, unit }, amount }) => ({
      flow,
      name,
      kind,
      amount,
      unit,
    }));
    const body = { ...head, ...rest, uncounted: told, warnings: problems.map((each) => tell(each)) };
    return answerTables(c, body, { tables, table, before: z.object({}) });
  });
