import type { MapQuery } from '../views/map/view.ts';
import type { World } from './world.ts';

/** Where the flows of a period happen. What reads outlines and projects them is loaded when a map is asked for first. */
async function mapPicture(world: World, query: Pick<MapQuery, 'period' | 'layer' | 'thing' | 'areas'>) {
  const { mapPicture: find } = await import('./map-picture.ts');
  return find(world, query);
}

/** The jobs of the map view. */
export const mapJobs = { mapPicture };
