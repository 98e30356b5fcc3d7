import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import { formatShare } from '../../../text/format.ts';
import { sayBalance } from '../words.ts';
import { amountIn, type Writing } from './amount.ts';
import { figureOf, type SheetAnswer } from './answer.ts';
import { choiceOf } from './layers.ts';
import { towards } from './parts.ts';

/** What a layer is called, energy with its heating value. */
export const layerName = (balance: Pick<Balance, 'layer' | 'basis'>): string => sayBalance().layers[choiceOf(balance)];

/** The same inside a sentence. */
export const layerWord = (balance: Pick<Balance, 'layer' | 'basis'>): string => layerName(balance).toLowerCase();

/** A sentence with its first letter large. */
export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** What a balance says in one layer, the finding first: what went in, what came out, what is missing and what that means. */
export function balanceFinding(balance: Balance, writing: Writing): string {
  const parts = [wentThrough(balance, writing), ...changes(balance, writing)].join('; ');
  return `${layerName(balance)}: ${parts}; ${gapSentence(balance, writing)}`;
}

function wentThrough({ in: into, out, unknown }: Balance, writing: Writing): string {
  const { finding } = sayBalance();
  const write = (value: number) => amountIn(writing, value);
  const isUnknown = (side: 'in' | 'out') => unknown.some((each) => each.side === side);
  if (into === 0 && out === 0) return finding.neither;
  if (out === 0) return (isUnknown('out') ? finding.knownIn : finding.onlyIn)(write(into));
  if (into === 0) return (isUnknown('in') ? finding.knownOut : finding.onlyOut)(write(out));
  return finding.both(write(into), write(out));
}

function changes({ stock, loss, in: into, out }: Balance, writing: Writing): string[] {
  const { finding } = sayBalance();
  const least = 1e-9 * Math.max(into, out, 1e-12);
  const told = (amount: number, up: (amount: string) => string, down: (amount: string) => string): string[] =>
    Math.abs(amount) <= least ? [] : [(amount > 0 ? up : down)(amountIn(writing, Math.abs(amount)))];
  return [
    ...told(stock.change - stock.inProgress, finding.stockUp, finding.stockDown),
    ...told(stock.inProgress, finding.progress, finding.progressDown),
    ...told(loss, finding.loss, finding.loss),
  ];
}

function gapSentence(balance: Balance, writing: Writing): string {
  const { finding } = sayBalance();
  const { unaccounted, beyond, expected, slack, verdict, layer } = balance;
  const write = (value: number) => amountIn(writing, value);
  const gap = write(Math.abs(unaccounted));
  if (layer === 'price') return valueSentence(balance, writing);
  if (verdict === 'unexplained')
    return (beyond > 0 ? finding.beyondIn : finding.beyondOut)(gap, write(Math.abs(beyond)));
  if (verdict === 'unknown') return openSentence(balance, writing);
  if (verdict === 'closed')
    return Math.abs(unaccounted) <= 1e-9 * Math.max(balance.in, balance.out)
      ? finding.closes
      : finding.within(gap, write(slack));
  if (layer === 'energy' || layer === 'exergy') return finding.heat(gap);
  const { low, high } = towards(unaccounted, expected);
  return (unaccounted > 0 ? finding.expected : finding.expectedIn)(gap, write(low), write(high));
}

function openSentence({ unaccounted, unknown }: Balance, writing: Writing): string {
  const { finding } = sayBalance();
  const gap = amountIn(writing, Math.abs(unaccounted));
  return unknown.length > 0 ? finding.open(gap, namesOf(unknown, writing)) : finding.openOnly(gap);
}

function valueSentence({ unaccounted, unknown }: Balance, writing: Writing): string {
  const { finding } = sayBalance();
  const value = (unaccounted <= 0 ? finding.added : finding.spent)(amountIn(writing, Math.abs(unaccounted)));
  return unknown.length > 0 ? `${value} ${finding.unpriced(namesOf(unknown, writing))}` : value;
}

/** Things that a sentence names one by one. */
const mostNamed = 4;

function namesOf(unknown: Balance['unknown'], { nameOf }: Writing): string {
  const names = [...new Set(unknown.map(({ specification }) => nameOf(specification)))];
  if (names.length <= mostNamed + 1) return names.join(', ');
  return sayBalance().finding.some(names.slice(0, mostNamed).join(', '), String(names.length - mostNamed));
}

/** What the other layers say: how many close, and which do not. */
export function otherLayers(balances: readonly Balance[]): string[] {
  const { finding } = sayBalance();
  const told = balances.filter(({ verdict, layer }) => verdict !== 'unknown' && layer !== 'price');
  const wrong = told.filter(({ verdict }) => verdict === 'unexplained');
  if (told.length === 0) return [];
  const count = finding.others(String(told.length - wrong.length), String(told.length));
  return [wrong.length > 0 ? `${count} ${finding.wrong(wrong.map(layerName).join(', '))}` : count];
}

/** What part of energy or exergy came out again, and what of it is lost for good. */
export function efficiencySentences({ layer }: Balance, { efficiencies }: SheetAnswer, writing: Writing): string[] {
  const { efficiency } = sayBalance();
  const found = efficiencies.find((each) => each.layer === layer);
  const part = figureOf(found?.efficiency);
  if (!found || Number.isNaN(part)) return [];
  const write = (value: number | null) => amountIn(writing, figureOf(value));
  if (layer === 'energy') return [efficiency.energy(formatShare(part, 3), write(found.lost))];
  return [
    efficiency.exergy(formatShare(part, 3), write(found.destroyed)),
    ...(figureOf(found.unmeasured) > 0 ? [efficiency.exergyLeft(write(found.unmeasured))] : []),
  ];
}
