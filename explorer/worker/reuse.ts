import { drawFlows, type PictureSize } from '../views/flows/layout.ts';
import { type Offer, offerLabels, offersInto } from '../views/reuse/picture.ts';
import type { ReuseItems } from '../views/reuse/answer.ts';
import { type FlowPictureResult, flowJobs } from './flows.ts';
import type { Answer } from './http.ts';
import type { World } from './world.ts';

export interface ReusePictureInput {
  readonly period: string;
  readonly offers: readonly Offer[];
  readonly size: PictureSize;
}

/** Surpluses, needs and pairs of a period, as the API finds them. */
const reuse = (world: World, { period }: { readonly period: string }): Promise<Answer<ReuseItems>> =>
  world.ask.json(`/api/networks/${world.network}/reuse${period && `?period=${period}`}`);

/** The flows of a period with the possible ones among them; only these have labels on their ribbons. */
function reusePicture(world: World, { period, offers, size }: ReusePictureInput): FlowPictureResult {
  const cut = size.width < 600 ? '0.05' : '0.01';
  const query = { period, layer: 'mass', thing: '', by: 'agent', water: 'out', cut, loop: '' } as const;
  const { picture, looks } = flowJobs.flowPicture(world, { query, size });
  const merged = offersInto(picture, offers, world.facts);
  const drawn = drawFlows(merged, size);
  const links = offerLabels(drawn, merged);
  return { picture: merged, drawn: { ...drawn, labels: { ...drawn.labels, links } }, looks };
}

/** The jobs of the reuse view. */
export const reuseJobs = { reuse, reusePicture };
