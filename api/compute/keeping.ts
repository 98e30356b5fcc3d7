import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { listDatasets } from '../interchange/dataset.ts';
import type { ModelFileType } from '../interchange/model-file.ts';
import type { ModelAbout } from './local-model.ts';
import type { ModelUnderstood } from './model-understood.ts';

/** Bytes of a file with a model. */
export const modelFileLimit = 64 * 1024 * 1024;

/** Problems that are kept and told of a model. */
const mostProblems = 200;

/** What a model may be called. */
export const modelNameForm = 'a name of small letters, digits and hyphens, at most 64 of them';
export const modelName = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** What whoever brings a model in says of it. */
export interface SaidOfModel {
  readonly name: string;
  readonly version: string;
  readonly licence?: string | undefined;
  readonly source?: string | undefined;
  readonly currency: string;
}

/** What stands in the way of keeping a model: a licence that nobody told, a name that a dataset of the house has. */
export async function keepingProblems(folder: string, { name, licence }: SaidOfModel): Promise<Problem[]> {
  const taken = (await listDatasets(folder)).some(({ value }) => value?.name === name);
  const expected = 'a name that no dataset of the house has';
  return [
    ...(taken ? [problem('parameter.invalid', '', { field: 'name', value: name, expected })] : []),
    ...(licence === undefined ? [problem('field.missing', '/licence', { field: 'licence' })] : []),
  ];
}

/** What is kept of a model beside its bytes: what was understood of it, and what was said. */
export function aboutModel(
  { problems, ...read }: ModelUnderstood,
  { version, licence, source, currency }: SaidOfModel,
  type: ModelFileType,
): ModelAbout {
  const said = { version, ...(licence !== undefined && { licence }), ...(source !== undefined && { source }) };
  return { ...read, problems: problems.slice(0, mostProblems), ...said, currency, type };
}
