import { type Facts, factsFrom, type StoredRecord } from '../../engine/1-record/facts.ts';
import type { Body, ClassName } from '../../engine/1-record/kind.ts';
import type { Layer } from '../../engine/1-record/knowledge.ts';
import type { FlowNode, FlowRow, RowRole } from '../../engine/3-flow/columns.ts';
import { noCorrection } from '../../engine/3-flow/columns.ts';

/** What a test says of a row; the rest is a measured flow of goods on the first day of 2025. */
export type GivenRow = Partial<Omit<FlowRow, 'from' | 'to'>> & {
  readonly from: FlowNode;
  readonly to: FlowNode;
};

/** The first day of 2025. */
export const newYear = Date.UTC(2025, 0, 1) / 86_400_000;

let sequence = 0;

/** A row with the usual values filled in. */
export function row(given: GivenRow): FlowRow {
  const quantity = given.quantity ?? 1;
  const role = given.role ?? roleOf(given);
  sequence += 1;
  return {
    specification: specificationOf(given),
    process: given.from.kind === 'process' ? given.from.process : given.to.kind === 'process' ? given.to.process : '',
    day: newYear,
    low: quantity,
    high: quantity,
    unit: 'kilogram',
    status: 'measured',
    burden: role === 'in' ? 'consumes' : role === 'opening' || role === 'loss' ? role : 'carries',
    sequence,
    corrects: noCorrection,
    ...given,
    quantity,
    role,
  };
}

function roleOf({ from, to }: GivenRow): RowRole {
  if (to.kind === 'process') return 'in';
  if (from.kind === 'process') return 'out';
  return from.kind === 'opening' ? 'opening' : to.kind === 'loss' ? 'loss' : 'transfer';
}

function specificationOf({ from, to }: GivenRow): string {
  return from.kind === 'pool' ? from.specification : to.kind === 'pool' ? to.specification : '';
}

/** A pool of a holder, named when a resource is given. */
export const pool = (holder: string, specification: string, resource?: string, stage?: string): FlowNode => ({
  kind: 'pool',
  holder,
  specification,
  ...(resource ? { resource } : {}),
  ...(stage ? { stage } : {}),
});

export const process = (id: string): FlowNode => ({ kind: 'process', process: id });
export const opening: FlowNode = { kind: 'opening' };
export const loss: FlowNode = { kind: 'loss' };

/** Facts of a network in Ghent with these members; `more` are further records by class and id. */
export function factsOf(members: readonly string[], more: readonly StoredRecord[] = []): Facts {
  const network = { name: 'Test', zone: 'Europe/Brussels', members: [...members], invented: true };
  return factsFrom([{ class: 'Network', id: 'urn:network', body: network }, ...more]);
}

/** A record under an id. */
export const record = <C extends ClassName>(name: C, id: string, body: Body<C>): StoredRecord => ({
  class: name,
  id,
  body: body as Body,
});

let properties = 0;

/** A property: "value unit of the layer per `per`". */
export function property(of: string, layer: Layer, amount: string, more: Partial<Body<'Property'>> = {}): StoredRecord {
  const [value, unit, , per] = amount.split(' ');
  properties += 1;
  const body = {
    of,
    layer,
    value: value!,
    unit: unit!,
    per: per!,
    source: 'test',
    status: 'sourced' as const,
    ...more,
  };
  return record('Property', `urn:property:${properties}`, body);
}
