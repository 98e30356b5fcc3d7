import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/** Starts a module in TypeScript in a thread of its own: its loader must be registered inside the thread. */
export function startModule(module: URL, workerData?: unknown, resourceLimits?: ResourceLimits): Worker {
  const common = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(common.replace(/\.cjs$/, '.mjs')).href;
  const [from, to] = [loader, module.href].map((each) => JSON.stringify(each));
  const code = `import(${from}).then(({ register }) => { register(); return import(${to}); })`;
  return new Worker(code, { eval: true, workerData, ...(resourceLimits && { resourceLimits }) });
}
