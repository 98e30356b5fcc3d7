/** One thing to choose. */
export interface Option {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
}
