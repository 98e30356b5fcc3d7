import { flowJobs } from './flows.ts';
import { footprintJobs } from './footprints.ts';
import { mapJobs } from './map.ts';
import { recordJobs } from './record.ts';
import { reuseJobs } from './reuse.ts';
import { thresholdJobs } from './thresholds.ts';
import { traceJobs } from './trace.ts';

/** What is computed from an opened network, by name: in the worker of a page, or beside the API. */
export const jobs = {
  ...recordJobs,
  ...flowJobs,
  ...mapJobs,
  ...reuseJobs,
  ...thresholdJobs,
  ...traceJobs,
  ...footprintJobs,
};

type AllJobs = typeof jobs;
export type JobName = keyof AllJobs;
export type JobInput<N extends JobName> = Parameters<AllJobs[N]>[1];
export type JobResult<N extends JobName> = Awaited<ReturnType<AllJobs[N]>>;
