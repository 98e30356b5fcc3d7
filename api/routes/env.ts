import type { Problem } from '../../engine/0-base/problem.ts';
import type { Subject } from '../access/can.ts';
import type { Door } from '../access/door.ts';
import type { Gate } from '../access/gate.ts';
import type { Limits } from '../access/limits.ts';
import type { Sights } from '../access/visibility/sights.ts';
import type { AskApi } from '../compute/ask.ts';
import type { Compute } from '../compute/compute.ts';
import type { House } from '../store/house.ts';
import type { ApiDocument } from './document.ts';

/** How far something long has come. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** How long a body may take: between two parts of it, and all of it. */
export interface Patience {
  readonly idleMs: number;
  readonly totalMs: number;
}

/** What the routes work with. The house is undefined until it is open. */
export interface Services {
  readonly house: () => House | undefined;
  readonly progress: () => Progress | undefined;
  /** What went wrong while the server came up and stays so until it starts again. */
  readonly trouble: () => readonly Problem[];
  readonly gate: Gate;
  /** How the server is reached; from this machine alone unless told. */
  readonly door?: Door;
  readonly compute: Compute;
  /** Aborted when the server is told to stop: what has no end of its own ends then. */
  readonly stop: AbortSignal;
  /** Folder of the datasets. */
  readonly datasets: string;
  /** How long a body may take; the usual times unless told. */
  readonly patience?: Patience;
  readonly version: string;
  /** Writes a line to the operator. */
  readonly note: (line: string) => void;
}

export type Env = {
  Variables: {
    services: Services;
    limits: Limits;
    subject: Subject;
    /** Under which name the subject's frames stand in the journal. */
    author: string;
    /** Judges who sees what. */
    sights: Sights;
    /** The house as the subject may use it, and what is computed for them. */
    house: House;
    compute: Compute;
    /** As whom the subject looks: the same for those who see the same. */
    eyes: string;
    document: () => ApiDocument;
    /** Asks this interface for another of its addresses, as whoever asks. */
    ask: AskApi;
  };
};
