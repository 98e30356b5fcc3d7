import type { Indicator } from '../../../engine/4-footprint/background.ts';
import type { ServedRule } from '../../../engine/4-footprint/footprint-result.ts';
import type { WireProblem } from '../../worker/http.ts';

/** A figure as the API tells it: null when it is not known. */
type Told = number | null;

/** What one unit carries, with its range and the part that rests on the network's own records. */
interface ToldIntensity {
  readonly intensity: Told;
  readonly low: Told;
  readonly high: Told;
  readonly primaryShare: Told;
}

/** A kind of thing that was made, bought or there in the period. */
export interface ProductItem extends ToldIntensity {
  readonly specification: string;
  readonly unit: string;
  readonly made: Told;
  readonly delivered: Told;
  readonly incomplete: boolean;
}

/** A lot. */
export interface LotItem extends ToldIntensity {
  readonly resource?: string;
  readonly holder?: string;
  readonly specification: string;
  readonly unit: string;
  readonly available: Told;
  readonly delivered: Told;
}

/** What should count and could not be counted. */
export interface GapItem {
  readonly kind: string;
  readonly specification: string;
  readonly process: string;
  readonly quantity: Told;
  readonly unit: string;
  readonly problem: WireProblem;
}

/** The answer of /footprints, as far as the page reads it. */
export interface FootprintList {
  readonly period: string;
  readonly indicator: Indicator;
  readonly total: number;
  readonly totalRange: { readonly low: number; readonly high: number };
  readonly primaryShare: Told;
  readonly products: readonly ProductItem[];
  readonly pools: readonly LotItem[];
  readonly gaps: readonly GapItem[];
  /** The datasets and models that links of the network name, and for how many things. */
  readonly datasets: readonly {
    readonly dataset: string;
    readonly version: string;
    readonly things: number;
    readonly isModel: boolean;
  }[];
  /** Which rule shared the burden of processes with several products. */
  readonly rules: readonly ServedRule[];
}

/** A figure that is not known is NaN in all that is computed. */
export const known = (given: Told | undefined): number => given ?? Number.NaN;
