import fc from 'fast-check';
import { geoArea } from 'd3-geo';
import { describe, expect, test } from 'vitest';
import { readBatch } from '../../engine/1-record/batch.ts';
import { factsFrom } from '../../engine/1-record/facts.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import { areaAt, km2Of, readAreas } from '../../explorer/views/map/areas.ts';
import { assembleMap } from '../../explorer/views/map/assemble.ts';
import { mapFigure } from '../../explorer/views/map/figure.ts';
import { mapLegend } from '../../explorer/views/map/legend.ts';
import { areaLetters, boxAround, boxOf, placeLetters } from '../../explorer/views/map/names.ts';
import { portBox } from '../../explorer/views/map/ports.ts';
import { layoutMap } from '../../explorer/views/map/layout.ts';
import type { Area, MapPicture } from '../../explorer/views/map/picture.ts';
import { areaRecords, ownAreas } from '../../explorer/views/map/own-areas.ts';
import { mapCoverage, mapFinding } from '../../explorer/views/map/sentences.ts';
import { moved, sightCodec, wholeMap, zoomed } from '../../explorer/views/map/sight.ts';
import type { FlowPicture, PictureLink } from '../../explorer/views/flows/picture.ts';
import { datasetText } from '../support/sample.ts';

/** A square of a tenth of a degree, its ring running clockwise as d3-geo wants it. */
const ring = (east: number, north: number) =>
  [
    [east, north],
    [east, north + 0.1],
    [east + 0.1, north + 0.1],
    [east + 0.1, north],
    [east, north],
  ] as [number, number][];
const square = (name: string, east: number, more: Partial<Area> = {}): Area => ({
  id: `area:${name}`,
  name,
  polygons: [[ring(east, 51)]],
  ...more,
});
const squares = [square('West', 3), square('Middle', 3.1), square('East', 3.2)];

