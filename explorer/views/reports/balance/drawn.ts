import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import type { Facts } from '../../../../engine/1-record/facts.ts';
import { writeQuery } from '../../../state/url.ts';
import { query } from '../view.ts';
import type { Request } from '../report.ts';
import { sayBalance } from '../words.ts';
import { amountIn, type Writing } from './amount.ts';
import { namedParts, partLooks } from './figure.ts';
import { type BalanceLayer, balanceLayers } from './choices.ts';
import { choiceOf, layerOf, offeredBy } from './layers.ts';
import type { Part } from './parts.ts';
import type { LayerChoice } from './shape.ts';

/** Whether anything of a balance is known. */
export const isTold = ({ in: into, out, stock }: Balance): boolean => into !== 0 || out !== 0 || stock.change !== 0;

const marks: Readonly<Record<Balance['verdict'], string>> = {
  closed: '✓',
  expected: '✓',
  unexplained: '!',
  unknown: '?',
};

/** The layers of which something is known, and what of energy and money the network's properties allow. */
export function layerChoices({ opened, values }: Request, balances: readonly Balance[]): LayerChoice[] {
  const words = sayBalance();
  const chosen = chosenLayer(values.layer, balances);
  return offered(opened.facts, balances, chosen).map((id) => {
    const found = balances.find((balance) => choiceOf(balance) === id);
    const isMoney = layerOf(id).layer === 'price';
    return {
      id,
      label: words.layers[id],
      verdict: found ? (isMoney ? words.verdicts.added : words.verdicts[found.verdict]) : '',
      mark: found && !isMoney ? marks[found.verdict] : '',
      isShown: id === chosen,
      href: writeQuery(query, { ...values, layer: id, sort: '' }),
    };
  });
}

/** The choice that an address means: of plain energy the heating value that was answered. */
function chosenLayer(asked: BalanceLayer, balances: readonly Balance[]): BalanceLayer {
  const found = asked === 'energy' ? balances.find(({ layer }) => layer === 'energy') : undefined;
  return found ? choiceOf(found) : asked;
}

function offered(facts: Facts, balances: readonly Balance[], chosen: BalanceLayer): BalanceLayer[] {
  const told = new Set(balances.filter(isTold).map(choiceOf));
  const others = new Set(offeredBy(facts));
  const energyIsTold = balances.some((each) => each.layer === 'energy' && isTold(each));
  return balanceLayers.filter(
    (id) => id === chosen || told.has(id) || (others.has(id) && (id === 'price' || energyIsTold)),
  );
}

/** The picture of a balance: its parts with their words, how things are told apart, the heads of both sides. */
export function drawnParts(balance: Balance, parts: readonly Part[], writing: Writing) {
  const words = sayBalance();
  const head = (side: Part['side'], amount: number) =>
    words.total(words.sides[side], amount === 0 ? '0' : amountIn(writing, amount));
  return {
    parts: namedParts(parts, writing),
    look: partLooks(parts),
    heads: { in: head('in', balance.in), out: head('out', balance.out) },
  };
}
