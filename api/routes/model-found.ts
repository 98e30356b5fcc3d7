import type { Context } from 'hono';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { localModel, type WantedModel } from '../compute/local-model.ts';
import type { ModelUnderstood } from '../compute/model-understood.ts';
import { bundledModel, bundledModels } from '../interchange/bundled-model.ts';
import type { LocalModelHead } from '../store/local-models.ts';
import type { Env } from './env.ts';
import type { z } from './declare.ts';
import type { modelHead } from './model-shapes.ts';

/** A model that can be asked: what is told of it, and where it is had. */
export interface FoundModel {
  readonly head: z.infer<typeof modelHead>;
  readonly left: Omit<ModelUnderstood, 'kind' | 'counts' | 'categories' | 'problems'>;
  readonly problems: readonly Problem[];
  readonly wanted: WantedModel;
}

/** That there is no such model. */
export const unknownModel = (value: string): Problem => problem('model.unknown', '', { value });

/** Of a model that was kept when less was told of models, nothing is known of what is told now. */
const untold = {
  coverage: [],
  uncountedCount: 0,
  uncounted: [],
  parameters: [],
  parameterCount: 0,
  exchanges: { all: 0, uncertain: 0, judged: 0 },
};

function foundLocal(c: Context<Env>, network: string, kept: LocalModelHead): FoundModel {
  const { about, wanted } = localModel(c.var.house.models, network, kept);
  const { type: _, currency: __, problems, version, licence, source, kind, counts, categories, ...left } = about;
  const { name, size } = kept;
  const said = { version, ...(licence !== undefined && { licence }), ...(source !== undefined && { source }) };
  const head = { name, kind, bundled: false, ...said, size, counts, categories: [...categories] };
  return { head, left: { ...untold, ...left }, problems, wanted };
}

/** The models of a network, its own first; those of the house are read to tell what is in them. */
export async function modelsOf(c: Context<Env>, network: string): Promise<FoundModel[]> {
  const own = (await c.var.house.models.list(network)).map((head) => foundLocal(c, network, head));
  const bundled: FoundModel[] = [];
  for (const dataset of await bundledModels(c.var.services.datasets)) {
    const wanted = bundledModel(dataset);
    const read = await c.var.compute.models.understand(wanted);
    if ('problems' in read) continue;
    const { kind, counts, categories, problems, ...left } = read.value;
    const { name, version, title, licenses, sources } = dataset;
    const licence = licenses.map((each) => each.title ?? each.name).join(', ');
    const source = sources.map((each) => each.title).join('; ');
    const said = { title, version, licence, source };
    const head = { name, kind, bundled: true, ...said, counts, categories: [...categories] };
    bundled.push({ head, left, problems, wanted });
  }
  return [...own, ...bundled];
}

/** The model of a name, where there is one. */
export async function findModel(c: Context<Env>, network: string, name: string): Promise<FoundModel | undefined> {
  return (await modelsOf(c, network)).find(({ head }) => head.name === name);
}
