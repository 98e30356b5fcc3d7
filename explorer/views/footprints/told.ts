import type { FigureAccount } from '../../../engine/4-footprint/system/figure-account.ts';
import { formatNumber, formatShare, unitSymbol } from '../../text/format.ts';
import { burden, power } from './amount.ts';
import { rounding } from './layout.ts';
import { say } from './words.ts';

/** 1 kg of Bread. */
export const productOf = ({ amount, unit, name }: Pick<FigureAccount, 'amount' | 'unit' | 'name'>): string =>
  say().account.product(formatNumber(amount, 3), unitSymbol(unit), name);

/** What an account shows, the finding first: how much, where most of it arises, what was not followed. */
export function accountFinding(account: FigureAccount): string[] {
  const words = say().account;
  const { unit } = account.category.method;
  const known = account.byProcess.filter(({ of, share }) => of !== '' && share > 0);
  const heaviest = known.toSorted((a, b) => b.value - a.value).slice(0, 3);
  const credit = account.tree.reduce((sum, { own, rest }) => sum + Math.min(0, own) + Math.min(0, rest), 0);
  return [
    words.carries(productOf(account), burden(account.total, unit)),
    ...(heaviest.length > 0
      ? [words.arises(heaviest.map(({ name, share }) => words.part(formatShare(share), name)))]
      : []),
    ...(-credit > rounding * Math.abs(account.total) ? [words.credits(burden(-credit, unit))] : []),
    ...certificateSentences(account).slice(0, 1),
  ];
}

/** How exact an account is, in plain words and in its unit. */
export function certificateSentences({ certificate, category, tree, total }: FigureAccount): string[] {
  const words = say().account.certificate;
  const { unit } = category.method;
  const { remainder, bound, residual } = certificate;
  const rest = tree.reduce((sum, node) => sum + node.rest, 0);
  const isOpen = tree.some((node) => Math.abs(node.rest) > rounding * Math.abs(total));
  return [
    isOpen ? words.rest(burden(rest, unit), formatNumber(tree.length, 9)) : words.whole,
    words.remainder(burden(remainder, unit)),
    Number.isNaN(bound) ? words.unbounded : words.bound(burden(bound, unit)),
    ...(residual > 0 ? [words.residual(power(residual))] : []),
  ];
}
