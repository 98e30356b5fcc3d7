import type { about as english } from '../en/about.ts';

export const about: typeof english = {
  close: 'Sluiten',
  meaning: 'Wat het zegt',
  term: 'Hoe het vakgebied het noemt',
  value: 'Hier is het',
  unit: 'Eenheid',
  coverage: 'Wat het dekt',
  method: 'Methode',
  certificate: 'Hoe precies het is',
  events: 'Waarop het rust',
  toEvents: 'de gebeurtenissen van de periode, in het grootboek',
  terms: {
    intensity: {
      title: 'Wat één ervan draagt',
      plain:
        'Alles wat gebeurde voor het er was, van het veld tot de deur, opgeteld en gedeeld door hoeveel er gemaakt is: wat verbrand, gekocht, versleten en vervoerd werd. Wat samen gemaakt is deelt het volgens een regel.',
      term: 'Cumulatieve intensiteit van een product (van wieg tot poort), het gemiddelde van de loten van de periode.',
    },
    delivered: {
      title: 'Wat al het geleverde draagt',
      plain:
        'De hoeveelheid die het netwerk verliet, maal wat één ervan draagt. Wat nog in voorraad staat zit er niet in.',
      term: 'Voetafdruk van de eindleveringen.',
    },
    primary: {
      title: 'Deel uit eigen gegevens',
      plain:
        'Welk deel volgt uit wat het netwerk zelf noteerde als verbrand of uitgestoten. De rest volgt uit cijfers die anderen publiceerden voor wat gekocht werd.',
      term: 'Aandeel primaire gegevens.',
    },
    remainder: {
      title: 'Wat niet gevolgd is',
      plain:
        'Een keten van leveringen heeft geen einde. Ze wordt gevolgd zover het ertoe doet; de rest wordt exact als één som berekend, en geen tak die wegbleef kan meer verbergen dan de grens.',
      term: 'Rest van de doorloop: intensiteiten maal de overblijvende vraag; begrensd door bruto-intensiteiten, waarin kredieten niets terugnemen.',
    },
    quotient: {
      title: 'Voetafdruk tegenover het aandeel',
      plain:
        'Wat het netwerk in een jaar veroorzaakte, gedeeld door het deel van de grens van de wereld dat volgens de gekozen regel het zijne is. 100 % betekent dat het aandeel op is.',
      term: 'Absoluut duurzaamheidsquotiënt: score over toegewezen budget, beide van één methode, versie en eenheid.',
    },
    returned: {
      title: 'Wat terugkeert',
      plain:
        'Het deel van alles wat stroomt dat teruggaat naar waar het vandaan kwam, zodat het rondgaat: gist, flessen, graan dat compost wordt dat graan wordt.',
      term: 'Aandeel van de stroom op terugkoppelende pijlen: het minste dat men moet doorsnijden opdat niets rondloopt.',
    },
    largestFlow: {
      title: 'Wat stroomt',
      plain:
        'Alles wat in de periode in één richting ging tussen twee van hen, opgeteld uit de gebeurtenissen. Een verbetering telt in de plaats van wat ze verbetert.',
      term: 'Samengevoegde stroom van de laag, met verbeteringen verrekend.',
    },
    placed: {
      title: 'Wat tussen plaatsen bewoog',
      plain:
        'Wat de gebeurtenissen vertellen over waar dingen waren, opgeteld per plaats. Wat geen plaats heeft staat niet op de kaart, en hoeveel dat is staat ernaast.',
      term: 'Stromen van herkomst en bestemming, naar dekking.',
    },
    surplus: {
      title: 'Wat opnieuw gebruikt kan worden',
      plain:
        'Wat in de periode weggegooid, weggegeven of over was of stilstaat, gehouden tegen wat anderen nodig hadden. Het zegt wat zou kunnen, niet wat bespaard is.',
      term: 'Paren van verwacht overschot en behoefte; vermeden last telt niet mee.',
    },
    balance: {
      title: 'In, uit en de kloof',
      plain:
        'Alles wat erin ging moet ergens zijn: in wat eruit kwam, in voorraad, in wat als verlies gemeld is. Wat overblijft is niet verklaard, tenzij het van een soort is die niemand meet, zoals stoom.',
      term: 'Balans van een laag: in = uit + verandering van voorraad + gemeld verlies + onverklaard.',
    },
  },
};
