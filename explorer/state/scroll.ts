/** What keeping the scroll position needs of the browser. */
export interface ScrollWindow {
  readonly scrollY: number;
  readonly innerHeight: number;
  scrollTo(x: number, y: number): void;
  requestAnimationFrame(callback: () => void): number;
}

interface Stay {
  readonly view: ScrollWindow;
  /** How high the page is at present. */
  readonly height: () => number;
  /** How many frames a page may take until it is as high as it was. */
  readonly frames: number;
}

/** Where the reader stood on each page of the history, by the key of its entry. */
export function scrollKeeper({ view, height, frames }: Stay) {
  const places = new Map<string, number>();
  let going = 0;
  return {
    /** Notes where the reader stands before another page is shown. */
    leave(key: string) {
      places.set(key, view.scrollY);
    },
    /** Goes to where the reader stood as soon as the page, which loads again, is high enough; gives up when it stays low. */
    come(key: string) {
      const to = places.get(key) ?? 0;
      const mine = ++going;
      const attempt = (left: number) => {
        if (mine !== going) return;
        if (height() >= to + view.innerHeight || left === 0) view.scrollTo(0, to);
        else view.requestAnimationFrame(() => attempt(left - 1));
      };
      view.requestAnimationFrame(() => attempt(frames));
    },
    /** Another movement of the reader ends a return that is still waiting. */
    stop() {
      going += 1;
    },
  };
}
