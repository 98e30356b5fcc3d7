import type { Descriptor } from '../../datasets/read.ts';
import { text } from '../text/text.ts';
import { assembleMap } from '../views/map/assemble.ts';
import { areaAt, readAreas } from '../views/map/areas.ts';
import { ownAreas } from '../views/map/own-areas.ts';
import type { Area, MapPicture } from '../views/map/picture.ts';
import type { MapQuery } from '../views/map/view.ts';
import { flowsBetweenPlaces } from './flows.ts';
import type { Answer } from './http.ts';
import type { Ask, World } from './world.ts';

/** The outlines of each dataset, kept once they were read. */
const outlines = new Map<string, readonly Area[]>();

async function outlinesOf(ask: Ask, { name, resources }: Descriptor): Promise<Answer<readonly Area[]>> {
  const known = outlines.get(name);
  if (known) return { ok: true, value: known, tag: '' };
  const file = await ask.bytes(`/api/datasets/${name}/${resources.find(({ format }) => format === 'geojson')!.path}`);
  if (!file.ok) return file;
  const { areas } = readAreas(new TextDecoder().decode(file.value));
  outlines.set(name, areas);
  return { ...file, value: areas };
}

/** Whether most of the places lie in these areas. */
function holds(areas: readonly Area[], world: World): boolean {
  const places = [...(world.facts.SpatialThing?.values() ?? [])].filter(({ long, lat }) => long && lat);
  const inside = places.filter(({ long, lat }) => areaAt(areas, [Number(long), Number(lat)]));
  return inside.length > places.length / 2;
}

/** The outlines that are asked for, else the finest that hold most of the places, else the coarsest. */
async function chooseOutlines(sets: readonly Descriptor[], asked: string, world: World) {
  const named = sets.find(({ name }) => name === asked);
  for (const set of named ? [named] : sets) {
    const found = await outlinesOf(world.ask, set);
    if (!found.ok) return found;
    if (named || set === sets.at(-1) || holds(found.value, world))
      return { ...found, value: { set, areas: found.value } };
  }
  return { ok: true as const, value: { set: undefined, areas: [] }, tag: '' };
}

/** In an address: the areas that the network has recorded for itself. */
const ownSet = 'own';

const ownChoice = (areas: readonly Area[]) => ({ ok: true as const, value: { set: undefined, areas }, tag: '' });

/** Where the flows of a period happen. */
export async function mapPicture(
  world: World,
  query: Pick<MapQuery, 'period' | 'layer' | 'thing' | 'areas'>,
): Promise<Answer<MapPicture>> {
  const listed = await world.ask.json<{ items: readonly Descriptor[] }>('/api/datasets');
  if (!listed.ok) return listed;
  const own = ownAreas(world.facts);
  const sets = listed.value.items
    .filter(({ resources }) => resources.some(({ format }) => format === 'geojson'))
    .sort((a, b) => Number(a.throughflow.kind === 'world') - Number(b.throughflow.kind === 'world'));
  const isOwn = own.length > 0 && (query.areas === '' || query.areas === ownSet);
  const chosen = isOwn ? ownChoice(own) : await chooseOutlines(sets, query.areas, world);
  if (!chosen.ok) return chosen;
  const { set, areas } = chosen.value;
  const { picture: flows, looks } = flowsBetweenPlaces(world, query);
  return {
    ok: true,
    tag: '',
    value: {
      ...assembleMap({ flows, facts: world.facts, areas }),
      looks,
      sets: [
        ...(own.length > 0 ? [{ id: ownSet, title: text.map.ownSet, attribution: '' }] : []),
        ...sets.map(({ name, title, throughflow }) => ({
          id: name,
          title,
          attribution: throughflow.attribution ?? '',
        })),
      ],
      set: isOwn ? ownSet : (set?.name ?? ''),
    },
  };
}
