import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { Model, Parameter } from '../../../engine/4-footprint/model/model.ts';
import { amountReader } from './openlca-amounts.ts';
import { type OpenLcaEntries, readThings } from './openlca-entries.ts';
import { readFlows } from './openlca-flows.ts';
import { readCategories } from './openlca-methods.ts';
import { linksOf, parametersIn, readProcesses } from './openlca-processes.ts';
import { readQuantities } from './openlca-quantities.ts';

/** How the model is to be called: an export does not say. */
interface OpenLcaName {
  readonly name?: string;
  readonly version?: string;
  readonly licence?: string;
  readonly source?: string;
}

/** Parameters under one name are one; that of the export stands before that of a category. */
function distinct(parameters: readonly Parameter[]): Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const each of parameters) {
    const name = each.name.toLowerCase();
    if (!byName.has(name)) byName.set(name, each);
  }
  return [...byName.values()];
}

/**
 * Reads an export of openLCA (JSON-LD, schema 2 and what differs in 1.x) into a model. Amounts and factors are brought to the reference unit
 * of their flow; a flow, unit or provider that does not come along is told with file, path and value, and what can be read is.
 * Problems: model.entry, model.empty, model.flow, model.named, model.unit, model.property, model.number, id.duplicate, choice.unknown.
 * Source: GreenDelta/olca-schema (classes Process, Exchange, Flow, UnitGroup, ImpactCategory ...; CHANGES.md).
 */
export function readOpenLca(entries: OpenLcaEntries, called: OpenLcaName = {}): { value?: Model; problems: Problem[] } {
  const { things, problems: unread } = readThings(entries);
  const quantities = readQuantities(things);
  const { flows, problems: ofFlows } = readFlows({ things, quantities });
  const amounts = amountReader({ things, quantities, flows });
  const problems: Problem[] = [];
  const { links, problems: ofLinks } = linksOf(things);
  const processes = readProcesses({ things, amounts, problems, links });
  const { categories, parameters: ofCategories } = readCategories({ things, amounts, problems });
  const global = [...things.Parameter.values()].flatMap(({ json, at }) => parametersIn([{ item: json, place: 0 }], at));
  const all = [...unread, ...ofFlows, ...amounts.problems, ...ofLinks, ...problems];
  if (processes.length === 0 && categories.length === 0)
    return { problems: [...all, problem('model.empty', '', { value: `${Object.keys(entries).length}` })] };
  const value: Model = {
    name: 'openLCA',
    version: '',
    ...called,
    flows: [...flows.values(), ...amounts.named.values()].map(({ flow }) => ({ ...flow, unit: amounts.unitOf(flow) })),
    processes,
    categories,
    parameters: distinct([...global, ...ofCategories]),
  };
  return { value, problems: all };
}
