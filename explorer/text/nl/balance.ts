import type { balance as english } from '../en/balance.ts';
import { counted } from '../counted.ts';

export const balance: typeof english = {
  title: 'Balans van een lid of van allen',
  network: 'het hele netwerk',
  titleOf: (name, when) => `Balans van ${name}, ${when}`,
  layer: 'Balans van',
  days: 'alle dagen',
  layers: {
    mass: 'Massa',
    'dry-mass': 'Droge stof',
    water: 'Water',
    carbon: 'Koolstof',
    nitrogen: 'Stikstof',
    phosphorus: 'Fosfor',
    energy: 'Energie',
    'energy-net': 'Energie, onderste verbrandingswaarde',
    'energy-gross': 'Energie, bovenste verbrandingswaarde',
    exergy: 'Exergie',
    price: 'Geld',
  },
  verdicts: {
    closed: 'sluit',
    expected: 'sluit met wat niemand meet',
    unexplained: 'sluit niet',
    unknown: 'niet te zeggen',
    added: 'toegevoegde waarde',
  },
  parts: {
    stock: { in: 'Uit voorraad genomen', out: 'In voorraad gelegd' },
    progress: { in: 'Was in bewerking', out: 'Nog in bewerking' },
    loss: (name) => `${name}, afgeschreven`,
    expected: 'Verwacht, niet gemeten',
    heat: 'Warmte die vertrok, niet gemeten',
    destroyed: 'Vernietigd',
    added: { in: 'Toegevoegde waarde', out: 'Verbruikte waarde' },
    gap: 'Niet verantwoord',
    beyond: 'Niet verklaard',
    open: { in: 'Open: er ging meer in dan bekend is', out: 'Open: er kwam meer uit dan bekend is' },
    others: (count) => `${count} kleinere`,
    substances: {
      oxygen: 'Zuurstof uit de lucht, niet gemeten',
      'carbon-dioxide': 'Koolzuurgas naar de lucht, niet gemeten',
      'water-vapour': 'Waterdamp, niet gemeten',
      loss: 'Gemorst of weggelopen, niet gemeten',
    },
  },
  sides: { in: 'In', out: 'Uit' },
  total: (side, amount) => `${side}: ${amount}`,
  notKnown: 'niet bekend',
  finding: {
    both: (into, out) => `van ${into} in kwam ${out} uit`,
    onlyIn: (into) => `er ging ${into} in, en er kwam nog niets uit`,
    onlyOut: (out) => `er kwam ${out} uit, en van niets is genoteerd dat het erin ging`,
    knownIn: (into) => `er ging ${into} in die bekend is`,
    knownOut: (out) => `er kwam ${out} uit die bekend is`,
    neither: 'er ging niets in en kwam niets uit dat bekend is',
    stockUp: (amount) => `${amount} ging in voorraad`,
    stockDown: (amount) => `${amount} kwam uit voorraad`,
    progress: (amount) => `${amount} is nog in bewerking`,
    progressDown: (amount) => `${amount} was al in bewerking`,
    loss: (amount) => `${amount} werd afgeschreven`,
    closes: 'er ontbreekt niets.',
    within: (amount, slack) => `${amount} is niet verantwoord, binnen wat weegschalen en meters zeggen (±${slack}).`,
    expected: (amount, low, high) =>
      `${amount} is niet verantwoord: dat is verwacht en wordt nooit gemeten, zoals waterdamp of gas (${low} tot ${high}).`,
    expectedIn: (amount, low, high) =>
      `er kwam ${amount} meer uit: dat is verwacht en wordt nooit gemeten, zoals water dat onderweg ontstaat (${low} tot ${high}).`,
    heat: (amount) => `${amount} vertrok als warmte die niemand meet.`,
    beyondIn: (amount, beyond) => `${amount} is niet verantwoord; ${beyond} daarvan is meer dan verwacht. Kijk het na.`,
    beyondOut: (amount, beyond) =>
      `er kwam ${amount} meer uit dan erin ging; niets dat verwacht is verklaart ${beyond} daarvan. Kijk het na.`,
    open: (amount, names) =>
      `${amount} blijft open: wat één eenheid ${names} bevat staat niet vast, dus valt niet te zeggen of het sluit.`,
    some: (names, count) => `${names} en nog ${count}`,
    openOnly: (amount) => `${amount} blijft open: nog niet alles kwam eruit of is genoteerd.`,
    added: (amount) => `${amount} waarde werd toegevoegd. Geld blijft niet behouden, dus er ontbreekt niets.`,
    spent: (amount) => `er ging ${amount} meer in dan eruit kwam. Geld blijft niet behouden, dus er ontbreekt niets.`,
    others: (closed, all) =>
      closed !== all
        ? `${closed} van ${all} lagen waarvan het te zeggen is, sluiten.`
        : all === '1'
          ? `Van ${all} laag is het te zeggen, en die sluit.`
          : `Alle ${all} lagen waarvan het te zeggen is, sluiten.`,
    wrong: (names) => `Niet: ${names}.`,
    unpriced: (names) => `Van ${names} staat geen prijs vast, dus zij tellen niet mee.`,
  },
  efficiency: {
    energy: (share, lost) => `Energierendement ${share}: ${lost} kwam niet uit in goederen en vertrok als warmte.`,
    exergy: (share, destroyed) =>
      `Exergierendement ${share}: ${destroyed} exergie werd vernietigd, die arbeid had kunnen leveren en dat niet meer kan.`,
    exergyLeft: (amount) => `${amount} ervan vertrok met stromen die niemand meet.`,
  },
  explanations: {
    head: 'Wat het zou verklaren',
    slip: (recorded, thing, meant) =>
      `${recorded} ${thing} lijkt verkeerd getikt: met ${meant} sluiten alle balansen. Kijk naar de gebeurtenis en verbeter haar als dat zo is.`,
    unmeasured: (amount, flow) =>
      `Ongeveer ${amount} die vertrekt door ${flow} zou het sluiten. Gebeurt dat hier, zeg het dan bij de soort werk, als verwachte stroom.`,
    property: (layer, unit, thing) => `Zeg hoeveel ${layer} één ${unit} ${thing} bevat, dan is het te zeggen.`,
    propertyNeeded: (layer, unit, thing, needed) =>
      `Zeg hoeveel ${layer} één ${unit} ${thing} bevat; ${needed} zou de balans sluiten.`,
    look: 'Bekijk de gebeurtenis',
    flows: {
      vapour: 'waterdamp',
      respiration: 'ademhaling',
      fermentation: 'gistingsgas',
      combustion: 'verbranding van gas',
      'combustion-of-diesel': 'verbranding van diesel',
      'combustion-of-liquefied-gas': 'verbranding van vloeibaar gas',
      'combustion-of-wood': 'verbranding van hout',
      loss: 'morsen',
    },
  },
  nothing: (layer) =>
    `Van niets hier staat de inhoud aan ${layer} vast. Zeg hoeveel één eenheid van elk ding ervan bevat, of kies een andere laag.`,
  nothingAtAll: 'Hier is in deze dagen niets genoteerd. Kies andere dagen, of noteer wat erin ging en eruit kwam.',
  notTold: (names) => `Van niets hier staat de inhoud vast in: ${names}.`,
  notShared:
    'Er wordt geen balans getekend: in deze dagen gebeurde hier niets, of een deel ervan is niet met u gedeeld. Wie alles ziet, kan haar tekenen.',
  lead: 'In is wat erin ging plus wat uit voorraad kwam; uit is wat eruit kwam, in voorraad ging of werd afgeschreven. Beide kanten staan op één schaal.',
  tolerance: 'Een gat van hoogstens 1 % van de grootste kant telt als gesloten.',
  borrowed: (name, source) =>
    `Van ${name} staat zo’n verbrandingswaarde niet vast; een gepubliceerde staat ervoor in: ${source}.`,
  reconciled: {
    caption: 'Gemeten naast wat elke balans zou sluiten',
    agrees: (days) =>
      `Tegen elkaar gehouden komen de metingen van allen in het netwerk overeen, binnen wat weegschalen en meters zeggen (${days}).`,
    disagrees: (days, count) =>
      `Tegen elkaar gehouden spreken de metingen in het netwerk elkaar tegen (${days}); ${counted(count, 'cijfer is', 'cijfers zijn')} verdacht.`,
    suspect: (recorded, what, day, estimate) =>
      `Verdacht: ${recorded} ${what}${day}. De andere geven er ${estimate} aan.`,
    meant: (meant) => `Waarschijnlijk was ${meant} bedoeld.`,
    whatToDo: 'Kijk naar de bon; was het verkeerd getikt, verbeter het dan. Wat genoteerd is blijft tot u dat doet.',
    alike: (count) =>
      `De balansen alleen kunnen het niet onderscheiden van ${counted(count, 'ander cijfer', 'andere cijfers')}; bekijk ook die.`,
    elsewhere: (count) =>
      `Elders ${counted(count, 'verdacht cijfer', 'verdachte cijfers')}: bekijk de balans van het hele netwerk.`,
    assumed: (part, count) =>
      `Voor ${counted(count, 'cijfer', 'cijfers')} zegt niemand hoe nauwkeurig het is; ${part} werd aangenomen. Wat genoteerd is blijft zoals het is.`,
    more: (shown, total) => `${shown} van ${total} cijfers staan er, die het meest verschillen eerst.`,
    none: (layer) =>
      `Metingen worden niet tegen elkaar gehouden in ${layer}, want het gaat niet onveranderd verder; kies massa, water, koolstof, stikstof of fosfor.`,
    failed: 'Wat gemeten werd kon nu niet tegen elkaar worden gehouden.',
    kinds: {
      event: 'genoteerd',
      opening: 'vooraf in voorraad',
      closing: 'achteraf in voorraad',
      count: 'geteld',
      expected: 'verwacht, niet gemeten',
    },
    standings: {
      redundant: 'ook door andere gezegd',
      measured: 'alleen gemeten',
      determined: 'volgt uit andere',
      unknown: 'niet bekend',
    },
    suspectMark: 'verdacht: bekijk het',
    columns: {
      day: 'Wanneer',
      what: 'Wat',
      where: 'Waar',
      kind: 'Hoe het bekend is',
      recorded: 'Genoteerd',
      deviation: 'Bekend op ±',
      adjusted: 'Zou alles sluiten',
      adjustedDeviation: 'Dan op ±',
      difference: 'Verschil',
      standing: 'Teken',
    },
  },
  table: {
    caption: (name, layer) => `${name}: balans van ${layer}`,
    columns: {
      side: 'Kant',
      what: 'Wat',
      kind: 'Hoe het bekend is',
      amount: 'Hoeveelheid',
      low: 'Minstens',
      high: 'Hoogstens',
      adjusted: 'Zou alles sluiten',
    },
    kinds: {
      thing: 'genoteerd',
      stock: 'verandering van voorraad',
      loss: 'afgeschreven',
      expected: 'verwacht, niet gemeten',
      destroyed: 'vernietigd, berekend',
      added: 'verschil in waarde',
      gap: 'niet verantwoord, binnen de speling',
      beyond: 'niet verklaard: kijk na',
      open: 'open',
    },
    unknown: 'inhoud staat niet vast',
  },
  overview: {
    caption: (name) => `${name}: elke laag`,
    columns: {
      layer: 'Laag',
      in: 'In',
      out: 'Uit',
      stock: 'Voorraadverandering',
      loss: 'Afgeschreven',
      unaccounted: 'Niet verantwoord',
      low: 'Verwacht minstens',
      high: 'Verwacht hoogstens',
      efficiency: 'Rendement',
      unit: 'Eenheid',
      verdict: 'Zegt',
    },
  },
};