const feature = (properties: unknown, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

describe('areas of a GeoJSON file', () => {
  test('are read whichever way their rings run, and each is small', () => {
    const either = [ring(3, 51), ring(3, 51).toReversed()].map((each) => feature({ name: 'Ward' }, [each]));
    const { areas, problems } = readAreas(collection(...either));
    expect(problems).toEqual([]);
    for (const { polygons } of areas)
      expect(geoArea({ type: 'MultiPolygon', coordinates: polygons as never })).toBeLessThan(1e-4);
    expect(areas[0]!.polygons).toEqual(areas[1]!.polygons);
  });

  test('have the name that their file gives them, in whatever language, or their number', () => {
    const given = [{ naam: 'Wijk' }, { nom: 'Quartier' }, {}].map((each) => feature(each, [ring(3, 51)]));
    expect(readAreas(collection(...given)).areas.map(({ name }) => name)).toEqual(['Wijk', 'Quartier', '3']);
  });

  test('of a projected map, of no map or of points are refused with what stood there', () => {
    const metres = feature({ name: 'Lambert' }, [
      [
        [104_000, 193_000],
        [104_000, 194_000],
        [105_000, 194_000],
        [104_000, 193_000],
      ],
    ]);
    expect(readAreas(collection(metres)).problems).toEqual([{ code: 'projected', value: '104000, 193000' }]);
    expect(readAreas('{"type":"Topology"}').problems).toEqual([{ code: 'not-areas', value: 'Topology' }]);
    expect(readAreas('name;area').problems).toEqual([{ code: 'not-json', value: 'name;area' }]);
    expect(readAreas(collection(feature({}, [3, 51], 'Point'))).problems).toEqual([{ code: 'no-area', value: '1' }]);
  });

  test('the wards of Ghent are 25, some 160 km2 together, and hold the city hall', () => {
    const { areas } = readAreas(datasetText('ghent-wards', 'wards.geojson'));
    expect(areas).toHaveLength(25);
    const total = areas.reduce((sum, area) => sum + km2Of(area), 0);
    expect(total).toBeGreaterThan(155);
    expect(total).toBeLessThan(165);
    expect(areaAt(areas, [3.7253, 51.0544])?.name).toBe('Binnenstad');
    expect(areaAt(areas, [4.35, 50.85])).toBeUndefined();
  });
});

describe('areas of the network itself', () => {
  const file = collection(feature({ name: 'Muide', inwoners: 5000 }, [ring(3, 51).toReversed()]));
  const newId = () => 'urn:muide';

  test('are places with an outline, and come back with their population and its source', () => {
    const { areas } = readAreas(file);
    const { records: made, tooFine } = areaRecords(areas, { population: 'inwoners', source: 'register 2025', newId });
    expect(tooFine).toEqual([]);
    const { entries, problems } = readBatch(made, { makeId: newId });
    expect(problems).toEqual([]);
    expect(ownAreas(factsFrom(entries as never))).toEqual([
      {
        id: 'area:urn:muide',
        name: 'Muide',
        polygons: areas[0]!.polygons,
        population: { value: 5000, source: 'register 2025' },
      },
    ]);
  });

  test('are refused with the field when their outline is none', () => {
    const broken = [{ '@type': 'SpatialThing', '@id': 'urn:a', asWKT: 'POLYGON((3 51))' }];
    expect(readBatch(broken, { makeId: newId }).problems).toMatchObject([{ code: 'field.type', path: '/asWKT' }]);
  });

  test('that are drawn with ten thousand corners are told by their name', () => {
    const corner = (place: number) => [3 + Math.cos(place / 1592) / 7, 51 + Math.sin(place / 1592) / 7];
    const round = Array.from({ length: 10_000 }, (_, place) => corner(place));
    const { areas } = readAreas(collection(feature({ name: 'Coast' }, [[...round, round[0]]])));
    expect(areaRecords(areas, { population: '', source: '', newId })).toEqual({ records: [], tooFine: ['Coast'] });
  });
});

const records = (list: readonly { class: ClassName; id: string; body: unknown }[]): Parameters<typeof factsFrom>[0] =>
  list as never;
const at = (name: string, long: string) => [
  { class: 'SpatialThing' as const, id: name, body: { name: `Place ${name}`, lat: '51.05', long } },
  { class: 'Organization' as const, id: `org ${name}`, body: { name: `Firm ${name}`, primaryLocation: name } },
];
const facts = factsFrom(
  records([
    ...at('w', '3.05'),
    ...at('m', '3.15'),
    { class: 'Organization', id: 'nowhere', body: { name: 'Households' } },
  ]),
);

const link = (from: string, to: string, value: number, name = 'Bread'): PictureLink => ({
  id: `${from} > ${to} > ${name}`,
  from: `place:${from}`,
  to: `place:${to}`,
  specification: name,
  name,
  value,
  low: value,
  high: value,
  status: Number.isNaN(value) ? 'unknown' : 'measured',
  rows: 1,
  figures: [],
});
const flowsOf = (links: readonly PictureLink[]): FlowPicture => ({
  unit: 'kilogram',
  per: 'period',
  nodes: [],
  names: [],
  links,
  elsewhere: [],
  carried: false,
  rest: { links: 0, amount: 0, nodes: 0, withoutContent: 0, rows: links.length },
  leftOut: [],
  small: [],
  lost: [],
  apart: 0,
  hasWater: false,
  cycles: { returned: 0, returning: [], loops: [] },
  things: [],
  periods: [],
});
const mapOf = (links: readonly PictureLink[], areas: readonly Area[] = squares): MapPicture => ({
  ...assembleMap({ flows: flowsOf(links), facts, areas }),
  looks: [],
  sets: [],
  set: '',
});
const day = [link('w', 'm', 60), link('w', 'm', 40, 'Flour'), link('m', 'to', 50), link('m', 'm', 7)];

describe('a map of flows', () => {
  test('tells of each area amounts, places without amounts, or that nothing is known', () => {
    const map = mapOf([link('w', 'm', 60)]);
    expect(map.areas.map(({ name, coverage, given, taken }) => [name, coverage, given, taken])).toEqual([
      ['West', 'recorded', 60, 0],
      ['Middle', 'listed', 0, 60],
      ['East', 'unknown', 0, 0],
    ]);
    expect(mapCoverage(map).join(' ')).toMatch(
      /recorded amounts: 1\. With places but no amount: 1\. Of which nothing is known: 1\..*nothing is said about need/,
    );
  });

  test('joins all that goes from one place to another, and keeps what stays at a place', () => {
    const { links } = mapOf(day);
    expect(links.map(({ id, value, things }) => [id, value, things])).toEqual([
      ['place:w > place:m', 100, ['Bread', 'Flour']],
      ['place:m > place:m', 7, ['Bread']],
    ]);
  });

  test('says what it cannot show: what goes to those of whom no place is known', () => {
    const { placeless, areas } = mapOf(day);
    expect(placeless).toEqual({ given: 50, taken: 0, names: ['Households'] });
    expect(areas.map(({ given }) => given)).toEqual([100, 50, 0]);
  });

  test('counts by inhabitant where the population of every area is known with its source, else by square kilometre', () => {
    const peopled = squares.map((area) => ({ ...area, population: { value: 1000, source: 'register 2025' } }));
    expect(mapOf(day, peopled)).toMatchObject({ by: 'inhabitant', areas: [{ rate: 0.1 }, { rate: 0.05 }, {}] });
    const some = mapOf(day, [peopled[0]!, ...squares.slice(1)]);
    expect(some.by).toBe('km2');
    expect(some.areas[0]!.rate).toBeCloseTo(100 / km2Of(squares[0]!), 9);
    expect(mapCoverage(some).join(' ')).toMatch(/only 1 of 3 areas is known/);
    expect(mapCoverage(mapOf(day)).join(' ')).toMatch(/no population of these areas with a source is known/);
  });

  test('an unknown amount is a flow without one, never nought', () => {
    const { links, places } = mapOf([link('w', 'm', Number.NaN)]);
    expect(links[0]).toMatchObject({ value: Number.NaN, status: 'unknown' });
    expect(places[0]!.given).toBeNaN();
  });

  test('the sentence names the area that gives most and the largest flow', () => {
    expect(mapFinding({ picture: mapOf(day), thing: 'Bread', period: '2025' })).toEqual([
      'Most Bread comes from West: 100\u00a0kg, 2025.',
      'The largest flow runs from Firm w to Firm m: 100\u00a0kg, Bread, Flour.',
    ]);
    expect(mapFinding({ picture: mapOf([]), thing: '', period: '2025' })[0]).toMatch(/No amount is recorded/);
  });
});

describe('its layout', () => {
  const size = { width: 600, height: 400 };

  test('has golden numbers', () => {
    const drawn = layoutMap(mapOf(day), size);
    expect(drawn.places.map(({ id, x, y, radius, hollow }) => [id, x, y, radius, hollow])).toMatchInlineSnapshot(`
      [
        [
          "place:w",
          89.5,
          200,
          20,
          false,
        ],
        [
          "place:m",
          510.5,
          200,
          15.1,
          false,
        ],
      ]
    `);
    expect(drawn.links.map(({ path, width, unknown }) => [path, width, unknown])).toMatchInlineSnapshot(`
      [
        [
          "M524.2 190.6C540.2 169.4 537 233.4 527.9 214.7",
          1.5,
          false,
        ],
        [
          "M110.6 206.4Q293.7 259.1 476.8 209.9",
          12,
          false,
        ],
      ]
    `);
    expect([drawn.breaks, drawn.bar, drawn.areas.map(({ step, label }) => [step, label?.text])]).toMatchInlineSnapshot(`
      [
        [
          1.3,
        ],
        {
          "km": 2,
          "pixels": 120.4,
        },
        [
          [
            0,
            "West",
          ],
          [
            0,
            "Middle",
          ],
          [
            undefined,
            undefined,
          ],
        ],
      ]
    `);
  });

  test('the first frame fits the places between which amounts go; the whole map all areas', () => {
    const picture = mapOf(day, [...squares, square('Far', 4)]);
    const fitted = layoutMap(picture, size);
    const xs = fitted.places.map(({ x }) => x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(size.width / 2);
    const whole = layoutMap(picture, { ...size, seen: wholeMap });
    const far = whole.areas.find(({ id }) => id === 'area:Far')!.path;
    for (const [, x] of far.matchAll(/[ML]([\d.-]+)/g)) expect(Number(x)).toBeLessThanOrEqual(size.width);
    expect(fitted.areas.find(({ id }) => id === 'area:Far')!.path).toBe('');
    expect(whole.beyond).toEqual([]);
  });

  test('whoever lies beyond the first frame is named in the legend', () => {
    const silent = factsFrom(records([...at('w', '3.05'), ...at('m', '3.15'), ...at('far', '4.05')]));
    const picture = { ...mapOf([]), ...assembleMap({ flows: flowsOf(day), facts: silent, areas: [] }) };
    const drawn = layoutMap(picture, size);
    expect(drawn.beyond).toEqual(['place:far']);
    expect(mapLegend(picture, drawn).map((entry) => entry.text)).toContain('Beyond this part of the map: Firm far.');
  });

  test('the few flows that hold most are full, the many small ones pale behind them and counted in the legend', () => {
    const small = Array.from({ length: 5 }, (_, each) => link(`s${each}`, 'w', 1));
    const many = factsFrom(records(['w', 'm', 's0', 's1', 's2', 's3', 's4'].flatMap((name, n) => at(name, `3.0${n}`))));
    const flows = flowsOf([...small, link('w', 'm', 90, 'Flour')]);
    const picture: MapPicture = { ...mapOf([]), ...assembleMap({ flows, facts: many, areas: [] }) };
    const looked = { ...picture, looks: [['Flour', { hue: 7, texture: 0 }]] as const };
    const drawn = layoutMap(looked, size);
    expect(drawn.links.map(({ main }) => main)).toEqual(['Bread', 'Bread', 'Bread', 'Bread', 'Bread', 'Flour']);
    expect(drawn.links.map((each) => each.small)).toEqual([true, true, true, true, true, false]);
    expect(mapFigure(looked, drawn, '').strokes.at(-1)).toMatchObject({ hue: 7, small: false });
    const legend = mapLegend(looked, drawn);
    expect(legend[0]).toEqual({ swatch: { is: 'thing', hue: 7, texture: 0 }, text: 'Flour' });
    expect(legend.map((entry) => entry.text)).toContain('Thin and pale: 5 smaller flows, 5\u00a0kg together.');
  });

  test('what goes to and comes from those without a place crosses the frame at a port with its amount', () => {
    const drawn = layoutMap(mapOf([...day, link('from', 'w', 25)]), size);
    const told = drawn.ports.map(({ side, label }) => [side, label.text.replaceAll('\u00a0', ' ')]);
    expect(told).toEqual([
      ['in', '25 kg from elsewhere'],
      ['out', '50 kg to elsewhere'],
    ]);
    expect(drawn.ports[0]!.path).toMatch(/^M0 /);
    expect(drawn.ports[1]!.path).toContain('L600 ');
    const [into, out] = drawn.ports.map((port) => portBox(port, size));
    for (const { label } of drawn.places)
      for (const port of [into!, out!]) {
        if (!label) continue;
        const box = boxOf(label, placeLetters);
        expect(box.left < port.right && port.left < box.right && box.top < port.bottom && port.top < box.bottom).toBe(
          false,
        );
      }
    expect(layoutMap(mapOf([link('w', 'm', 5)]), size).ports).toEqual([]);
  });

  test('a head touches the circle to which its flow runs', () => {
    const { links, places } = layoutMap(mapOf([link('w', 'm', 5)]), size);
    const [x, y] = links[0]!.head.split('L')[1]!.split(' ').map(Number) as [number, number];
    const target = places.find(({ id }) => id === 'place:m')!;
    const away = Math.hypot(x - target.x, y - target.y) - target.radius;
    expect(away).toBeGreaterThan(0);
    expect(away).toBeLessThan(8);
  });

  test('there and back run beside each other, and what stays is a ring', () => {
    const drawn = layoutMap(mapOf([link('w', 'm', 5), link('m', 'w', 3), link('w', 'w', 1)]), size);
    const [there, back, ring] = drawn.links.map(({ path }) => path);
    expect(there).not.toBe(back);
    expect(ring).toMatch(/C[\d.]+/);
    const bow = (path: string) => Number(/Q[\d.]+ ([\d.]+)/.exec(path)![1]);
    expect(Math.abs(bow(there!) - bow(back!))).toBeGreaterThan(20);
  });

  test('the area of a circle is true to its amount, and every number is finite, whatever is recorded', () => {
    const { places } = layoutMap(mapOf([link('w', 'm', 400), link('m', 'w', 100)]), size);
    expect(places[0]!.radius / places[1]!.radius).toBeCloseTo(2, 5);
    const amount = fc.oneof(fc.constant(Number.NaN), fc.constant(0), fc.double({ min: 0, max: 1e15, noNaN: true }));
    const ends = fc.constantFrom('w', 'm', 'from', 'to');
    fc.assert(
      fc.property(fc.array(fc.tuple(ends, ends, amount), { maxLength: 12 }), fc.boolean(), (given, bare) => {
        const links = given.map(([from, to, value]) => link(from, to, value));
        const drawn = layoutMap(mapOf(links, bare ? [] : squares), size);
        expect(JSON.stringify(drawn)).not.toMatch(/NaN|Infinity|null/);
      }),
    );
  });

  test('no two names overlap, none lies on a circle and none is cut at an edge, however narrow the map', () => {
    const { areas } = readAreas(datasetText('ghent-wards', 'wards.geojson'));
    const close = factsFrom(records(Array.from({ length: 9 }, (_, n) => at(`mill of ${n}`, `3.7${n}`)).flat()));
    const picture = { ...mapOf([]), ...assembleMap({ flows: flowsOf([]), facts: close, areas }) };
    for (const [width, least] of [
      [900, 11],
      [330, 4],
    ] as const) {
      const drawn = layoutMap(picture, { width, height: 700, seen: wholeMap });
      const boxes = [
        ...drawn.areas.flatMap(({ label }) => (label ? [boxOf(label, areaLetters)] : [])),
        ...drawn.places.flatMap(({ label }) => (label ? [boxOf(label, placeLetters)] : [])),
      ];
      expect(boxes.length).toBeGreaterThan(least);
      for (const { left, right } of boxes) expect([left > 0, right < width]).toEqual([true, true]);
      const all = [...boxes, ...drawn.places.map(boxAround)];
      for (const one of boxes)
        for (const other of all)
          if (one !== other)
            expect(
              one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
            ).toBe(false);
    }
  });

  test('places at one spot are drawn beside each other, each with a line to where it lies', () => {
    const twins = factsFrom(records([...at('w', '3.05'), ...at('v', '3.05'), ...at('m', '3.15')]));
    const flows = flowsOf([link('w', 'm', 9), link('v', 'm', 4), link('v', 'w', 2)]);
    const { places, links } = layoutMap({ ...mapOf([]), ...assembleMap({ flows, facts: twins, areas: [] }) }, size);
    const [large, small] = ['place:w', 'place:v'].map((id) => places.find((place) => place.id === id)!);
    expect(Math.hypot(large!.x - small!.x, large!.y - small!.y)).toBeGreaterThan(large!.radius + small!.radius);
    expect([large!.origin, small!.origin]).toEqual([undefined, [large!.x, large!.y]]);
    expect(links.find(({ id }) => id === 'place:v > place:w')!.path).toMatch(/Q/);
  });

  test('what is under the pointer stays there when the map comes nearer, and the whole map is the farthest', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.01, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1.01, max: 2, noNaN: true }),
        (zoom, at, factor) => {
          const before = { zoom, x: 0.4, y: 0.6 };
          const after = zoomed(before, factor, { x: at, y: at });
          const under = (sight: typeof before) => sight.x + (at - 0.5) / sight.zoom;
          expect(under(after)).toBeCloseTo(under(before), 9);
        },
      ),
    );
    expect(zoomed({ zoom: 2, x: 0.1, y: 0.9 }, 0.1)).toEqual({ zoom: 1, x: 0.5, y: 0.5 });
    expect(moved({ zoom: 2, x: 0.5, y: 0.5 }, { x: 0.2, y: 0 })).toEqual({ zoom: 2, x: 0.4, y: 0.5 });
  });
});

describe('what is seen of a map', () => {
  test('is part of its address, to three digits; what cannot be is told', () => {
    const sight = { zoom: 2.25, x: 0.3, y: -0.0625 };
    expect(sightCodec.format(sight)).toBe('2.25,0.3,-0.062');
    expect(sightCodec.parse('2.25,0.3,-0.062')).toEqual({ zoom: 2.25, x: 0.3, y: -0.062 });
    expect(sightCodec.format(wholeMap)).toBe('1,0.5,0.5');
    expect(sightCodec.parse('fit')).toBe(sightCodec.fallback);
    for (const wrong of ['', 'whole', '0.5,0.5,0.5', '99,0.5,0.5', '2,9,0.5', '2,0.5', '2,a,b', 'Infinity,0.5,0.5'])
      expect(sightCodec.parse(wrong), wrong).toBeUndefined();
  });
});

test('a map of a network without places says so, and nothing of the countries of the world', () => {
  const none = { ...mapOf(day), places: [], links: [] };
  expect(mapCoverage(none).join(' ')).not.toMatch(/Areas with|square kilometre|need/);
  expect(mapFinding({ picture: none, thing: '', period: '2025' })).toEqual([
    'No place is recorded with its position yet.',
  ]);
});
