import { type MakeSheet, type Sheet, type SheetRequest, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import { readAccount } from '../footprints/account.ts';
import { accountTables, pictureOf } from '../footprints/account-sheet.ts';
import { accountFinding, certificateSentences } from '../footprints/told.ts';
import type { ModelItem } from './answer.ts';
import { figureColumns, modelColumns, modelName, productColumns } from './columns.ts';
import { readModel, readModels, readProduct, readProducts } from './load.ts';
import { modelFinding, modelsFinding, uncountedSentence } from './sentences.ts';
import type { ModelsQuery } from './view.ts';
import { say } from './words.ts';

type Request = SheetRequest<ModelsQuery>;

/** The models as a sheet: all of them, the products of one, or the figures of one product. */
export const sheet: MakeSheet<ModelsQuery> = (request) => {
  const { model, product } = request.values;
  return model && product ? productSheet(request) : model ? modelSheet(request) : listSheet(request);
};

const nowhere = () => '';
const made = (value: Sheet): Answer<Sheet> => ({ ok: true, tag: '', value });

/** The dataset that a model of the house is; the network's own are none. */
const datasetOf = ({ name, bundled }: ModelItem): string[] => (bundled ? [name] : []);
const citedOf = (model: ModelItem): string[] =>
  [model.bundled ? undefined : [modelName(model), model.version, model.source].filter(Boolean).join(', ')].flatMap(
    (each) => each ?? [],
  );

async function listSheet({ client, opened, values }: Request): Promise<Answer<Sheet>> {
  const answer = await readModels(client, opened.network);
  if (!answer.ok) return answer;
  const { items } = answer.value;
  const [columns, { sort }] = [modelColumns(nowhere), values];
  const table = sheetTable({ id: 'models', caption: say().list.caption, columns, rows: items, sort });
  const datasets = items.flatMap(datasetOf);
  const notes = [say().finding.what, say().finding.kept];
  return made({ title: text.shell.models, finding: modelsFinding(items), notes, tables: [table], datasets, cited: [] });
}

async function modelSheet({ client, opened, values }: Request): Promise<Answer<Sheet>> {
  const model = await readModel(client, opened.network, values.model);
  if (!model.ok) return model;
  const found = await readProducts(client, opened.network, values);
  if (!found.ok) return found;
  const { items, next } = found.value;
  const [columns, words] = [productColumns(nowhere, items), say().page];
  const table = sheetTable({ id: 'products', caption: words.products, columns, rows: items, sort: values.sort });
  return made({
    title: modelName(model.value),
    finding: [modelFinding(model.value)],
    notes: next === undefined ? [] : [words.foundMore(String(items.length))],
    tables: [table],
    datasets: datasetOf(model.value),
    cited: citedOf(model.value),
  });
}

async function productSheet(request: Request): Promise<Answer<Sheet>> {
  const { client, opened, values } = request;
  const answer = await readProduct(client, opened.network, values);
  if (!answer.ok) return answer;
  const { model, figures, account: told } = answer.value;
  const account = told && readAccount(told, {});
  const rows = figures.figures;
  const columns = figureColumns(nowhere, rows);
  const table = sheetTable({ id: 'figures', caption: say().product.figures, columns, rows, sort: '' });
  const uncounted = uncountedSentence(figures);
  const picture = account && (await pictureOf(request, account));
  return made({
    title: `${modelName(model)}: ${figures.name}`,
    finding: account ? accountFinding(account) : [say().product.noCategories],
    notes: [...(uncounted ? [uncounted] : []), ...(account ? certificateSentences(account) : [])],
    tables: [table, ...(account ? accountTables(account, values) : [])],
    ...(picture && { picture }),
    datasets: datasetOf(model),
    cited: citedOf(model),
  });
}
