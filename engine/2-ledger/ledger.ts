export { admit } from './admit.ts';
export { stockOf } from './head.ts';
export { emptyLedger, idsNeeded, load } from './load.ts';
export type {
  AdmitContext,
  Admission,
  Head,
  Ledger,
  Loaded,
  LoadedEvent,
  LoadedHead,
  LoadedPromise,
  LedgerRecord,
} from './state.ts';
export type { EventEffects } from './effect.ts';
