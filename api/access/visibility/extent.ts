import type { EventSight } from '../../store/query-sight.ts';
import type { Judgement } from './judge.ts';

/** How much of an event is seen: all of it, without what its process or stock would tell, or nothing. */
export const extents = ['whole', 'part', 'none'] as const;
type Extent = (typeof extents)[number];

/** How much of an event an audience sees. */
export function extentOf(judgement: Judgement, { sequence, process, resource, toResource }: EventSight): Extent {
  if (!judgement.seesEvent(sequence)) return 'none';
  const hidesProcess = process !== null && !judgement.seesProcess(process);
  const hidesStock = [resource, toResource].some((each) => each !== null && !judgement.seesResource(each));
  return hidesProcess || hidesStock ? 'part' : 'whole';
}
