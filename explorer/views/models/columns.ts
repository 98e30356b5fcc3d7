import type { Column } from '../../marks/table.ts';
import { formatNumber, unitSymbol } from '../../text/format.ts';
import { burden, figureText } from '../footprints/amount.ts';
import { rounding } from '../footprints/layout.ts';
import type { ModelItem, ModelWhole, ProductItem, ToldCoverage, ToldFigure } from './answer.ts';
import { say } from './words.ts';

type AddressOf<Row> = (row: Row) => string;

const count = (value: number): string => formatNumber(value, 9);

/** What a model is called: its title, where it has one. */
export const modelName = ({ name, title }: Pick<ModelItem, 'name' | 'title'>): string => title ?? name;

/** The columns of the models. */
export function modelColumns(addressOf: AddressOf<ModelItem>): Column<ModelItem>[] {
  const words = say().list;
  const number = (id: 'products' | 'processes'): Column<ModelItem> => ({
    id,
    head: words[id],
    about: 'count',
    value: ({ counts }) => counts[id],
    show: ({ counts }) => count(counts[id]),
  });
  return [
    { id: 'name', head: words.name, value: modelName, href: addressOf, long: true },
    { id: 'kind', head: words.kind, value: ({ kind }) => words.kinds[kind] ?? kind },
    { id: 'version', head: words.version, value: ({ version }) => version },
    number('products'),
    number('processes'),
    {
      id: 'indicators',
      head: words.indicators,
      about: 'count',
      value: ({ categories }) => categories.length,
      show: ({ categories }) => count(categories.length),
    },
    { id: 'use', head: words.use, value: ({ bundled }) => (bundled ? words.bundled : words.own) },
    { id: 'licence', head: words.licence, value: ({ licence }) => licence ?? words.untold },
    { id: 'source', head: words.source, value: ({ source }) => source ?? words.untold },
  ];
}

/** The columns of the products of a model. */
export function productColumns(addressOf: AddressOf<ProductItem>, rows: readonly ProductItem[]): Column<ProductItem>[] {
  const words = say().page;
  const told = (id: 'process' | 'supplier' | 'place'): Column<ProductItem>[] =>
    rows.some((row) => row[id]) ? [{ id, head: words[id], value: (row) => row[id] ?? '' }] : [];
  return [
    { id: 'product', head: words.product, value: ({ name }) => name, href: addressOf, long: true },
    { id: 'unit', head: words.unit, value: ({ unit }) => unitSymbol(unit) },
    ...told('process'),
    ...told('supplier'),
    ...told('place'),
  ];
}

/** A figure that is not known is NaN in all that is shown. */
const known = (value: number | null): number => value ?? Number.NaN;

/** What a figure may miss at most, as the page writes it. */
export function missedText({ total, certificate, category }: ToldFigure): string {
  const bound = known(certificate.bound);
  if (Number.isNaN(bound)) return say().product.noBound;
  if (bound <= rounding * Math.abs(known(total))) return say().product.exact;
  return burden(bound, category.method.unit);
}

/** The columns of the figures of one product, by indicator. */
export function figureColumns(addressOf: AddressOf<ToldFigure>, rows: readonly ToldFigure[]): Column<ToldFigure>[] {
  const words = say().product;
  const deviation: Column<ToldFigure> = {
    id: 'deviation',
    head: words.deviation,
    about: 'deviation',
    value: (row) => row.deviation ?? null,
    show: (row) => figureText(known(row.deviation ?? null)),
    rank: (row) => ({ kind: row.category.method.unit, size: row.deviation ?? null }),
  };
  return [
    { id: 'indicator', head: words.indicator, value: ({ category }) => category.name, href: addressOf, long: true },
    {
      id: 'total',
      head: words.carries,
      about: 'intensity',
      value: ({ total }) => total,
      show: ({ total }) => figureText(known(total)),
      rank: ({ total, category }) => ({ kind: category.method.unit, size: total }),
    },
    ...(rows.some((row) => row.deviation !== undefined) ? [deviation] : []),
    { id: 'unit', head: say().page.unit, value: ({ category }) => category.method.unit },
    {
      id: 'missed',
      head: words.missed,
      about: 'bound',
      value: ({ certificate }) => certificate.bound,
      show: missedText,
      rank: ({ certificate, category }) => ({ kind: category.method.unit, size: certificate.bound }),
    },
    { id: 'method', head: words.method, value: ({ category: { method } }) => `${method.id} ${method.version}`.trim() },
  ];
}

/** An indicator with how it counts the flows of its model. */
type CoverageRow = ToldCoverage & { readonly model: ModelWhole };

/** The indicators of a model, each with how it counts its flows. */
export const coverageRows = (model: ModelWhole): CoverageRow[] => model.coverage.map((each) => ({ ...each, model }));

/** The columns of how flows are counted. */
export function coverageColumns(): Column<CoverageRow>[] {
  const words = say().coverage;
  const indicator = ({ category, model }: CoverageRow) => model.categories.find(({ id }) => id === category);
  const number = (id: 'counted' | 'byId' | 'byName' | 'uncounted' | 'fallbackCount', head: string) => ({
    id,
    head,
    about: 'count' as const,
    value: (row: CoverageRow) => row[id] ?? null,
    show: (row: CoverageRow) => (row[id] === undefined ? '–' : count(row[id])),
  });
  return [
    { id: 'indicator', head: words.indicator, value: (row) => indicator(row)?.name ?? row.category, long: true },
    { id: 'unit', head: words.unit, value: (row) => indicator(row)?.method.unit ?? '' },
    number('counted', words.counted),
    number('byId', words.byId),
    number('byName', words.byName),
    number('uncounted', words.uncounted),
    number('fallbackCount', words.fallback),
    {
      id: 'method',
      head: words.method,
      value: (row) => [indicator(row)?.method.id, indicator(row)?.method.version].filter(Boolean).join(' '),
    },
  ];
}
