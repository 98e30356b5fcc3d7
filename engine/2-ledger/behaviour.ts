import { type Problem, type ProblemCode, problem } from '../0-base/problem.ts';
import { type Dimension, findUnit, unitsOf } from '../0-base/unit.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import type { ActionRow, Requirement } from './action.ts';

type Field = keyof EconomicEvent;
type Lack = (body: EconomicEvent, row: ActionRow) => Problem | undefined;

const lacks = (body: EconomicEvent, code: ProblemCode, field: Field): Problem | undefined =>
  body[field] === undefined ? problem(code, `/${field}`, { action: body.action, field }) : undefined;

/** What each requirement of a row reports when an event does not meet it. */
const requirements: Readonly<Record<Requirement, Lack>> = {
  process: (body, row) => {
    if (body.inputOf !== undefined || body.outputOf !== undefined) return undefined;
    const expected = sidesOf(row).join(' or ');
    return problem('action.process', `/${sidesOf(row)[0]}`, { action: body.action, expected });
  },
  resource: (body) => lacks(body, 'action.stock', 'resourceInventoriedAs'),
  toResource: (body) => lacks(body, 'action.stock', 'toResourceInventoriedAs'),
  resourceOrSpecification: (body) =>
    body.resourceInventoriedAs === undefined && body.toResourceInventoriedAs === undefined
      ? lacks(body, 'action.resource', 'resourceConformsTo')
      : undefined,
  specification: (body) => lacks(body, 'action.specification', 'resourceConformsTo'),
  noResource: (body) => {
    const field = (['resourceInventoriedAs', 'toResourceInventoriedAs'] as const).find((each) => body[each]);
    return field && problem('action.noResource', `/${field}`, { action: body.action, field });
  },
  resourceQuantity: (body) => lacks(body, 'action.quantity', 'resourceQuantity'),
  effortQuantity: (body) => lacks(body, 'action.quantity', 'effortQuantity'),
  quantity: (body) =>
    body.resourceQuantity === undefined ? lacks(body, 'action.quantity', 'effortQuantity') : undefined,
  provider: (body) => lacks(body, 'action.agent', 'provider'),
  receiver: (body) => lacks(body, 'action.agent', 'receiver'),
  sameAgent: (body) =>
    body.provider !== undefined && body.receiver !== undefined && body.provider !== body.receiver
      ? problem('action.sameAgent', '/receiver', { action: body.action })
      : undefined,
};

/** The links to a process that a row allows. */
const sidesOf = ({ inputOutput }: ActionRow): readonly ('inputOf' | 'outputOf')[] =>
  inputOutput === 'notApplicable'
    ? []
    : inputOutput === 'outputInput'
      ? ['outputOf', 'inputOf']
      : [inputOutput === 'input' ? 'inputOf' : 'outputOf'];

/** What an event lacks or has too much of for its action: action.side, action.sameProcess, action.process, action.noProcess, action.quantity, action.noQuantity, action.agent, action.sameAgent, action.resource, action.stock, action.specification, action.noResource, unit.dimension (effort in a unit of matter). */
export function behaviourProblems(body: EconomicEvent, row: ActionRow): Problem[] {
  return [...sideProblems(body, row), ...quantityProblems(body, row), ...requirementProblems(body, row)];
}

function sideProblems(body: EconomicEvent, row: ActionRow): Problem[] {
  const allowed = sidesOf(row);
  const wrong = (['inputOf', 'outputOf'] as const).filter(
    (side) => body[side] !== undefined && !allowed.includes(side),
  );
  const { action, inputOf, outputOf } = body;
  if (allowed.length === 2 && inputOf !== undefined && inputOf === outputOf)
    return [problem('action.sameProcess', '/inputOf', { action, name: inputOf })];
  return wrong.map((found) =>
    allowed.length === 0
      ? problem('action.noProcess', `/${found}`, { action })
      : problem('action.side', `/${found}`, { action, side: row.inputOutput, found, expected: allowed.join(' or ') }),
  );
}

function quantityProblems(body: EconomicEvent, row: ActionRow): Problem[] {
  const field =
    row.eventQuantity === 'resource'
      ? 'effortQuantity'
      : row.eventQuantity === 'effort'
        ? 'resourceQuantity'
        : undefined;
  if (!field || body[field] === undefined) return effortProblems(body);
  return [problem('action.noQuantity', `/${field}`, { action: body.action, field })];
}

/** Effort is counted in hours, kilometres, kilowatt hours or times; kilograms of it are a slip of the column. */
const matter: ReadonlySet<Dimension> = new Set(['mass', 'volume', 'area']);

function effortProblems({ effortQuantity }: EconomicEvent): Problem[] {
  const unit = effortQuantity && findUnit(effortQuantity.hasUnit);
  if (!unit || !matter.has(unit.dimension)) return [];
  const known = unitsOf('time')
    .map(({ symbol }) => symbol)
    .join(', ');
  const values = { value: unit.id, found: unit.dimension, name: 'effortQuantity', expected: 'time', known };
  return [problem('unit.dimension', '/effortQuantity/hasUnit', values)];
}

function requirementProblems(body: EconomicEvent, row: ActionRow): Problem[] {
  const wrongSide = sideProblems(body, row).length > 0;
  return row.requires
    .filter((each) => !(each === 'process' && wrongSide))
    .flatMap((each) => requirements[each](body, row) ?? []);
}
