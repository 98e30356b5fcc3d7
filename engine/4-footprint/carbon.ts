/**
 * A line in which a figure of climate change is told apart: by the origin of its carbon; `none`: gases without carbon (N2O, SF6). `soil` is what
 * soils take up or lose: told beside the figure, never in it. What has no line is not told apart by its source.
 */
export type CarbonLine = 'fossil' | 'biogenic' | 'land-use' | 'none' | 'soil';
