import type { Day } from '../0-base/time.ts';
import { groupBy } from '../0-base/group.ts';
import type { Facts } from '../1-record/facts.ts';
import { gather } from './gather.ts';
import type { Good, Goods } from './goods.ts';
import { idleSurpluses } from './idle.ts';
import { byQuantity, makersOf } from './makers.ts';
import { rhythmOf } from './occasion.ts';
import type { Span, Surplus, SurplusKind } from './shape.ts';

/** What surpluses are found in. */
export interface SurplusQuestion {
  readonly goods: Goods;
  readonly facts: Facts;
  readonly span: Span;
}

const disposing = /\b(waste|disposal|sewerage|sewer|afval|riool)/i;

/** Whether an agent takes things to be rid of them: its classification says so (NACE divisions 37 and 38, or the word). */
const disposes = (facts: Facts, agent: string): boolean =>
  (facts.Organization?.get(agent)?.classifiedAs ?? []).some(
    (each) => disposing.test(each) || /\bE?3[78](\.\d+)*\b/.test(each),
  );

/**
 * What members had too much of in a span: what went to disposal, by-products (recyclable, waste) that went to outsiders, and what
 * stands idle at its end. What goes up in the air is none, and what is sold as a product is none.
 */
export function findSurpluses(question: SurplusQuestion): Surplus[] {
  return [...leftSurpluses(question), ...idleSurpluses(question)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isWithin = ({ first, end }: Span, day: Day): boolean => day >= first && day < end;

function kindOfLeaving(
  { goods, facts }: SurplusQuestion,
  { specification, giver, taker }: Good,
): SurplusKind | undefined {
  if (!goods.isMember(giver) || goods.isMember(taker) || taker === '' || goods.isKept(specification)) return undefined;
  const role = goods.roleOf(specification);
  if (role === 'emission') return undefined;
  if (role === 'waste' || disposes(facts, taker)) return 'waste';
  return role === 'recyclable' ? 'outside' : undefined;
}

function leftSurpluses(question: SurplusQuestion): Surplus[] {
  const { goods, span } = question;
  const leaving = goods.flows.flatMap((flow) => {
    const kind = flow.way === 'lost' || !isWithin(span, flow.day) ? undefined : kindOfLeaving(question, flow);
    return kind ? [{ flow, kind }] : [];
  });
  const keyOf = ({ flow, kind }: (typeof leaving)[number]) =>
    JSON.stringify([kind, flow.giver, flow.specification, flow.state ?? '', flow.unit]);
  const makers = makersOf(goods);
  return [...groupBy(leaving, keyOf)].map(([id, list]) => {
    const [{ flow, kind }] = list as [(typeof list)[0]];
    const flows = list.map((each) => each.flow);
    const gathered = gather(flows);
    return {
      ...gathered,
      id,
      kind,
      holder: flow.giver,
      specification: flow.specification,
      state: flow.state,
      unit: flow.unit,
      madeBy: makers(flow.giver, flow.specification),
      takers: byQuantity(flows, ({ taker }) => taker),
      rhythm: rhythmOf(gathered.occasions),
      idleSince: undefined,
      usualDays: undefined,
    };
  });
}
