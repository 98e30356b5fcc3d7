import type { Indicator } from '../../../engine/4-footprint/background.ts';
import type { WireProblem } from '../../worker/http.ts';
import type { ToldAccount } from '../footprints/account.ts';

/** A model as the list tells it. */
export interface ModelItem {
  readonly name: string;
  readonly kind: string;
  readonly bundled: boolean;
  readonly title?: string;
  readonly version: string;
  readonly licence?: string;
  readonly source?: string;
  readonly size?: number;
  readonly counts: Readonly<Record<'products' | 'processes' | 'flows' | 'entries', number>>;
  readonly categories: readonly Indicator[];
}

/** A thing that nobody in the model supplies, or that several could. */
export interface ToldCutOff {
  readonly flow: string;
  readonly name: string;
  readonly count: number;
  readonly process: string;
  readonly processName: string;
  readonly makers: readonly string[];
}

/** How one indicator counts the flows of a model. */
export interface ToldCoverage {
  readonly category: string;
  readonly counted: number;
  readonly byId?: number;
  readonly byName?: number;
  readonly uncounted: number;
  readonly fallbackCount: number;
}

/** A number of a model that can be chosen. */
export interface ToldParameter {
  readonly name: string;
  readonly value: number | null;
  readonly formula?: string;
  readonly unit?: string;
  readonly process?: string;
  readonly processName?: string;
}

/** A model with what was wrong in it, what it leaves out, and what can be chosen. */
export interface ModelWhole extends ModelItem {
  readonly problems: readonly WireProblem[];
  readonly cutOffs: readonly ToldCutOff[];
  readonly cutOffCount: number;
  readonly allocations: readonly string[];
  readonly coverage: readonly ToldCoverage[];
  readonly uncounted: readonly string[];
  readonly uncountedCount: number;
  readonly parameters: readonly ToldParameter[];
  readonly parameterCount: number;
  readonly exchanges: Readonly<Record<'all' | 'uncertain' | 'judged', number>>;
}

/** What was understood of a file. */
export interface ModelTaken extends ModelWhole {
  readonly kept: boolean;
  readonly keepable: boolean;
}

/** A product of a model. */
export interface ProductItem {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly process?: string;
  readonly supplier?: string;
  readonly place?: string;
}

/** A page of products. */
export interface ProductPage {
  readonly items: readonly ProductItem[];
  readonly next?: string;
}

type Told = number | null;

/** What an amount carries of one indicator; null is what is not known. */
export interface ToldFigure {
  readonly category: Indicator;
  readonly total: Told;
  readonly certificate: Readonly<Record<'remainder' | 'bound' | 'residual', Told>>;
  /** One standard deviation, where exchanges tell how uncertain they are. */
  readonly deviation?: Told;
}

/** A flow across the border of a model that no indicator counts. */
interface UncountedFlow {
  readonly flow: string;
  readonly name: string;
  readonly kind: 'emission' | 'resource' | 'purchase';
  readonly amount: Told;
  readonly unit: string;
}

/** What an amount of a product carries of every indicator. */
export interface FiguresAnswer {
  readonly product: string;
  readonly name: string;
  readonly unit: string;
  readonly amount: number;
  readonly figures: readonly ToldFigure[];
  /** What crosses the border for it and is counted by no indicator: the largest of them, and how many there are. */
  readonly uncounted: readonly UncountedFlow[];
  readonly uncountedCount: number;
}

/** The account of one indicator. */
export type ModelAccount = ToldAccount & {
  readonly model: string;
  readonly version: string;
  readonly warnings: readonly WireProblem[];
  readonly energyReturn?: { readonly delivered: number; readonly invested: number; readonly ratio: Told };
};

/** A product with all that its page shows; a model without indicators has no account. */
export interface OpenedProduct {
  readonly model: ModelWhole;
  readonly figures: FiguresAnswer;
  readonly account?: ModelAccount;
}
