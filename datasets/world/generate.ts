import { type Position, type Ring, rounded, woundPolygon } from '../ring.ts';

/** What we read of a TopoJSON topology (specification: topojson/topojson-specification 1.0). */
export interface Topology {
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly objects: {
    readonly countries: {
      readonly geometries: readonly {
        readonly type: 'Polygon' | 'MultiPolygon';
        readonly id?: string;
        readonly properties: { readonly name: string };
        readonly arcs: readonly unknown[];
      }[];
    };
  };
}

/** Arcs in degrees: each position is the difference to the one before, in steps of the transform's scale. */
function decodeArcs({ arcs, transform: { scale, translate } }: Topology): Ring[] {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([stepX, stepY]): Position => {
      x += stepX;
      y += stepY;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** A ring from its arcs; a negative index is arc ~index backwards; arcs share their end positions. */
function ringOf(indices: readonly number[], arcs: readonly Ring[]): Ring {
  return indices.flatMap((index, place) => {
    const arc = index < 0 ? [...arcs[~index]!].reverse() : arcs[index]!;
    return place === 0 ? arc : arc.slice(1);
  });
}

/** The countries of a topology as GeoJSON, coordinates rounded to `digits` decimals, rings wound for d3-geo. */
export function countriesOf(topology: Topology, digits: number) {
  const arcs = decodeArcs(topology);
  const polygon = (rings: readonly (readonly number[])[]) =>
    woundPolygon(rings.map((ring) => rounded(ringOf(ring, arcs), digits)).filter((ring) => ring.length > 3));
  return topology.objects.countries.geometries.map(({ type, id, properties: { name }, arcs: given }) => {
    const coordinates =
      type === 'Polygon'
        ? polygon(given as readonly (readonly number[])[])
        : (given as readonly (readonly (readonly number[])[])[]).map(polygon).filter((rings) => rings.length > 0);
    return { type: 'Feature', id: id ?? name, properties: { name }, geometry: { type, coordinates } };
  });
}

/** The dataset's outlines from Natural Earth's TopoJSON: two decimals of a degree, one country a line. */
export function world(text: string): Record<string, string> {
  const lines = countriesOf(JSON.parse(text) as Topology, 2).map((country) => JSON.stringify(country));
  return { 'countries.geojson': `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n` };
}
