import type { Column } from '../../marks/table.ts';
import { formatShare, unitSymbol } from '../../text/format.ts';
import { figureText } from './amount.ts';
import type { ProductRow } from './products.ts';
import { say } from './words.ts';

interface ProductTable {
  /** The unit of the indicator. */
  readonly unit: string;
  /** Where a product is opened. */
  readonly addressOf: (row: ProductRow) => string;
}

/** What each figure of a product means. */
const terms = { intensity: 'intensity', low: 'range', high: 'range', total: 'delivered' } as const;

/** The columns of the products of a period. */
export function productColumns({ unit, addressOf }: ProductTable): Column<ProductRow>[] {
  const words = say().products.table;
  const figure = (id: 'intensity' | 'low' | 'high' | 'total', head: string): Column<ProductRow> => ({
    id,
    head,
    unit,
    about: terms[id],
    value: (row) => row[id],
    show: (row) => figureText(row[id]),
  });
  return [
    { id: 'product', head: words.product, value: ({ name }) => name, href: addressOf, long: true },
    figure('intensity', words.intensity),
    { id: 'per', head: words.per, value: ({ per }) => unitSymbol(per) },
    {
      id: 'delivered',
      head: words.delivered,
      about: 'deliveredAmount',
      value: ({ delivered }) => delivered,
      show: ({ delivered, per }) => (delivered > 0 ? `${figureText(delivered)}\u00a0${unitSymbol(per)}` : '–'),
      rank: ({ delivered, per }) => ({ kind: per, size: delivered }),
    },
    { ...figure('total', words.total), show: ({ total, delivered }) => (delivered > 0 ? figureText(total) : '–') },
    figure('low', words.low),
    figure('high', words.high),
    {
      id: 'primary',
      head: words.primary,
      about: 'primary',
      unit: '%',
      value: ({ primaryShare }) => primaryShare * 100,
      show: ({ primaryShare }) => (Number.isNaN(primaryShare) ? '–' : formatShare(primaryShare)),
    },
    {
      id: 'complete',
      head: words.complete,
      value: ({ incomplete }) => (incomplete ? words.incomplete : words.whole),
    },
  ];
}
