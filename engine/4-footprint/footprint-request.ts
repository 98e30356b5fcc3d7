import type { Facts } from '../1-record/facts.ts';
import type { FlowTable } from '../3-flow/columns.ts';
import type { AllocationChoice } from './allocation-choice.ts';
import type { Background, Indicator } from './background.ts';
import type { BiogenicRule } from './figure-source.ts';

/** What footprints are drawn from. */
export interface FootprintRequest {
  /** All flows of the network; corrections are netted here if they are not yet. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly background: Background;
  readonly indicator: Indicator;
  /** YYYY or YYYY-MM. */
  readonly period: string;
  /** How biogenic carbon counts; `zero` unless told. */
  readonly biogenic?: BiogenicRule | undefined;
  /** The dataset or model whose rows stand in for whatever is linked to it; all else is as it was linked last. */
  readonly dataset?: string | undefined;
  /** Rules of allocation that count for this answer instead of the recorded ones. */
  readonly allocation?: AllocationChoice | undefined;
}
