import { formatNumber } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { plainLook } from '../flows/colour.ts';
import type { DrawnMap } from './layout.ts';
import type { MapPicture } from './picture.ts';
import { areaTitle, linkTitle, placeTitle } from './sentences.ts';
import type { MapBar, MapDot, MapGate, MapShape, MapStroke } from './shapes.ts';

/** What a map is drawn from: outlines, strokes and dots with their words; what touches the chosen area or place is raised. */
export function mapFigure(
  picture: MapPicture,
  drawn: DrawnMap,
  selected: string,
): { shapes: MapShape[]; strokes: MapStroke[]; dots: MapDot[]; gates: readonly MapGate[]; bar: MapBar } {
  const areas = new Map(picture.areas.map((area) => [area.id, area]));
  const places = new Map(picture.places.map((place) => [place.id, place]));
  const looks = new Map(picture.looks);
  const links = new Map(picture.links.map((link) => [link.id, link]));
  const chosen = new Set(areas.get(selected)?.places ?? (places.has(selected) ? [selected] : []));
  const touches = (id: string) => {
    const link = links.get(id)!;
    return chosen.has(link.from) || chosen.has(link.to);
  };
  return {
    shapes: drawn.areas.map((area) => ({
      ...area,
      kind: area.coverage,
      title: areaTitle(picture, areas.get(area.id)!),
      quiet: area.coverage === 'unknown',
    })),
    strokes: drawn.links.map((link) => ({
      ...link,
      ...(looks.get(link.main) ?? plainLook),
      title: linkTitle(picture, links.get(link.id)!),
      raised: chosen.size > 0 && touches(link.id),
      faint: chosen.size > 0 && !touches(link.id),
    })),
    bar: { pixels: drawn.bar.pixels, text: text.map.legend.bar(formatNumber(drawn.bar.km)) },
    gates: drawn.ports,
    dots: drawn.places.map((place) => ({ ...place, title: placeTitle(picture, places.get(place.id)!) })),
  };
}
