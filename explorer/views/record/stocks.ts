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

/** Whether a stock is another's alone: that agent answers for it, and this one has none of it in hand. */
export function isTheirs(stocks: Stocks, resource: string, me: string): boolean {
  const { accountable, holders = [] } = stocks.get(resource) ?? {};
  return accountable !== undefined && accountable !== me && holders.every(({ holder }) => holder !== me);
}
