/** What is said of a delivery by its other side; it comes with the views that tell it. */
export const confirmation = {
  waits: (who: string) => `Waits for ${who} to confirm it.`,
  confirmed: (who: string) => `Confirmed by ${who}.`,
  differs: (who: string, said: string, recorded: string) =>
    `${who} says ${said}; recorded is ${recorded}. Both figures stay.`,
  note: 'Delivery note',
};
