import { counted } from '../counted.ts';
import type { reuse as english } from '../en/reuse.ts';

/** Everything that the reuse view says beside its name and those of its tables, in Dutch. */
export const reuse: typeof english = {
  controls: 'Welk hergebruik getoond wordt',
  period: 'Periode',
  lastYear: 'Het laatste jaar',
  show: 'Paren',
  shows: { all: 'Alle', plausible: 'Kunnen samen', unknown: 'Uit te zoeken', rejected: 'Afgewezen' },
  who: 'Van wie',
  everybody: 'Iedereen',
  loading: 'Zoekt wat opnieuw gebruikt kan worden',
  finding: {
    some: (plausible, surpluses, period) =>
      `${period}: ${counted(surpluses, 'overschot is', 'overschotten zijn')} bekend, en ${counted(plausible, 'combinatie met wat iemand nodig heeft is', 'combinaties met wat anderen nodig hebben zijn')} aannemelijk.`,
    largest: (amount, thing, holder, needed, taker, distance) =>
      `De grootste: ${amount} ${thing} van ${holder} naar ${taker}, in plaats van ${needed}; ${distance}.`,
    none: (surpluses, period) =>
      surpluses === '0'
        ? `${period}: er is niets bekend dat afval werd, als bijproduct vertrok of ongebruikt staat.`
        : `${period}: geen van de ${counted(surpluses, 'overschot', 'overschotten')} past hier bij een behoefte; de redenen staan hieronder.`,
    others: (unknown, rejected) =>
      `Bij ${counted(unknown, 'paar', 'paren')} moet eerst iets uitgezocht worden; ${rejected} ${rejected === '1' ? 'is' : 'zijn'} afgewezen, elk met zijn reden.`,
    notCompared: (count) =>
      `${counted(count, 'paar heeft', 'paren hebben')} nog iets gemeen en ${count === '1' ? 'is' : 'zijn'} niet vergeleken: van zeer veel behoeften worden enkel de dichtste bekeken.`,
    notListed: (shown, all) => `${shown} van ${all} paren staan in de lijst, de zwaarste eerst.`,
  },
  scope:
    'Wat in de periode had kunnen verhuizen: niet meer dan er was, dan gevraagd werd en dan kon wachten. Wat daarmee bespaard zou zijn, wordt hier niet geteld.',
  carriage: (cost, currency, source) =>
    `Vervoer wordt gerekend aan ${cost} ${currency} per ton en kilometer (${source}).`,
  distance: (km) => `${km} km in vogelvlucht`,
  placeUnknown: 'afstand niet bekend: een plaats ontbreekt',
  table: {
    offered: 'Overschot',
    from: 'Van',
    needed: 'In plaats van',
    to: 'Voor',
    verdict: 'Kan het?',
    reason: 'Waarom wel of niet',
    amount: 'Had kunnen verhuizen',
    taken: 'Getekend',
    distance: 'Afstand',
    rhythm: 'Hoe vaak',
    events: 'Gebeurtenissen',
    eventsOf: 'de gebeurtenissen',
  },
  verdicts: { plausible: 'kan', unknown: 'uit te zoeken', rejected: 'nee' },
  amountUnknown: 'niet bekend',
  grounds: {
    specification: 'hetzelfde ding',
    class: (name) => `beide zijn ingedeeld als ${name}`,
    precedent: (kind, batches, factor) =>
      `${counted(batches, 'partij', 'partijen')} ${kind} namen het op en hadden per kilogram ${factor} kg minder nodig`,
    substitution: (low, high, source) =>
      `een kilogram vervangt ${low === high ? low : `${low} tot ${high}`} kg (${source})`,
  },
  obstacles: {
    holder: 'ze hebben en gebruiken het zelf',
    state: (offered, needed) => `het is ${offered || 'in geen opgegeven toestand'}, en nodig is ${needed}`,
    grade: (offered, needed) => `het is goed als ${offered}, en nodig is ${needed}`,
    grades: { food: 'voedsel', feed: 'veevoer', none: 'voedsel noch veevoer' },
    keeping: (days, condition, waits) =>
      `het blijft ${counted(days, 'dag', 'dagen')} goed${condition ? ` ${condition}` : ''}; ${waits ? `het zou ${waits} wachten` : 'daarna vraagt niemand erom'}`,
    moment: 'het kwam toen niemand er nog om vroeg',
    distance: (km) => `vervoer is de prijs waard tot ${km} km`,
    amounts: (share) => `de hoeveelheden passen niet: de ene is ${share} van de andere`,
    supplied: (by, km) => `ze krijgen het al van ${by}${km ? `, op ${km} km` : ''}`,
    promised: 'alles gaat naar een paar hierboven',
    mass: (thing) => `de massa van ${thing} is niet bekend`,
    condition: (what) => `eerst te weten: ${what}`,
  },
  rhythm: (times, every) =>
    every === ''
      ? counted(times, 'keer', 'keer')
      : `${counted(times, 'keer', 'keer')}, om de ${counted(every, 'dag', 'dagen')}`,
  days: (count) => counted(count, 'dag', 'dagen'),
  idle: (since) => `staat er sinds ${since}`,
  kinds: { waste: 'werd afval', outside: 'vertrok als bijproduct', idle: 'staat ongebruikt' },
  origins: { outside: 'van buiten gekocht', member: 'van een lid', own: 'zelf gemaakt' },
  sides: {
    what: 'Wat',
    who: 'Wie',
    how: 'Hoe',
    amount: 'Hoeveelheid',
    rhythm: 'Hoe vaak',
    partner: 'Meegenomen door',
    supplier: 'Van',
    work: 'Voor',
    place: 'Plaats',
    placeUnknown: 'niet bekend',
  },
  chart: {
    role: 'diagram van stromen en mogelijke stromen',
    help: 'Pijltjestoetsen volgen de stromen, Enter toont de paren van wie gekozen is, Escape toont weer alles, Home begint bij de grootste.',
    possible: (thing, from, to, amount) => `Mogelijk: ${amount} ${thing}, ${from} naar ${to}`,
    recorded: 'geregistreerd in de periode',
    couldBe: 'mogelijk, met hoeveelheid',
    notDrawn: (count) =>
      `${counted(count, 'paar heeft', 'paren hebben')} geen bekende massa en kunnen niet getekend worden.`,
    none: 'Er is geen paar dat kan en getekend kan worden; de tabel zegt waarom.',
  },
  panel: {
    close: 'Sluiten',
    surplus: (kind, amount, often) => `Overschot: ${kind}, ${amount}, ${often}.`,
    need: (kind, amount, often, origin) => `Behoefte: ${amount} voor ${kind}, ${often}, ${origin}.`,
    could: (amount) => `Had kunnen verhuizen: ${amount}.`,
    keeps: (days) => `Het blijft ${counted(days, 'dag', 'dagen')} goed.`,
    keepsUnknown: 'Hoe lang het goed blijft, is niet bekend.',
    events: (who, thing) => `De gebeurtenissen van ${thing} bij ${who}`,
    flows: (who) => `De stromen van ${who}`,
  },
  nothingRecorded: 'Er is nog niets geregistreerd waaruit een overschot blijkt.',
  howToRecord: [
    'Registreer wat naast het product uit het werk komt: bostel, zemelen, stro, brood dat overbleef.',
    'Geef het over aan wie het meeneemt, ook aan de afvalophaler; deel die organisatie in als afvalinzameling.',
    'Zeg bij het soort werk wat elke uitvoer is: product, herbruikbaar of afval. Een startpakket zegt dat al.',
  ],
  record: 'Registreer wat vertrok',
};
