import type { Opened } from '../../worker/world.ts';
import type { Saver } from './saver.svelte.ts';
import type { PlansQuery } from './view.ts';

/** What every form of this view is given. */
export interface FormProps {
  readonly opened: Opened;
  readonly saver: Saver;
  /** Who the reader is, if that is known. */
  readonly me: string;
  /** Closes the form, and goes to what it made. */
  readonly leave: (change?: Partial<PlansQuery>) => void;
  readonly newId: () => string;
}
