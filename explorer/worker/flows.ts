import { type LayerContent, layerContent } from '../../engine/3-flow/layer.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import { nettedTable } from '../../engine/3-flow/net.ts';
import { text } from '../text/text.ts';
import { assemblePicture } from '../views/flows/assemble.ts';
import { amountsOf, type Look, looksOf } from '../views/flows/colour.ts';
import { drawFlows, type DrawnFlows, type PictureSize } from '../views/flows/layout.ts';
import type { Cut } from '../views/flows/cut.ts';
import type { SankeyMemory } from '../views/flows/layout/memory.ts';
import type { FlowPicture } from '../views/flows/picture.ts';
import { waterSpecifications } from '../views/flows/water.ts';
import type { FlowsQuery } from '../views/flows/view.ts';
import type { World } from './world.ts';

export interface FlowPictureInput {
  readonly query: Pick<FlowsQuery, 'period' | 'by' | 'cut' | 'layer' | 'thing' | 'water' | 'loop'>;
  readonly size: PictureSize;
  /** The same picture as it was drawn before something was recorded: it keeps its place. */
  readonly previous?: SankeyMemory | undefined;
}

export interface FlowPictureResult {
  readonly picture: FlowPicture;
  readonly drawn: DrawnFlows;
  /** How each specification looks. */
  readonly looks: readonly (readonly [specification: string, look: Look])[];
}

/** What follows from the table alone, kept as long as the network stays open. */
interface Prepared {
  readonly table: FlowTable;
  readonly looks: FlowPictureResult['looks'];
  readonly contents: Map<FlowsQuery['layer'], LayerContent>;
}

const prepared = new WeakMap<FlowTable, Prepared>();

function prepare(world: World): Prepared {
  const known = prepared.get(world.table);
  if (known) return known;
  const table = nettedTable(world.table);
  const mass = layerContent(table, { facts: world.facts, zone: world.zone, layer: 'mass' });
  const looks = looksOf(amountsOf(table, mass), waterSpecifications(world.facts));
  const made: Prepared = { table, looks, contents: new Map([['mass', mass]]) };
  prepared.set(world.table, made);
  return made;
}

/** How many links can be read at once, and how many loops are drawn however thin, the chosen one among them. */
const readable = { wide: { most: 60, loops: 5 }, narrow: { most: 14, loops: 1 } };

/** Nobody reads more ribbons, and no page keeps its frame with more: what is beyond is joined and drawn as remainder. */
const mostRibbons = 2000;

function cutOf({ cut }: FlowPictureInput['query'], most: number): Cut {
  return cut === 'auto' ? { most } : { share: Number(cut), most: mostRibbons };
}

/** The flows of a period, grouped and laid out for a size. */
function flowPicture(world: World, { query, size, previous }: FlowPictureInput): FlowPictureResult {
  const { table, contents, looks } = prepare(world);
  const { facts, zone } = world;
  const content = contents.get(query.layer) ?? layerContent(table, { facts, zone, layer: query.layer });
  contents.set(query.layer, content);
  const { most, loops } = readable[size.width < 600 ? 'narrow' : 'wide'];
  const cut = cutOf(query, most);
  const words = text.flows.groups;
  const kept = Math.max(loops, Number(query.loop));
  const picture = assemblePicture({ table, facts, content, query, cut, loops: kept, words });
  return { picture, drawn: drawFlows(picture, size, previous), looks };
}

/** What a kind of work gives itself again, such as yeast from brew to brew: hidden where each house is one node. */
function ownLoops(world: World, { query }: Pick<FlowPictureInput, 'query'>): FlowPicture['cycles']['loops'] {
  const { table, contents } = prepare(world);
  const content = contents.get(query.layer);
  if (!content) return [];
  const asked = { ...query, by: 'process' as const };
  const words = text.flows.groups;
  const cut = { share: 0 };
  const { cycles } = assemblePicture({ table, facts: world.facts, content, query: asked, cut, loops: 0, words });
  return cycles.loops.filter(({ nodes, amount }) => nodes.length === 1 && amount > 0);
}

/** Every flow between places in a period, however small. */
export function flowsBetweenPlaces(
  world: World,
  asked: Pick<FlowsQuery, 'period' | 'layer' | 'thing'>,
): Pick<FlowPictureResult, 'picture' | 'looks'> {
  const { table, contents, looks } = prepare(world);
  const { facts, zone } = world;
  const content = contents.get(asked.layer) ?? layerContent(table, { facts, zone, layer: asked.layer });
  contents.set(asked.layer, content);
  const query = { ...asked, by: 'place', water: 'auto' } as const;
  const words = text.flows.groups;
  return { picture: assemblePicture({ table, facts, content, query, cut: { share: 0 }, loops: 0, words }), looks };
}

/** The jobs of the flows view. */
export const flowJobs = { flowPicture, ownLoops };
