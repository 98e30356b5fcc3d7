import { type Place, writePlace, writeQuery } from '../../state/url.ts';
import { type ModelsQuery, query } from './view.ts';

/** Where a model, or a product of it, is shown. */
export const modelAddress = ({ network }: Pick<Place, 'network'>, asked: Partial<ModelsQuery> = {}): string =>
  writePlace({ network, view: 'models', search: writeQuery(query, asked) });
