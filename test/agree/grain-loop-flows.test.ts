import { expect, test } from 'vitest';
import { readQuery } from '../../explorer/state/url.ts';
import { query } from '../../explorer/views/flows/view.ts';
import { flowJobs } from '../../explorer/worker/flows.ts';
import type { World } from '../../explorer/worker/world.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';
import { nobody } from '../support/ask.ts';

const sample = recordSample('grain-loop');
const world: World = {
  network: 'grain-loop',
  name: 'Grain loop',
  zone: 'Europe/Brussels',
  invented: true,
  sequence: 1,
  facts: factsOf(sample),
  table: flowsOf(sample),
  ask: nobody,
};

function pictureBy(by: 'agent' | 'process') {
  const { picture } = flowJobs.flowPicture(world, {
    query: readQuery(query, `period=2025&by=${by}&cut=0&water=shown`).values,
    size: { width: 1200, height: 800 },
  });
  const names = new Map(picture.nodes.map(({ id, name }) => [id, name.replace(/,.*$/, '')]));
  return {
    ...picture,
    called: picture.links.map((link) => ({ ...link, from: names.get(link.from)!, to: names.get(link.to)! })),
  };
}

const byAgent = pictureBy('agent');
const byProcess = pictureBy('process');
const kilograms = (picture: typeof byAgent, from: string, to: string, thing: string): number =>
  picture.called
    .filter((link) => link.from === from && link.to === to && link.name.toLowerCase().includes(thing))
    .reduce((sum, { value }) => sum + value, 0);
const loopsOf = ({ cycles }: typeof byAgent) =>
  cycles.loops.map(({ names, amount }) => [
    names.map((name) => name.replace(/,.*$/, '')).join(' > '),
    Math.round(amount),
  ]);

test.each([
  ['Brouwcoop', 'Bakkerij Desem', 'spent grain', 2520],
  ['Bakkerij Desem', 'Brouwcoop', 'unsold bread', 1856],
  ['Brouwcoop', 'Zwamkelder', 'spent grain', 11_275],
  ['Zwamkelder', 'Humuswerf', 'spent mushroom substrate', 16_418],
  ['Humuswerf', 'Akkergenoten', 'compost', 18_000],
  ['Akkergenoten', 'Brouwcoop', 'barley', 20_000],
])('from %s to %s: %s, %d kg in the year', (from, to, thing, expected) => {
  expect(Math.round(kilograms(byAgent, from, to, thing))).toBe(expected);
});

test('every loop of the year is listed: grain and compost, straw and compost, spent grain and bread, kegs and crates', () => {
  expect(loopsOf(byAgent)).toEqual([
    ['Akkergenoten > Brouwcoop > Zwamkelder > Humuswerf', 11_275],
    ['Akkergenoten > Zwamkelder > Humuswerf', 6600],
    ['Akkergenoten > Brouwcoop > Humuswerf', 4504],
    ['Brouwcoop > Bakkerij Desem', 1856],
    ['Akkergenoten > Stenen Molen > Zwamkelder > Humuswerf', 1485],
    ['Brouwcoop > Cafes', Number.NaN],
    ['Brouwcoop > Korfwinkel', Number.NaN],
    ['Brouwcoop > Hoekwinkel', Number.NaN],
  ]);
});

test('what a house gives itself again is listed beside them: seed, and yeast from brew to brew', () => {
  const own = flowJobs.ownLoops(world, { query: readQuery(query, 'period=2025&water=shown').values });
  expect(own.map(({ names: [name], amount }) => [name, Math.round(amount)])).toEqual([
    ['Growing wheat', 1870],
    ['Fermenting and packing', 680],
  ]);
});

test("the brewery's yeast returns to the process that made it, 8 kg a brew once that of 2024 is used up", () => {
  expect(Math.round(kilograms(byProcess, 'Fermenting and packing', 'Fermenting and packing', 'yeast'))).toBe(
    90 * 8 - 40,
  );
});

test('kegs and crates go to the cafes and come back, though nobody weighs them', () => {
  const pairs = byAgent.called.filter(({ name }) => /Keg|Crate/.test(name)).map(({ from, to }) => `${from} > ${to}`);
  expect([...new Set(pairs)].sort()).toEqual([
    'Brouwcoop > Cafes',
    'Brouwcoop > Hoekwinkel',
    'Brouwcoop > Korfwinkel',
    'Cafes > Brouwcoop',
    'Hoekwinkel > Brouwcoop',
    'Korfwinkel > Brouwcoop',
  ]);
});

test('water comes from the water company and goes to the process that used it, whoever passes on the bill', () => {
  const water = byProcess.called.filter(({ name }) => name === 'Drinking water');
  expect([...new Set(water.map(({ from }) => from))]).toEqual(['Water company']);
  expect(Math.round(kilograms(byProcess, 'Water company', 'Malting', 'drinking water'))).toBe(66_400);
  expect(kilograms(byAgent, 'Loonmouterij', 'Brouwcoop', 'water')).toBe(0);
});
