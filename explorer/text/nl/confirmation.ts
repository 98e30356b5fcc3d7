import type { confirmation as english } from '../en/confirmation.ts';

export const confirmation: typeof english = {
  waits: (who) => `Wacht tot ${who} het bevestigt.`,
  confirmed: (who) => `Bevestigd door ${who}.`,
  differs: (who, said, recorded) => `${who} zegt ${said}; genoteerd is ${recorded}. Beide cijfers blijven staan.`,
  note: 'Leveringsbon',
};
