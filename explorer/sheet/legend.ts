/** What a mark of a picture looks like, small. */
export type SwatchLook =
  | { readonly is: 'thing'; readonly hue: number; readonly texture: number }
  | { readonly is: 'measured' | 'loop' | 'published' | 'range' | 'unknown' | 'returns' | 'rest' | 'gap' | 'loss' }
  | { readonly is: 'possible' | 'quiet' }
  | { readonly is: 'shade'; readonly step: number }
  | { readonly is: 'listed' | 'blank' }
  | { readonly is: 'standing'; readonly standing: 'within' | 'beyond' | 'high' | 'unknown' };

/** What a mark of a picture means; a sentence about the whole picture has no swatch. */
export interface LegendEntry {
  readonly swatch?: SwatchLook;
  readonly text: string;
}
