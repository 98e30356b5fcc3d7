import type { LegendEntry } from '../../sheet/legend.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { formatAmount } from '../../text/format.ts';
import { reuseText } from '../../text/reuse.ts';
import type { FlowPictureResult } from '../../worker/flows.ts';
import { flowFigure } from '../flows/figure.ts';
import type { PlacedLink } from '../flows/layout/placed.ts';
import type { RibbonLook } from '../flows/looks.ts';
import type { PairRow } from './answer.ts';
import { isOffer, type Offer, offerId } from './picture.ts';
import { kindName } from '../names.ts';

/** The pairs that could meet, as flows: what each takes when the better ones take first. Of unknown mass none is drawn. */
export function offersOf(facts: Facts, rows: readonly PairRow[]): Offer[] {
  return rows.flatMap(({ key, surplus, need, taken, amount, kilograms }) => {
    if (!(taken > 0) || kilograms === null || amount === null) return [];
    return [
      {
        id: offerId(key),
        from: surplus.holder,
        to: need.holder,
        specification: surplus.specification,
        name: kindName(facts, surplus.specification),
        kilograms: (kilograms / amount) * taken,
      },
    ];
  });
}

/** How the picture looks: what was recorded in grey, what could be dashed and with its label; the selected pair stands out. */
export function reuseFigure(result: FlowPictureResult, selected: string) {
  const flows = flowFigure(result, '');
  const links = new Map(result.picture.links.map((link) => [link.id, link]));
  const names = new Map(result.picture.nodes.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    bar: flows.bar,
    ribbon(link: PlacedLink): RibbonLook {
      if (!isOffer(link.id)) return { ...flows.ribbon(link), stress: false, tone: 'quiet', texture: 0 };
      const { name, value } = links.get(link.id)!;
      const title = reuseText().chart.possible(
        name,
        nameOf(link.from),
        nameOf(link.to),
        formatAmount(value, result.picture.unit),
      );
      return { hue: 2, texture: 0, sure: 'measured', tone: 'possible', stress: link.id === offerId(selected), title };
    },
    raised: selected === '' ? undefined : new Set([offerId(selected)]),
  };
}

/** What the two kinds of ribbons mean. */
export const reuseLegend = (): LegendEntry[] => [
  { swatch: { is: 'possible' }, text: reuseText().chart.couldBe },
  { swatch: { is: 'quiet' }, text: reuseText().chart.recorded },
];
