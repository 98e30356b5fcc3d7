interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
}

/** An outline of a map. */
export interface MapShape {
  readonly id: string;
  readonly path: string;
  readonly kind: string;
  /** How dark its fill is, 0 to 4; undefined where there is no rate. */
  readonly step: number | undefined;
  readonly label: Label | undefined;
  readonly title: string;
  /** Whether the keyboard passes it over. */
  readonly quiet: boolean;
}

/** What goes from one point of a map to another. */
export interface MapStroke {
  readonly id: string;
  readonly path: string;
  readonly width: number;
  readonly unknown: boolean;
  readonly head: string;
  /** 1 to 8. */
  readonly hue: number;
  /** 0 to 3: none, dots, lines, crosses. */
  readonly texture: number;
  /** Pale, behind the others. */
  readonly small: boolean;
  readonly title: string;
  readonly raised: boolean;
  readonly faint: boolean;
}

/** A point of a map. */
export interface MapDot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly hollow: boolean;
  /** Where it lies, when it is drawn beside that. */
  readonly origin: readonly [x: number, y: number] | undefined;
  readonly label: Label | undefined;
  readonly title: string;
}

/** Where something crosses the frame of a map. */
export interface MapGate {
  readonly side: string;
  readonly path: string;
  readonly label: Label;
}

/** How long a distance is on a map. */
export interface MapBar {
  readonly pixels: number;
  readonly text: string;
}
