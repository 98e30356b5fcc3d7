/** How a ribbon is drawn beside its shape. */
export interface RibbonLook {
  /** 1 to 8. */
  readonly hue: number;
  /** 0 to 3: none, dots, lines along, crosses. */
  readonly texture: number;
  readonly sure: 'measured' | 'published' | 'unknown';
  readonly title: string;
  /** Whether it stands out from the others without being pointed at. */
  readonly stress?: boolean;
  /** quiet: recorded, in the background of what could be; possible: what could be. */
  readonly tone?: 'quiet' | 'possible';
}

/** How the bar of a node is drawn. */
export interface BarLook {
  readonly kind: string;
  readonly title: string;
  /** What it loses, in words. */
  readonly loss?: string;
}
