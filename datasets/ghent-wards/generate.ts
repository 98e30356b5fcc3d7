import { centroidOf, type Ring, rounded, woundPolygon } from '../ring.ts';

interface Source {
  readonly features: readonly {
    readonly id: number;
    readonly properties: { readonly name: string; readonly sector: string };
    readonly geometry: { readonly coordinates: readonly Ring[] };
  }[];
}

/** The dataset's file from the city's GeoJSON: wards sorted by id, one line each. */
export function ghentWards(text: string): Record<string, string> {
  const source = JSON.parse(text) as Source;
  const wards = [...source.features]
    .sort((a, b) => a.id - b.id)
    .map(({ id, properties: { name, sector }, geometry }) => {
      const coordinates = woundPolygon(geometry.coordinates.map((ring) => rounded(ring, 5)));
      const [centroid] = rounded([centroidOf(coordinates[0]!)], 5);
      return {
        type: 'Feature',
        id,
        properties: { name, sector, centroid },
        geometry: { type: 'Polygon', coordinates },
      };
    });
  const lines = wards.map((ward) => JSON.stringify(ward)).join(',\n');
  return { 'wards.geojson': `{"type":"FeatureCollection","features":[\n${lines}\n]}\n` };
}
