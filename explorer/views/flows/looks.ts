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

/** What the textures 1 to 3 repeat: dots, lines along, crosses. */
export const textures = [
  { width: 8, height: 8, d: 'M2 2h0.01M6 6h0.01', wide: 2.2 },
  { width: 8, height: 6, d: 'M0 3H8', wide: 1 },
  { width: 10, height: 10, d: 'M5 2.5V7.5M2.5 5H7.5', wide: 1.1 },
];
