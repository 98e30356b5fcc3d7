import { type AllocationCase, run as allocation } from './allocation.ts';
import type { CaseResult } from './check.ts';
import { type EventEffectsCase, run as eventEffects } from './event-effects.ts';
import { type InputOutputCase, run as inputOutput } from './input-output.ts';
import { type LotCase, run as lotFootprints } from './lot-footprints.ts';
import { type DemandsCase, runDemands, runVariants, type VariantsCase } from './matrix-demands.ts';
import { type MatrixCase, run as matrixSystem } from './matrix-system.ts';
import { type MakeUseCase, run as makeUse } from './make-use.ts';
import { type RegionalCase, run as regionalised } from './regionalised.ts';
import { run as sharing, type SharingCase } from './sharing.ts';
import { type ThresholdCase, run as thresholdRows } from './threshold-rows.ts';
import { run as provenance, type TraceCase } from './trace.ts';

/** The runner of each kind of case (cases/FORMATS.md); `folder` is where its file lies, from which it may name others. */
export const runners: Readonly<Record<string, (given: never, folder?: string) => CaseResult>> = {
  'event-effects': (given: EventEffectsCase) => eventEffects(given),
  planning: (given: EventEffectsCase) => eventEffects(given),
  claim: (given: EventEffectsCase) => eventEffects(given),
  'event-effects+validation': (given: EventEffectsCase) => eventEffects(given),
  'algorithm:trace': (given: TraceCase) => provenance(given),
  'matrix-system': (given: MatrixCase) => matrixSystem(given),
  'matrix-demands': (given: DemandsCase) => runDemands(given),
  'matrix-variants': (given: VariantsCase) => runVariants(given),
  'input-output': (given: InputOutputCase) => inputOutput(given),
  'make-use': (given: MakeUseCase, folder) => makeUse(given, folder),
  'lot-footprints': (given: LotCase) => lotFootprints(given),
  allocation: (given: AllocationCase) => allocation(given),
  regionalised: (given: RegionalCase) => regionalised(given),
  'threshold-rows': (given: ThresholdCase) => thresholdRows(given),
  sharing: (given: SharingCase) => sharing(given),
};
