import type { ModelFile, ModelFileType } from '../interchange/model-file.ts';
import type { LocalModelHead, LocalModels } from '../store/local-models.ts';
import type { ModelUnderstood } from './model-understood.ts';
import type { ModelOrigin } from './models.ts';

/** What is kept of a model beside its bytes. */
export interface ModelAbout extends ModelUnderstood {
  readonly version: string;
  readonly licence?: string;
  /** Where it is from. */
  readonly source?: string;
  readonly currency: string;
  readonly type: ModelFileType;
}

/** A model to be asked: a key that tells it from all others, and where it is had when the thread does not hold it. */
export interface WantedModel {
  readonly key: string;
  readonly origin: () => Promise<ModelOrigin | undefined>;
}

/** A model that a network keeps, as it is asked. */
export function localModel(
  models: Pick<LocalModels, 'read'>,
  network: string,
  { name, hash, about: text }: LocalModelHead,
): { readonly about: ModelAbout; readonly wanted: WantedModel } {
  const about = JSON.parse(text) as ModelAbout;
  const { type, version, currency } = about;
  const origin = async () => {
    const bytes = await models.read(network, name);
    return bytes && { file: { name, type, version, currency, bytes } satisfies ModelFile };
  };
  return { about, wanted: { key: `${network} ${name} ${hash} ${version} ${currency}`, origin } };
}
