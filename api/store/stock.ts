import { type Decimal, decimal, formatDecimal, isZero } from '../../engine/0-base/decimal.ts';
import { coherentUnit, type Dimension } from '../../engine/0-base/unit.ts';
import type { Measure } from '../../engine/1-record/field.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import type { Attribute } from '../../engine/2-ledger/effect.ts';
import { attributeNames, attributeOf, containersOf, shownPosition } from '../../engine/2-ledger/head.ts';
import type { Ledger } from '../../engine/2-ledger/ledger.ts';
import type { Position } from '../../engine/2-ledger/state.ts';
import type { Stock } from './house.ts';
import type { StockLines } from './query-stock.ts';

/** A coherent quantity as a measure; what has no dimension yet counts in pieces. */
export const measureOf = (value: Decimal, dimension: string | null | undefined): Measure => ({
  hasNumericalValue: formatDecimal(value),
  hasUnit: coherentUnit((dimension ?? 'count') as Dimension).id,
});

interface Shown {
  readonly resource: string;
  readonly body: Body<'EconomicResource'> | undefined;
  readonly specification: string;
  readonly dimension: string | null | undefined;
  readonly positions: ReadonlyMap<string, Position>;
  readonly attributes: Partial<Record<Attribute, string>>;
  readonly containers: readonly string[];
}

function stockFrom({ resource, body, specification, dimension, positions, attributes, containers }: Shown): Stock {
  const { accountable, stage, state, location } = attributes;
  const both = ({ accounting, onhand }: Position) => ({
    accounting: measureOf(accounting, dimension),
    onhand: measureOf(onhand, dimension),
  });
  return {
    resource,
    ...(body?.name !== undefined && { name: body.name }),
    specification,
    ...(accountable !== undefined && { accountable }),
    ...both(shownPosition(positions, accountable)),
    ...(stage !== undefined && { stage }),
    ...(state !== undefined && { state }),
    ...(location !== undefined && { location }),
    ...(containers.length > 0 && { containedIn: [...new Set(containers)] }),
    // Who has nothing is left out: what comes later must not show in an answer as of a recorded time.
    holders: [...positions]
      .filter(([, { accounting, onhand }]) => !isZero(accounting) || !isZero(onhand))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([holder, position]) => ({ holder, ...both(position) })),
  };
}

/** Stock of resources as a ledger in memory has it now. */
export function stockInLedger(ledger: Ledger, resources: readonly string[]): Stock[] {
  return resources.flatMap((resource) => {
    const head = ledger.heads.get(resource);
    if (!head) return [];
    const record = ledger.records.get(resource);
    const attributes = Object.fromEntries(
      attributeNames.flatMap((name) => {
        const value = attributeOf(head, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const { specification, dimension, positions } = head;
    const body = record?.body as Body<'EconomicResource'> | undefined;
    // What a process has made is for the store to tell: here only what the batch needed is known.
    const containers = containersOf(head).filter((each) => ledger.records.get(each)?.class === 'EconomicResource');
    return [stockFrom({ resource, body, specification, dimension, positions, attributes, containers })];
  });
}

/** Stock as the store found it, in the order of its resources. */
export function stockFromLines({ resources, positions, attributes, containers }: StockLines): Stock[] {
  const positionsOf = new Map<string, Map<string, Position>>(resources.map((each) => [each.resource, new Map()]));
  for (const { resource, holder, accounting, onhand } of positions)
    positionsOf.get(resource)?.set(holder, { accounting: decimal(accounting), onhand: decimal(onhand) });
  const attributesOf = new Map<string, Partial<Record<Attribute, string>>>();
  for (const { resource, attribute, value } of attributes) {
    if (value === null) continue;
    const known = attributesOf.get(resource) ?? {};
    attributesOf.set(resource, { ...known, [attribute]: value });
  }
  const containersIn = new Map<string, string[]>();
  for (const { resource, container } of containers)
    containersIn.set(resource, [...(containersIn.get(resource) ?? []), container]);
  return resources.map(({ resource, specification, dimension, body }) =>
    stockFrom({
      resource,
      body: JSON.parse(body) as Body<'EconomicResource'>,
      specification,
      dimension,
      positions: positionsOf.get(resource)!,
      attributes: attributesOf.get(resource) ?? {},
      containers: containersIn.get(resource) ?? [],
    }),
  );
}
