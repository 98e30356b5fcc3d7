import type { seen as english } from '../en/seen.ts';
import { counted } from '../counted.ts';

export const seen: typeof english = {
  of: 'Van wie',
  choose: 'Kies',
  forAll: 'U handelt hier voor niemand in het bijzonder en mag alles zien. Kies van wie u het wilt bekijken.',
  through: 'Wie kijkt',
  eyes: {
    network: 'Alle leden',
    public: 'Iedereen',
    partner: (name) => `${name} (partner)`,
  },
  finding: ({ who, many, of, total, whole, part, none }) =>
    `Van ${of === undefined ? 'uw ' : ''}${counted(total, 'gebeurtenis', 'gebeurtenissen')}${of === undefined ? '' : ` van ${of}`} ${many ? 'zien' : 'ziet'} ${who} ${whole === total ? 'alles geheel' : `er ${whole} geheel, ${part} deels en ${none} niet`}.`,
  who: { network: 'alle leden', public: 'iedereen' },
  closed:
    'Dit netwerk laat niemand lezen die geen lid is; nu ziet dus niemand anders iets. Dit zouden ze zien als een beheerder het voor iedereen opende.',
  forNobody:
    'U handelt hier voor niemand, dus is hier niets van u. Vraag een beheerder om u uit te nodigen als iemand die handelt voor uw bedrijf of groep.',
  noAgents: 'In dit netwerk is nog niemand genoteerd. Importeer eerst de leden.',
  usual: 'Wie ziet wat van mij is',
  usualOf: (agent) => `Wie mag zien wat ${agent} doet`,
  usualHow:
    'Het geldt overal waar de gebeurtenis noch haar batch iets zegt. Waar twee deelnemen, beslist wie het minst deelt.',
  neverHead: 'Wat niet veranderd kan worden',
  never:
    'Wat een gebeurtenis zelf zegt, wordt gezegd als ze genoteerd wordt en blijft zo. Wie iets gelezen heeft, heeft het gelezen. Een batch en deze keuze kunnen altijd veranderd worden; dat geldt ook voor hun vroegere gebeurtenissen.',
  asUsual: (level) => `Zoals gewoonlijk: ${level.toLowerCase()}`,
  levels: {
    own: 'Alleen wie deelneemt',
    partner: 'Met wie we te maken hebben',
    network: 'Alle leden',
    public: 'Iedereen, waar het netwerk open is',
  },
  change: 'Verander',
  changing: 'Bezig',
  changed: (before) => `Het is veranderd. Daarvoor: ${before.toLowerCase()}.`,
  undo: 'Maak ongedaan',
  undone: (now) => `Het is weer zoals tevoren: ${now.toLowerCase()}.`,
  conflict: (now) =>
    `Iemand anders heeft dit intussen veranderd: ${now.toLowerCase()}. Er is niets overschreven; kijk opnieuw en kies nog eens.`,
  whoMay: 'Wie dit mag zien',
  whoHow: 'Het blijft zoals het genoteerd wordt.',
  border: {
    title: 'Wat ze krijgen van wat apart blijft',
    how: 'Geen batch, geen recept: wat van anderen binnenkwam, wat naar anderen ging, en wat één eenheid daarvan meedraagt. Binnen en weg zijn alles wat genoteerd is.',
    failed: 'Wat ze ervan krijgen kon niet berekend worden. De rijen hieronder kloppen.',
    in: 'Kwam binnen',
    out: 'Ging weg',
    carries: (period) => `Draagt mee, ${period}`,
    nothing: 'niets',
    incomplete: 'niet alles is bekend',
    notShared: '“Niet gedeeld”, één som per maand',
    untold: 'iets, te weinig om een hoeveelheid te noemen',
    more: (count) => `nog ${count}`,
  },
  latest: 'Rij per rij',
  mine: 'U ziet',
  theirs: 'Zij zien',
  extents: { whole: 'alles', part: 'een deel', none: 'niets' },
  notShared: 'Niet gedeeld',
  without: (missing) => `Zonder ${missing.join(' en ')}.`,
  theBatch: 'welke batch het was',
  theStock: 'welke voorraad het was',
  noBatch: 'Zonder batch',
  ofBatch: (batch) => `Wie ${batch} mag zien`,
  fixed: (level) => `De gebeurtenis zegt zelf wie ze mag zien: ${level.toLowerCase()}. Dat blijft zo.`,
  decides: {
    corrected: () => 'Wie de gebeurtenis ziet die hiermee verbeterd wordt, ziet ook deze.',
    process: (batch) => `${batch} beslist wie dit mag zien; die is niet van u om te veranderen.`,
    agents: () => 'Wie deelneemt beslist, door wat hierboven gekozen is.',
  },
  empty: 'Er is nog niets genoteerd, dus ziet niemand iets.',
  more: 'Meer gebeurtenissen',
};
