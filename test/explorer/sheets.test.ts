import { describe, expect, test } from 'vitest';
import { readColour, writeColour } from '../../explorer/sheet/colour.ts';
import { fits, readSelector } from '../../explorer/sheet/css.ts';
import { flatten } from '../../explorer/sheet/flatten.ts';
import { plateLayout, wrapText } from '../../explorer/sheet/plate.ts';
import { type Element, readMarkup, writeXml } from '../../explorer/sheet/tree.ts';
import { readQuery } from '../../explorer/state/url.ts';
import { sheet as flows } from '../../explorer/views/flows/sheet.ts';
import { query as flowsQuery } from '../../explorer/views/flows/view.ts';
import { sheet as ledger } from '../../explorer/views/ledger/sheet.ts';
import { query as ledgerQuery } from '../../explorer/views/ledger/view.ts';
import { sheet as map } from '../../explorer/views/map/sheet.ts';
import { query as mapQuery } from '../../explorer/views/map/view.ts';
import { sheet as models } from '../../explorer/views/models/sheet.ts';
import { query as modelsQuery } from '../../explorer/views/models/view.ts';
import { sheet as plans } from '../../explorer/views/plans/sheet.ts';
import { query as plansQuery } from '../../explorer/views/plans/view.ts';
import { sheet as reuse } from '../../explorer/views/reuse/sheet.ts';
import { query as reuseQuery } from '../../explorer/views/reuse/view.ts';
import { sheet as thresholds } from '../../explorer/views/thresholds/sheet.ts';
import { query as thresholdsQuery } from '../../explorer/views/thresholds/view.ts';
import type { Opened } from '../../explorer/worker/world.ts';

const opened: Opened = { network: 'n', name: 'N', zone: 'UTC', invented: true, sequence: 1, facts: {} };
const gone = { ok: false, failed: 'refused', status: 404, title: '', errors: [] } as const;
const client = { get: async () => gone, run: async () => gone as never };

test('what the API refuses, a sheet passes on', async () => {
  const given = { client, opened, width: 900 };
  const values = <S extends Parameters<typeof readQuery>[0]>(spec: S, search = '') => readQuery(spec, search).values;
  expect(await map({ ...given, values: values(mapQuery) })).toEqual(gone);
  expect(await reuse({ ...given, values: values(reuseQuery) })).toEqual(gone);
  expect(await thresholds({ ...given, values: values(thresholdsQuery) })).toEqual(gone);
  for (const search of ['', 'model=m', 'model=m&product=p'])
    expect(await models({ ...given, values: values(modelsQuery, search) }), search).toEqual(gone);
  for (const search of ['', 'plan=urn:x', 'show=offers'])
    expect(await plans({ ...given, values: values(plansQuery, search) }), search).toEqual(gone);
  for (const search of ['', 'event=urn:x', 'stock=urn:x', 'show=stock'])
    expect(await ledger({ ...given, values: values(ledgerQuery, search) }), search).toEqual(gone);
});

test('a sheet without an answer is a fault of ours, not an empty picture', async () => {
  const silent = { ...client, run: async () => undefined };
  const values = readQuery(flowsQuery, '').values;
  await expect(flows({ client: silent, opened, width: 900, values })).rejects.toThrow('waits for its own picture');
});

const treeOf = (markup: string) => readMarkup(markup)[0] as Element;

test('markup of a component becomes XML: comments go, signs are escaped, what XML cannot hold is marked', () => {
  const markup = '<!--[--><g a="1 &lt; &quot;2&quot;"><text>5 &amp; 6 &lt; 7</text><path d="M0 0"></path></g><!--]-->';
  expect(writeXml(treeOf(markup))).toBe(
    '<g a="1 &lt; &quot;2&quot;"><text>5 &amp; 6 &lt; 7</text><path d="M0 0"/></g>',
  );
  expect(writeXml('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc');
  expect(() => readMarkup('<g><path></g>')).toThrow('closes what it opened');
});

describe('a selector fits', () => {
  const path = [
    treeOf('<svg class="base"></svg>'),
    treeOf('<g class="ribbon published"></g>'),
    treeOf('<path class="body core" role="img"></path>'),
  ];
  test.each([
    ['path', true],
    ['.published .body', true],
    ['.published .body:not(.core)', false],
    ['.published > .body', true],
    ['svg > .body', false],
    [':is(.measured, .published) .body', true],
    ['.ribbon:where(.x) path', false],
    ['path[role=img]', true],
    ['[role="none"]', false],
    ['svg .body.core', true],
    ['circle', false],
  ])('%s: %s', (selector, expected) => expect(fits(readSelector(selector)!, path)).toBe(expected));

  test('nothing while it needs a pointer or the keyboard', () => {
    expect(readSelector('path:hover')).toBeUndefined();
    expect(readSelector('path::after')).toBeUndefined();
  });
});

test('colours are worked out as a browser mixes them', () => {
  const cases = [
    ['#fff', '#ffffff', 1],
    ['color-mix(in srgb, #0b6e8a 50%, transparent)', '#0b6e8a', 0.5],
    ['color-mix(in srgb, #000000 25%, #ffffff)', '#bfbfbf', 1],
    ['color-mix(in srgb, color-mix(in srgb, #000 50%, #fff) 40%, transparent)', '#808080', 0.4],
    ['transparent', '#000000', 0],
  ] as const;
  for (const [text, hex, alpha] of cases) {
    const colour = readColour(text)!;
    expect([writeColour(colour), colour[3]], text).toEqual([hex, alpha]);
  }
  expect(readColour('url(#hatch)')).toBeUndefined();
});

test('what a style sheet says stands in the attributes of each element, the weightiest rule last', () => {
  const css = `:root { --ink: #111111; --hue-2: #a8620a }
    @media screen and (prefers-color-scheme: dark) { :root { --ink: #eeeeee } }
    @media print { path { fill: red } }
    path.core { stroke-width: 3px } path { stroke: var(--hue); stroke-width: 1rem; fill: none }
    .body { fill: color-mix(in srgb, var(--hue) 50%, transparent) } .gone { display: none }
    text { fill: var(--ink); font-size: 12.5px }`;
  const markup =
    '<svg class="a"><g style="--hue:var(--hue-2)"><path class="body core" tabindex="0" d="M0 0"></path></g><text>x</text><g class="gone"></g></svg>';
  const draw = (theme: 'light' | 'dark') => flatten(readMarkup(markup), css, theme).map(writeXml).join('');
  expect(draw('light')).toBe(
    '<svg><g><path d="M0 0" fill="#a8620a" fill-opacity="0.5" stroke="#a8620a" stroke-width="3"/></g><text fill="#111111" font-size="12.5">x</text></svg>',
  );
  expect(draw('dark')).toContain('fill="#eeeeee"');
});

test('words of a plate are broken into lines and stand above and below the picture', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('abcdefghijklmnop qr', 8)).toEqual(['abcdefgh', 'ijklmnop', 'qr']);
  const legend = [{ swatch: { is: 'blank' } as const, text: 'nothing' }, { text: 'All of it.' }];
  const words = { title: 'Flows', finding: 'It returns.', notes: [], legend, foot: ['Sources: none.'] };
  const { texts, picture, legend: placed, height, width } = plateLayout(words, { width: 400, height: 100 });
  expect(width).toBe(448);
  const ys = [texts[0]!.y, texts[1]!.y, picture.y, placed[0]!.y, placed[1]!.y, texts.at(-1)!.y, height];
  expect(ys).toEqual(ys.toSorted((a, b) => a - b));
  expect(placed[0]!.y).toBeGreaterThanOrEqual(picture.y + 100);
});
