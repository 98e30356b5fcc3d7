import { mount } from 'svelte';
import '../../../explorer/app.css';
import { sankeyLayout } from '../../../explorer/views/flows/layout/sankey.ts';
import { seeded } from '../../support/random.ts';
import Stage from './Stage.svelte';

/** What the bench asks of the page. */
export interface FramesPage {
  /** Draws so many ribbons. */
  draw(ribbons: number): number;
  /** Milliseconds between frames while the picture is drawn to and fro, or pointed at node by node. */
  frames(what: 'rest' | 'pan' | 'hover', count: number): Promise<number[]>;
}

/** A network in which most leads to the next few, some far on, and some back. */
function graphOf(ribbons: number) {
  const next = seeded(7);
  const count = Math.round(ribbons / 6);
  const nodes = Array.from({ length: count }, (_, at) => ({ id: `n${String(at).padStart(4, '0')}`, slot: 2 }));
  const links = Array.from({ length: ribbons }, (_, at) => {
    const from = Math.floor(next() * count);
    const far = Math.floor((1 + next() * count) / 8);
    const to = Math.min(count - 1, Math.max(0, from + 1 + (next() < 0.08 ? -far : far)));
    return {
      id: `l${at}`,
      from: nodes[from]!.id,
      to: nodes[to === from ? (from + 1) % count : to]!.id,
      class: `c${at}`,
      value: Math.exp(3 * next()),
    };
  });
  return { nodes, links };
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const point = (target: Element, type: string, x: number, y: number) =>
  target.dispatchEvent(
    new PointerEvent(type, { clientX: x, clientY: y, bubbles: type !== 'pointerenter', pointerType: 'mouse' }),
  );

async function frames(what: 'rest' | 'pan' | 'hover', count: number): Promise<number[]> {
  const stage = document.querySelector('.frame')!;
  const nodes = [...document.querySelectorAll('g.node')];
  if (what === 'pan') point(stage, 'pointerdown', 600, 300);
  const took: number[] = [];
  let before = await frame();
  for (let at = 0; at < count; at++) {
    if (what === 'pan')
      point(document.body, 'pointermove', 600 - 300 * Math.sin(at / 12), 300 - 150 * Math.sin(at / 9));
    if (what === 'hover') point(nodes[(at * 37) % nodes.length]!, 'pointerenter', 0, 0);
    const now = await frame();
    took.push(now - before);
    before = now;
  }
  if (what === 'pan') point(document.body, 'pointerup', 600, 300);
  if (what === 'hover') point(document.querySelector('svg')!, 'pointerleave', 0, 0);
  return took;
}

function draw(ribbons: number): number {
  document.body.replaceChildren();
  const layout = { ...sankeyLayout(graphOf(ribbons), { width: 2400, height: 1400 }), labels: { nodes: [], links: [] } };
  mount(Stage, { target: document.body, props: { layout } });
  return layout.links.length;
}

(window as unknown as { framesPage: FramesPage }).framesPage = { draw, frames };
