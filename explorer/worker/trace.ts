import { layoutTrace, type PlacedTrace, type TraceDrawing } from '../views/ledger/trace/layout.ts';
import type { World } from './world.ts';

/** The jobs of the pictures of where a stock came from and went. */
export const traceJobs = { tracePicture: (_: World, drawing: TraceDrawing): PlacedTrace => layoutTrace(drawing) };
