import type { LegendEntry } from '../../sheet/legend.ts';
import { text } from '../../text/text.ts';
import { ratioOf } from './sentences.ts';
import type { Wedge } from './wedge.ts';

const standings = ['within', 'beyond', 'high', 'unknown'] as const;

/** What the fills of a doughnut mean, only those that occur; its wedges by number where names do not fit beside them. */
export function thresholdLegend(wedges: readonly Wedge[], numbered: boolean): LegendEntry[] {
  const say = text.thresholds.legend;
  const present = standings.filter((each) => wedges.some(({ standing }) => standing === each));
  return [
    ...present.map((standing) => ({ swatch: { is: 'standing', standing } as const, text: say[standing] })),
    { text: say.area },
    ...(numbered ? wedges.map((wedge, place) => ({ text: `${place + 1} ${wedge.name}: ${ratioOf(wedge)}` })) : []),
  ];
}
