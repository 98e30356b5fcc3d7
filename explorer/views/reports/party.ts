import { plainName } from '../names.ts';
import { namesIn, type Party, type Request } from './report.ts';

/** What is known of somebody for a paper, or to call them. */
export function partyOf(request: Request, agent: string | undefined): Party {
  const { facts } = request.opened;
  const body = facts.Organization?.get(agent ?? '') ?? facts.Person?.get(agent ?? '');
  const place = facts.SpatialThing?.get(body?.primaryLocation ?? '');
  const spot = place?.lat !== undefined && place.long !== undefined ? `${place.lat}, ${place.long}` : '';
  return {
    name: namesIn(request)(agent),
    place: place?.mappableAddress ?? plainName(place?.name ?? spot),
    note: body?.note ?? '',
  };
}
