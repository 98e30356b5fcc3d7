import { serveThread } from '../../../api/compute/serve-thread.ts';

/** Functions that a thread of a test serves. */
const jobs = {
  double: (value: number) => value * 2,
  fail: (reason: string) => {
    throw new Error(reason);
  },
  forever: (_: null) => {
    for (let turn = 0; ; turn++) if (turn < 0) return turn;
  },
  leave: (code: number) => process.exit(code),
};

export type ThreadJobs = typeof jobs;

serveThread(jobs);
