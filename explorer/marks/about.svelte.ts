import type { AboutFigure } from './about.ts';

let asked = $state.raw<AboutFigure>();

/** The figure that the reader asks about: one at a time, and one panel for all of a page. */
export const about = {
  get asked(): AboutFigure | undefined {
    return asked;
  },
  ask(figure: AboutFigure): void {
    asked = figure;
  },
  close(): void {
    asked = undefined;
  },
};
