import { measure } from './measure.ts';

// The same as in Node, in a worker of the browser: takes a shape and the rounds, answers what was measured.
self.onmessage = ({ data }: MessageEvent<{ shape: Parameters<typeof measure>[0]; rounds: number }>) => {
  self.postMessage(measure(data.shape, data.rounds, () => [performance.now()]));
};
