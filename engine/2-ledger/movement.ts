import type { FlowRole } from './action.ts';
import { isInPlace, type Leg, type Place } from './leg.ts';
import type { Change, End, Given, Movement } from './shape.ts';

interface Ends {
  readonly from: End;
  readonly to: End;
}

/** What the ends of a leg are read from: the event, the leg, and the changes that the goods arrive with. */
interface Sight {
  readonly given: Given;
  readonly leg: Leg;
  readonly changes: readonly Change[];
}

/** The ends of a leg by the role of its row; undefined when nothing moves. */
const endsByRole: Readonly<Record<FlowRole, (sight: Sight) => Ends | undefined>> = {
  in: (sight) => ({ from: drawnFrom(sight), to: processOf(sight.given.body.inputOf) }),
  out: (sight) => ({ from: processOf(sight.given.body.outputOf), to: putInto(sight) }),
  transfer: (sight) =>
    sight.leg.row.onhandEffect === 'notApplicable' || isInPlace(sight.leg)
      ? undefined
      : { from: drawnFrom(sight), to: putInto(sight) },
  opening: (sight) => ({ from: { kind: 'opening' }, to: putInto(sight) }),
  loss: (sight) => ({ from: drawnFrom(sight), to: { kind: 'loss' } }),
  effort: (sight) => ({ from: sourceOf(sight), to: processOf(sight.given.body.inputOf) }),
  knowledge: (sight) => ({ from: sourceOf(sight), to: processOf(sight.given.body.inputOf) }),
  service: ({ given: { body, sides } }) => ({
    from: body.outputOf ? processOf(body.outputOf) : { kind: 'agent', agent: sides.provider },
    to: body.inputOf ? processOf(body.inputOf) : { kind: 'agent', agent: sides.receiver },
  }),
};

/** The movement of one leg: physical quantity, or effort where the action counts effort (DESIGN.md section 4: flows follow onhand). */
export function movementOf(given: Given, leg: Leg, changes: readonly Change[]): Movement[] {
  const { flowRole: role, burden } = leg.row;
  const ends = endsByRole[role]({ given, leg, changes });
  const amount = role === 'effort' ? (given.effort ?? given.amount) : given.amount;
  if (!ends || !amount || isNowhere(ends.from) || isNowhere(ends.to)) return [];
  const process = leg.row === given.row ? (given.body.inputOf ?? given.body.outputOf) : undefined;
  const specification = given.specification;
  const movement = { role, burden, ...ends, specification, quantity: amount.quantity, unit: amount.unit };
  return [process === undefined ? movement : { ...movement, process }];
}

/** The process of an event that was recorded without one: what it moved is in the stock, and nobody knows where it went. */
const isNowhere = (end: End): boolean => end.kind === 'process' && end.process === '';

const processOf = (process: string | undefined): End => ({ kind: 'process', process: process ?? '' });

/** Work comes from an agent; tools, material and knowledge from a pool. */
const sourceOf = (sight: Sight): End =>
  sight.leg.row.requires.includes('noResource')
    ? { kind: 'agent', agent: sight.given.sides.provider }
    : drawnFrom(sight);

const drawnFrom = ({ given, leg }: Sight): End => pool(leg.giver, given.specification, []);
const putInto = ({ given, leg, changes }: Sight): End => pool(leg.taker, given.specification, changes);

function pool({ resource, holder }: Place, specification: string, changes: readonly Change[]): End {
  if (!resource) return { kind: 'pool', holder, specification };
  const changed = (attribute: 'stage' | 'state') =>
    changes.find((each) => each.resource === resource.id && each.attribute === attribute)?.value ?? resource[attribute];
  const [stage, state] = [changed('stage'), changed('state')];
  return {
    kind: 'pool',
    resource: resource.id,
    holder,
    specification: resource.specification,
    ...(stage ? { stage } : {}),
    ...(state ? { state } : {}),
  };
}
