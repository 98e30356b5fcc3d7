import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { accountOf } from '../../engine/4-footprint/system/account.ts';
import { prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import Sankey from '../../explorer/views/flows/Sankey.svelte';
import { burden } from '../../explorer/views/footprints/amount.ts';
import { supplyFigure, supplyWords } from '../../explorer/views/footprints/figure.ts';
import { treeLayout, treeRows } from '../../explorer/views/footprints/layout.ts';
import TreePicture from '../../explorer/views/footprints/TreePicture.svelte';
import { drawSupply } from '../../explorer/worker/supply-picture.ts';
import { systemOf } from '../support/cases/matrix.ts';

const nothing = () => undefined;
const svgOf = (body: string) => body.replace(/<!--.*?-->/g, '').replace(/ class="[^"]*svelte-[^"]*"/g, '');

/** Flour is milled with heat; power comes beside the heat and takes back what power from coal would have caused; cut off before its end. */
const tables = {
  products: ['heat', 'power', 'flour', 'coal'],
  processes: ['plant', 'coal power', 'mill', 'mine'],
  A: [
    [1, 0, -2, 0],
    [3, 1, 0, 0],
    [0, 0, 1, 0],
    [-1, -2, 0, 1],
  ],
  B: [[10, 1, 0, 0.5]],
};
const account = accountOf(prepareSystem(systemOf(tables)), {
  product: 'flour',
  amount: 8,
  category: '1',
  nodes: 4,
}).value!;

test('golden SVG of a tree: what arises, what is drawn on, a credit left of the line, what was not followed', async () => {
  const rows = treeRows(account.tree, new Set(account.tree.keys()));
  const layout = treeLayout(account.tree, rows, 300);
  const texts = layout.rows.map(({ is, node, result }) => ({
    name: is === 'rest' ? 'not followed' : account.tree[node]!.name,
    figure: burden(result, 'kg'),
  }));
  const props = { layout, texts, width: 700, rowHeight: 24, label: 'Eight of flour' };
  const { body } = render(TreePicture, { props });
  await expect(svgOf(body)).toMatchFileSnapshot('__snapshots__/tree.svg.html');
  expect(body.match(/<title>/g)).toHaveLength(rows.length + 1);
  expect(rows.some(({ is }) => is === 'rest')).toBe(true);
  expect(layout.rows.some(({ parts }) => parts.some(({ credit }) => credit))).toBe(true);
});

test('golden SVG of a chain of supply: ribbons as wide as what they carry, a credit against them, what arises, what is left', async () => {
  const supply = drawSupply({ account, words: supplyWords('8 flour'), size: { width: 700, height: 300 } });
  const { ribbon, bar } = supplyFigure(supply);
  const { body } = render(Sankey, {
    props: {
      layout: supply.drawn,
      ribbon,
      bar,
      label: 'Eight of flour',
      roleWord: 'chain of supply',
      onselect: nothing,
      onkey: nothing,
    },
  });
  await expect(svgOf(body)).toMatchFileSnapshot('__snapshots__/supply.svg.html');
  expect(body).toContain('takes back');
  expect(body).not.toMatch(/NaN|undefined/);
});
