import type { StockItem } from '../../worker/wire.ts';

/** Stocks by the id of their resource. */
export type Stocks = ReadonlyMap<string, StockItem>;

/** Stocks as the API lists them, by the id of their resource. */
export const stocksById = (items: readonly StockItem[]): Stocks => new Map(items.map((item) => [item.resource, item]));

/** What is on hand of a stock: with this agent where others hold some of it too. */
export function onHandOf(stocks: Stocks, resource: string, holder: string) {
  const stock = stocks.get(resource);
  return stock?.holders?.find((each) => each.holder === holder)?.onhand ?? stock?.onhand;
}
