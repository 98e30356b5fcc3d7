import type { Facts } from '../../../engine/1-record/facts.ts';
import { text } from '../../text/text.ts';
import { agentBalanceAt, processBalanceAt } from '../balance-address.ts';
import { nameOf } from './names.ts';

/** Where a node of the picture leads on to: what was recorded of it. */
export interface Lead {
  readonly head: string;
  readonly links: readonly { readonly href: string; readonly label: string }[];
}

interface LeadRequest {
  readonly facts: Facts;
  readonly network: string;
  /** Id of the node: the kind of its group, a colon, the id of the record. */
  readonly node: string;
  readonly period: string;
}

const most = 6;
const say = () => text.flows.panel;

/** The pages of a node: the events of someone, the balance sheets of the last batches of a kind of work, the stocks of a kind of thing. */
export function leadsOf({ facts, network, node, period }: LeadRequest): Lead[] {
  const of = node.slice(node.indexOf(':') + 1);
  const page = (given: Readonly<Record<string, string>>) =>
    `/${network}/ledger?${new URLSearchParams({ ...given }).toString()}`;
  const map = mapLead(facts, of, `/${network}/map`, period);
  if (facts.Organization?.has(of) || facts.Person?.has(of) || facts.EcologicalAgent?.has(of)) {
    const link = { href: page({ agent: of, ...daysOf(period) }), label: nameOf(facts, of) };
    const balance = { href: agentBalanceAt(network, of, daysOf(period)), label: say().balanceOf(nameOf(facts, of)) };
    return [{ head: say().ledger, links: [link] }, { head: say().balance, links: [balance] }, ...map];
  }
  const batches = [...(facts.Process ?? [])]
    .filter(([, { basedOn, hasBeginning }]) => basedOn === of && (hasBeginning ?? '').startsWith(period))
    .sort(([, a], [, b]) => (b.hasBeginning ?? '').localeCompare(a.hasBeginning ?? ''))
    .map(([id]) => ({ href: processBalanceAt(network, id), label: nameOf(facts, id) }));
  const stocks = [...(facts.EconomicResource ?? [])]
    .filter(([, { conformsTo }]) => conformsTo === of)
    .map(([id, { name }]) => ({ href: page({ stock: id }), label: name ?? nameOf(facts, of) }));
  return [
    { head: say().batches, links: batches.slice(0, most) },
    { head: say().stocks, links: stocks.slice(0, most) },
    ...map,
  ].filter(({ links }) => links.length > 0);
}

/** The place of someone, or a place itself, on the map, when its position is recorded. */
function mapLead(facts: Facts, of: string, map: string, period: string): Lead[] {
  const place = (facts.Organization?.get(of) ?? facts.Person?.get(of))?.primaryLocation ?? of;
  const { lat, long } = facts.SpatialThing?.get(place) ?? {};
  if (lat === undefined || long === undefined) return [];
  const search = new URLSearchParams({ ...(period && { period }), sel: `place:${place}` });
  return [{ head: say().map, links: [{ href: `${map}?${search}`, label: nameOf(facts, place) }] }];
}

/** The first and last day of 2025 or 2025-03; nothing for all that is recorded. */
function daysOf(period: string): { from?: string; to?: string } {
  if (period === '') return {};
  const [year, month] = period.split('-').map(Number);
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  return { from: `${period}-01`, to: new Date(Date.UTC(year!, month, 0)).toISOString().slice(0, 10) };
}
