import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';
import type { FiguresAnswer, ModelAccount, ModelItem, ModelWhole, OpenedProduct, ProductPage } from './answer.ts';
import type { ModelsQuery } from './view.ts';

type Get = Pick<Client, 'get'>;

const filled = (parameters: Readonly<Record<string, string>>): string =>
  `${new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''))}`;

/** Where the models of a network are had. */
export const modelsAddress = (network: string, model = ''): string =>
  `/api/networks/${network}/models${model && `/${encodeURIComponent(model)}`}`;

/** All models that can be computed with. */
export const readModels = (client: Get, network: string): Promise<Answer<{ readonly items: readonly ModelItem[] }>> =>
  client.get(modelsAddress(network));

/** One model. */
export const readModel = (client: Get, network: string, model: string): Promise<Answer<ModelWhole>> =>
  client.get(modelsAddress(network, model));

/** Products that are shown at a time. */
const pageSize = 100;

/** The products of a model by the words of a search, a page of them. */
export const readProducts = (
  client: Get,
  network: string,
  { model, search, cursor = '' }: { readonly model: string; readonly search: string; readonly cursor?: string },
): Promise<Answer<ProductPage>> =>
  client.get(`${modelsAddress(network, model)}/products?${filled({ search, limit: `${pageSize}`, cursor })}`);

/** What the page of a product follows from. */
export type ProductQuery = Pick<
  ModelsQuery,
  'model' | 'product' | 'amount' | 'category' | 'allocation' | 'parameters' | 'providers'
>;

/** A product of a model with its figures, and the account of one of them: that of the category asked for, else of the first. */
export async function readProduct(
  client: Get,
  network: string,
  { model: name, product, amount, category, allocation, parameters, providers }: ProductQuery,
): Promise<Answer<OpenedProduct>> {
  const model = await readModel(client, network, name);
  if (!model.ok) return model;
  const base = modelsAddress(network, name);
  const asked = { product, amount: `${amount}`, allocation, parameters, providers };
  const figures = await client.get<FiguresAnswer>(`${base}/figures?${filled(asked)}`);
  if (!figures.ok) return figures;
  if (figures.value.figures.length === 0) return { ...figures, value: { model: model.value, figures: figures.value } };
  const account = await client.get<ModelAccount>(`${base}/footprint?${filled({ ...asked, category, nodes: '300' })}`);
  if (!account.ok) return account;
  return { ...account, value: { model: model.value, figures: figures.value, account: account.value } };
}
