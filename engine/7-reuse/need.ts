import { groupBy } from '../0-base/group.ts';
import { gather } from './gather.ts';
import type { Good, Goods } from './goods.ts';
import { byQuantity } from './makers.ts';
import { rhythmOf } from './occasion.ts';
import type { Need, Origin, Span } from './shape.ts';

/** Supplies of one thing to one agent, over all that is recorded. */
interface Supply {
  readonly origin: Origin;
  readonly suppliers: readonly string[];
}

/**
 * What members' processes took in in a span, by kind of process and thing, with where such things come from: whoever gave most of it in
 * all that is recorded, so that a month's need does not depend on whether it was bought in that month. What was only ever found in stock
 * has no known origin and is left out.
 */
export function findNeeds({ goods, span }: { readonly goods: Goods; readonly span: Span }): Need[] {
  const supplies = suppliesOf(goods);
  const taken = goods.flows.flatMap((flow) => {
    const { way, taker, specification, day } = flow;
    if (way !== 'in' || day < span.first || day >= span.end) return [];
    const supply = goods.isMember(taker) && !goods.isKept(specification) && supplies(taker, specification);
    return supply ? [{ flow, supply }] : [];
  });
  const keyOf = ({ flow: { taker, specification, kind, state, unit } }: (typeof taken)[number]) =>
    JSON.stringify([taker, specification, kind, state ?? '', unit]);
  return [...groupBy(taken, keyOf)]
    .map(([id, list]) =>
      needOf(
        id,
        list[0]!.supply,
        list.map(({ flow }) => flow),
      ),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function needOf(id: string, supply: Supply, flows: readonly Good[]): Need {
  const [{ taker: holder, specification, state, unit, kind }] = flows as [Good];
  const gathered = gather(flows);
  const batches = new Set(flows.map(({ process }) => process)).size;
  const rhythm = rhythmOf(gathered.occasions);
  return { ...gathered, ...supply, id, holder, specification, state, unit, kind, batches, rhythm };
}

/** Who supplies whom with what: from outside, from another member, or its user by a process of its own. */
function suppliesOf({ flows, isMember }: Goods): (taker: string, specification: string) => Supply | undefined {
  const supplying = flows.filter(
    ({ way, giver, taker }) =>
      way === 'out' || ((way === 'between' || way === 'in') && giver !== taker && giver !== ''),
  );
  const lists = groupBy(supplying, ({ taker, specification }) => JSON.stringify([taker, specification]));
  return (taker, specification) => {
    const list = lists.get(JSON.stringify([taker, specification]));
    if (!list) return undefined;
    const suppliers = byQuantity(list, ({ giver }) => giver);
    const [first] = suppliers;
    return { suppliers, origin: first === taker ? 'own' : isMember(first!) ? 'member' : 'outside' };
  };
}
