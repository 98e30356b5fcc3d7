import type { Facts } from '../../1-record/facts.ts';
import type { Indicator } from '../background.ts';
import type { BackgroundReader } from '../background-reader.ts';
import type { Lifetime } from './durable.ts';
import type { LotPlan } from './lot-moves.ts';
import type { Allocator } from './share.ts';

/** What all periods of a footprint share. */
export interface LotContext {
  readonly plan: LotPlan;
  readonly facts: Facts;
  readonly indicator: Indicator;
  readonly background: BackgroundReader;
  readonly allocator: Allocator;
  readonly lifetimes: ReadonlyMap<string, Lifetime>;
}
