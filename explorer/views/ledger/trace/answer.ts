import type { WholeLot } from '../../../../engine/2-ledger/lot-register.ts';
import type { TraceAnswer, TraceEdge, TraceEnd, TraceNode } from '../../../../engine/3-flow/trace/shape.ts';
import { plainName } from '../../names.ts';
import type { LedgerQuery } from '../view.ts';
import { say } from './words.ts';

/** A place and its name, as the API tells it. */
export type TracePlaceItem = TraceNode & { readonly name: string; readonly holderName?: string };
export type TraceEndItem = TraceEnd & { readonly name: string; readonly holderName?: string };
/** What passed, its days as dates. */
type TraceEdgeItem = Omit<TraceEdge, 'first' | 'last'> & { readonly first: string; readonly last: string };

/** Where a lot came from or went, as the API tells it. */
export interface TraceItem extends Omit<TraceAnswer, 'nodes' | 'edges' | 'ends'> {
  readonly name: string;
  /** The lot that was followed; what of it is counted in another unit stands apart. */
  readonly lot?: WholeLot & { readonly apart: readonly string[] };
  readonly nodes: readonly TracePlaceItem[];
  readonly edges: readonly TraceEdgeItem[];
  readonly ends: readonly TraceEndItem[];
}

/** Places that a picture holds; of the table many more. */
const drawnPlaces = 18;
const listedPlaces = 1000;

/** The address of an answer about a lot, with so many places within so many steps. */
function traceAddress(
  network: string,
  { stock, way, method, at, depth = '' }: Omit<LedgerQuery, 'depth'> & { readonly depth?: string },
  nodes: number,
): string {
  const given = { processes: 'kinds', nodes: String(nodes), method, happened: at, depth };
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  const query = filled.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const direction = way === 'trace' ? 'trace' : 'track';
  return `/api/networks/${network}/economic-resources/${encodeURIComponent(stock)}/${direction}?${query}`;
}

/** The addresses of what is drawn and of what is listed: the list has all steps. */
export const traceAddresses = (network: string, query: LedgerQuery) => ({
  drawn: traceAddress(network, query, drawnPlaces),
  listed: traceAddress(network, { ...query, depth: '' }, listedPlaces),
});

type Named = Omit<TracePlaceItem, 'depth' | 'share' | 'id'>;

/** What a place itself is called; what is no record has its words from here, in the reader's language. */
function ownName({ kind, name }: Pick<Named, 'kind' | 'name'>): string {
  const words = say();
  const own = plainName(name);
  if (kind === 'beyond') return words.beyond;
  if (kind === 'loss') return words.ends.lost;
  if (kind === 'opening') return words.openingOf(own);
  return kind === 'contained' ? words.inside(own) : own;
}

/** What the place of an end is called, by the places of its answer. */
export const endName = (
  places: ReadonlyMap<string, Pick<Named, 'kind'>>,
  { node, name }: Pick<TraceEndItem, 'node' | 'name'>,
): string => ownName({ kind: places.get(node)?.kind ?? 'stock', name });

/** What a place is called where it is drawn: a stock of a member by itself, what is elsewhere by who has it. */
export function placeName(place: Named): string {
  const { kind, holderName, resource } = place;
  const isElsewhere = kind === 'outside' || kind === 'nature' || (kind === 'stock' && resource === undefined);
  const own = ownName(place);
  return isElsewhere ? say().with(own, holderName === undefined ? '' : plainName(holderName)) : own;
}
