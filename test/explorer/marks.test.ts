import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { barsLayout } from '../../explorer/views/thresholds/bars.ts';
import DeviationBars from '../../explorer/views/thresholds/DeviationBars.svelte';
import Doughnut from '../../explorer/views/thresholds/Doughnut.svelte';
import Sankey from '../../explorer/views/flows/Sankey.svelte';
import type { PlacedLink } from '../../explorer/views/flows/layout/placed.ts';
import { sankeyLayout } from '../../explorer/views/flows/layout/sankey.ts';
import { doughnutLayout } from '../../explorer/views/thresholds/layout.ts';

const nothing = () => undefined;
const svgOf = (body: string) => body.replace(/<!--.*?-->/g, '').replace(/ class="[^"]*svelte-[^"]*"/g, '');

test('golden SVG of a Sankey: a forward flow, one that returns, one of unknown amount, a range', async () => {
  const layout = sankeyLayout(
    {
      nodes: ['a', 'b', 'c'].map((id) => ({ id, slot: 30 })),
      links: [
        { id: '1', from: 'a', to: 'b', class: 'malt', value: 10 },
        { id: '2', from: 'b', to: 'a', class: 'compost', value: 4 },
        { id: '3', from: 'a', to: 'c', class: 'steam', value: Number.NaN },
        { id: '4', from: 'b', to: 'c', class: 'gypsum', value: 3, low: 3, high: 5 },
      ],
    },
    { width: 400, height: 200 },
  );
  const { body } = render(Sankey, {
    props: {
      layout: { ...layout, labels: { nodes: [], links: [] } },
      ribbon: (link: PlacedLink) => ({
        hue: 1,
        texture: 0,
        sure: Number.isNaN(link.value) ? ('unknown' as const) : ('measured' as const),
        title: link.id,
      }),
      bar: (id: string) => ({ kind: 'member', title: id }),
      label: 'Three nodes',
      roleWord: 'flow diagram',
      onselect: nothing,
      onkey: nothing,
    },
  });
  await expect(svgOf(body)).toMatchFileSnapshot('__snapshots__/sankey.svg.html');
  expect(body).toContain('aria-label="Three nodes"');
  expect(body.match(/<title>/g)).toHaveLength(7);
});

test('golden SVG of a doughnut: within, beyond the frame, not known', async () => {
  const wedge = { unit: 'kg', method: '', source: '' };
  const layout = doughnutLayout(
    [
      { ...wedge, id: 'a', name: 'Climate', standing: 'within', ratio: 0.6 },
      { ...wedge, id: 'b', name: 'Land', standing: 'high', ratio: 4 },
      { ...wedge, id: 'c', name: 'Water', standing: 'unknown', reason: 'no figure' },
    ],
    { width: 700, height: 400 },
  );
  const { body } = render(Doughnut, {
    props: {
      layout,
      words: (id: string) => ({ lines: [id], title: `threshold ${id}` }),
      label: 'Three thresholds',
      boundary: ['the ring:', 'share'],
      onselect: nothing,
    },
  });
  await expect(svgOf(body)).toMatchFileSnapshot('__snapshots__/doughnut.svg.html');
  expect(body).toContain('aria-label="threshold c"');
  expect(body).toContain('?</text>');
});

test('golden SVG of the bars: beyond the frame, in part, not known with its reason', async () => {
  const wedge = { unit: 'kg', method: '', source: '' };
  const layout = barsLayout(
    [
      { ...wedge, id: 'c', name: 'Water', standing: 'unknown', reason: 'no figure' },
      { ...wedge, id: 'a', name: 'Climate', standing: 'within', ratio: 0.6, missing: 2 },
      { ...wedge, id: 'b', name: 'Land', standing: 'high', ratio: 5 },
    ],
    400,
  );
  const { body } = render(DeviationBars, {
    props: {
      layout,
      title: (id: string) => `threshold ${id}`,
      label: 'Three thresholds',
      boundary: 'share',
      onselect: nothing,
    },
  });
  await expect(svgOf(body)).toMatchFileSnapshot('__snapshots__/bars.svg.html');
  expect(body).toContain('aria-label="threshold c"');
  expect(body).toContain('no figure</text>');
});
