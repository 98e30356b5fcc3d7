import type { Opened } from '../../worker/world.ts';
import type { Saver } from './saver.svelte.ts';
import type { PlansQuery } from './view.ts';

/** What was typed and not sent: it is there again when the form is opened anew. */
export interface Kept {
  read<T>(): Partial<T>;
  write(typed: unknown): void;
}

/** What every form of this view is given. */
export interface FormProps {
  readonly opened: Opened;
  readonly saver: Saver;
  /** Who the reader is, if that is known. */
  readonly me: string;
  readonly kept: Kept;
  /** Closes the form once something was recorded, and goes to what it made. */
  readonly leave: (change?: Partial<PlansQuery>) => void;
  readonly newId: () => string;
}
