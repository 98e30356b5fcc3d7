import type { LegendEntry } from '../../sheet/legend.ts';
import { text } from '../../text/text.ts';
import { ratioOf } from './sentences.ts';
import type { ThresholdsQuery } from './view.ts';
import type { Wedge } from './wedge.ts';

const standings = ['within', 'beyond', 'high', 'unknown'] as const;

/** What the fills mean, only those that occur; wedges of a doughnut by number where names do not fit beside them. */
export function thresholdLegend(
  wedges: readonly Wedge[],
  form: ThresholdsQuery['form'],
  numbered = false,
): LegendEntry[] {
  const say = text.thresholds.legend;
  const present = standings.filter((each) => wedges.some(({ standing }) => standing === each));
  return [
    ...present.map((standing) => ({ swatch: { is: 'standing', standing } as const, text: say[standing] })),
    { text: form === 'doughnut' ? `${say.area} ${say.dashed}` : say.dashed },
    ...(numbered ? wedges.map((wedge, place) => ({ text: `${place + 1} ${wedge.name}: ${ratioOf(wedge)}` })) : []),
  ];
}
