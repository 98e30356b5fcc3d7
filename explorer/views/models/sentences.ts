import { formatNumber, unitSymbol } from '../../text/format.ts';
import { figureText } from '../footprints/amount.ts';
import type { FiguresAnswer, ModelAccount, ModelItem, ModelWhole } from './answer.ts';
import { modelName } from './columns.ts';
import { say } from './words.ts';

const count = (value: number): string => formatNumber(value, 9);

/** What the list of models shows. */
export function modelsFinding(items: readonly ModelItem[]): string[] {
  const words = say().finding;
  const own = items.filter(({ bundled }) => !bundled).length;
  return [words.count(count(items.length), count(own))];
}

/** What one model is. */
export function modelFinding(model: ModelItem): string {
  const { counts, categories } = model;
  return say().page.has(modelName(model), count(counts.products), count(counts.processes), count(categories.length));
}

/** Flows that are named one by one. */
const mostNamed = 6;

/** What crosses the border for a product and counts nowhere, where there is such. */
export function uncountedSentence({ uncounted, uncountedCount }: FiguresAnswer): string | undefined {
  if (uncountedCount === 0) return undefined;
  const words = say().product;
  const named = uncounted.slice(0, mostNamed).map(({ kind, name, amount, unit }) => {
    const told = kind === 'purchase' ? words.bought : words.flow;
    return told(`${figureText(amount ?? Number.NaN)}\u00a0${unitSymbol(unit)}`, name);
  });
  const rest = uncountedCount - named.length;
  return words.uncounted([...named, ...(rest > 0 ? [words.others(count(rest))] : [])].join(', '));
}

/** How many exchanges a model has, and how many of them tell how well they are known. */
export function exchangesText({ exchanges: { all, uncertain, judged } }: Pick<ModelWhole, 'exchanges'>): string {
  if (uncertain + judged === 0) return count(all);
  return say().page.exchangesAre(count(all), count(uncertain), count(judged));
}

/** How much of a model tells how uncertain it is, where some of it does. */
export function uncertainSentence({
  exchanges: { all, uncertain },
}: Pick<ModelWhole, 'exchanges'>): string | undefined {
  return uncertain === 0 ? undefined : say().product.uncertain(count(uncertain), count(all));
}

/** What a carrier of energy gives for what was spent on it, where that is told. */
export function energySentence({ energyReturn }: Pick<ModelAccount, 'energyReturn'>): string | undefined {
  if (!energyReturn) return undefined;
  const { ratio, invested } = energyReturn;
  const words = say().product;
  return ratio === null ? words.energyFree : words.energy(formatNumber(ratio, 3), formatNumber(invested, 3));
}
