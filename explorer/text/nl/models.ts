import { counted } from '../counted.ts';
import type { models as english } from '../en/models.ts';

export const models: typeof english = {
  loading: 'Modellen worden gelezen',
  finding: {
    count: (all, own) =>
      own === '0'
        ? `Met ${counted(all, 'model', 'modellen')} kan hier gerekend worden; het netwerk bewaart er nog geen van zichzelf.`
        : `Met ${counted(all, 'model', 'modellen')} kan hier gerekend worden; ${counted(own, 'is', 'zijn')} van het netwerk zelf.`,
    what: 'Een model vertelt wat dingen dragen die van buiten de boeken komen: databanken van processen (levenscyclusinventarissen) en tabellen van hele economieën (input-output).',
    kept: 'Met wat het netwerk voor zichzelf bewaart, rekenen alleen zijn leden. Het wordt nooit uitgevoerd: niet met het journaal, niet als gelinkte data, niet als lijst van zijn cijfers.',
  },
  list: {
    caption: 'Modellen waarmee hier gerekend kan worden',
    name: 'Model',
    kind: 'Soort',
    products: 'Producten',
    processes: 'Processen',
    indicators: 'Indicatoren',
    licence: 'Licentie',
    source: 'Bron',
    version: 'Versie',
    use: 'Mag dienen voor',
    kinds: {
      processes: 'processen',
      'make-use': 'aanbod- en gebruikstabellen',
      'input-output': 'input-outputtabel',
    },
    bundled: 'alles, volgens zijn licentie; hoort bij het huis',
    own: 'rekenen door leden; nooit uitgevoerd',
    untold: 'niet gezegd',
    all: 'Alle modellen',
  },
  empty: {
    title: 'Nog geen eigen model',
    how: 'Breng een databank binnen die je mag gebruiken: een export van openLCA (JSON-LD, zip), tabellen van sectoren (aanbod en gebruik, of Z, Y en F) of eigen processen in ons sjabloon. Ze wordt eerst bekeken; niets wordt bewaard voor jij het zegt.',
    notYou: 'Een beheerder van het netwerk brengt modellen binnen; vraag het aan een van hen.',
  },
  bring: {
    title: 'Een model binnenbrengen',
    file: 'Bestand: export van openLCA (.zip), tabellen (.zip, .xlsx, .csv) of ons sjabloon (.xlsx, .zip)',
    template: 'Ons sjabloon voor processen:',
    templates: { xlsx: 'werkboek', csv: 'één tabel (CSV)' },
    name: 'Korte naam',
    nameHint: 'kleine letters, cijfers en koppeltekens; zo noemen koppelingen het',
    nameWrong: 'Geef het een naam van kleine letters, cijfers en koppeltekens, zoals ecoinvent-3-10.',
    replaces: (name, version) =>
      `Er is een model ${name} (versie ${version}) van dit netwerk; dit bestand komt in zijn plaats.`,
    version: 'Versie',
    versionMissing: 'Zeg welke versie het is, zodat cijfers geciteerd kunnen worden.',
    licence: 'Licentie: onder welke voorwaarden je het hebt',
    licenceMissing: 'Zeg onder welke voorwaarden je het hebt; anders wordt het niet bewaard.',
    source: 'Bron',
    optional: 'mag leeg blijven',
    currency: 'Munt van tabellen van sectoren',
    reading: (file, size) => `${file} (${size}) wordt gelezen; een grote databank vraagt een minuut`,
    keeping: (name) => `${name} wordt bewaard`,
    read: (products, processes, flows, categories) =>
      `Het is gelezen: ${counted(products, 'product', 'producten')} van ${counted(processes, 'proces', 'processen')}, ${counted(flows, 'stroom', 'stromen')} over de grens, ${counted(categories, 'indicator', 'indicatoren')}.`,
    nothingCounted:
      'Geen indicator telt ook maar één van zijn stromen: het brengt geen factoren mee, en geen van de onze kent zijn stromen. Het kan bewaard worden, maar draagt geen cijfer.',
    keep: (name) => `${name} bewaren voor dit netwerk`,
    kept: (name) => `${name} is bewaard.`,
    other: 'Een ander bestand nemen',
    fileType: (name) => `${name} is geen .zip, .xlsx of .csv; bewaar het als een van deze.`,
    mb: (count) => `${count} MB`,
  },
  problems: {
    none: 'Er was niets mis in.',
    title: (count) => `${counted(count, 'ding was', 'dingen waren')} mis toen het gelezen werd; de rest wordt berekend`,
    more: (count) => `${counted(count, 'andere staat', 'andere staan')} hier niet.`,
    at: (place, sentence) => `${place}: ${sentence}`,
  },
  page: {
    has: (name, products, processes, categories) =>
      `${name} heeft ${counted(products, 'product', 'producten')} van ${counted(processes, 'proces', 'processen')} en ${counted(categories, 'indicator', 'indicatoren')}.`,
    size: 'Grootte',
    kept: 'Bewaard door dit netwerk voor zijn leden; nooit uitgevoerd.',
    bundled: 'Hoort bij het huis.',
    exchanges: 'Uitwisselingen',
    exchangesAre: (all, uncertain, judged) =>
      `${all}, waarvan ${uncertain} zeggen hoe onzeker ze zijn en ${judged} op kwaliteit beoordeeld zijn`,
    remove: (name) => `${name} verwijderen`,
    sure: (name) =>
      `${name} voorgoed verwijderen? Wat eraan gekoppeld is heeft dan geen cijfer, en het bestand moet opnieuw binnengebracht worden om het terug te hebben.`,
    yes: 'Voorgoed verwijderen',
    no: 'Houden',
    removed: (name) => `${name} is verwijderd.`,
    search: 'Zoek in zijn producten',
    searchHint: 'woorden van naam, maker of plaats',
    found: (shown, search) =>
      search === ''
        ? `${counted(shown, 'product staat', 'producten staan')} hier.`
        : `${counted(shown, 'product heeft', 'producten hebben')} “${search}”.`,
    foundMore: (shown) => `De eerste ${shown} staan hier; er zijn er meer.`,
    more: 'Meer tonen',
    none: (search) => `Geen product van dit model heeft “${search}” in naam, maker of plaats.`,
    products: 'Producten van het model',
    product: 'Product',
    unit: 'Eenheid',
    process: 'Proces',
    supplier: 'Gemaakt door',
    place: 'Plaats',
    unknown: (name) => `Er is geen model ${name} in dit netwerk.`,
  },
  coverage: {
    title: (count) => `Hoe zijn stromen geteld worden door ${counted(count, 'indicator', 'indicatoren')}`,
    caption: 'Elementaire stromen per indicator',
    indicator: 'Indicator',
    unit: 'Eenheid',
    method: 'Methode',
    counted: 'Stromen geteld',
    byId: 'Bekend met id',
    byName: 'Bekend met naam',
    uncounted: 'Niet geteld',
    fallback: 'Algemene factor in plaats van die van de plaats',
    nowhere: (count, names) =>
      `${counted(count, 'stroom wordt', 'stromen worden')} door geen indicator geteld: ${names}.`,
    more: (names) => `${names} en andere`,
    cutOffs: (count) =>
      `${counted(count, 'ding wordt', 'dingen worden')} gevraagd en door niemand erin geleverd: geteld als gekocht, zonder last`,
    cutOff: (name, process, makers) =>
      makers === '0'
        ? `${name}, gevraagd door ${process}: niemand maakt het.`
        : `${name}, gevraagd door ${process}: ${makers} zouden het kunnen leveren en geen is genoemd.`,
  },
  product: {
    amount: (unit) => `Hoeveelheid (${unit})`,
    amountWrong: 'een ander getal dan 0',
    indicator: 'Wat geteld wordt',
    allocation: 'Meerdere producten delen volgens',
    asModel: 'zoals het model het heeft',
    equal: 'gelijke delen',
    substitution: 'wat nevenproducten vervangen',
    'cut-off': 'alles op het eerste product',
    choices: 'Parameters en leveranciers kiezen',
    choicesMade: (count) => `Parameters en leveranciers kiezen (${count} gekozen)`,
    parameter: (name, process) => (process === '' ? name : `${name}, van ${process}`),
    formula: (formula) => `volgt uit ${formula}`,
    supplier: (name) => `${name}: geleverd door`,
    nobody: 'niemand (geteld zonder last)',
    reset: 'Zoals het model het heeft',
    moreParameters: (count) =>
      `${counted(count, 'andere parameter', 'andere parameters')} kies je via het adres: parameters=.`,
    figures: 'Wat het draagt, voor elke indicator',
    carries: 'Draagt',
    method: 'Methode',
    missed: 'Hoogstens gemist',
    deviation: 'Standaardafwijking',
    uncertain: (some, all) =>
      `${some} van de ${counted(all, 'uitwisseling', 'uitwisselingen')} van het model zeggen hoe onzeker ze zijn. De standaardafwijking volgt uit deze alleen, elk onafhankelijk van de andere, in eerste orde.`,
    exact: 'niets',
    noBound: 'geen grens: aftrek in sterke lussen',
    energy: (ratio, invested) =>
      `Het geeft ${ratio} keer de energie die eraan besteed is (energierendement; ${invested} J besteed per eenheid).`,
    energyFree: 'Er is niet meer energie geteld dan het zelf levert: het energierendement is niet te zeggen.',
    noCategories:
      'Dit model heeft geen indicator: er is geen cijfer te geven. Breng het binnen met factoren, of met stromen die onze factoren kennen.',
    uncounted: (list) =>
      `Geen indicator telt deze, die erin gaan of eruit komen: ${list}. Het ware cijfer is een ander.`,
    bought: (amount, name) => `${amount} ${name} (door niemand in het model geleverd)`,
    flow: (amount, name) => `${amount} ${name}`,
    others: (count) => counted(count, 'andere', 'andere'),
    of: (model, version) => `Uit het model ${model}, versie ${version}.`,
    back: (model) => `Alle producten van ${model}`,
  },
  standIn: {
    title: 'Laat het staan voor iets dat het netwerk koopt',
    how: 'Dan draagt wat het netwerk daarvan koopt het cijfer van dit product, vanaf nu en in alle cijfers van vroeger. De koppeling is een gegeven van het netwerk; ze noemt het model en neemt het nooit over.',
    what: 'Waarvoor',
    factor: (unit, per) => `${unit} van dit product in één ${per}`,
    per: 'Per',
    match: 'Hoe goed het past',
    matches: { exact: 'hetzelfde', near: 'iets dat erop lijkt', proxy: 'een vervanger bij gebrek aan beter' },
    missing: 'Kies waarvoor het staat.',
    factorWrong: 'Een getal boven 0, zoals 1.',
    replaces: (dataset) =>
      `Het is al gekoppeld aan ${dataset}; beide koppelingen blijven, en onder Voetafdrukken kies je welke telt.`,
    save: 'De koppeling noteren',
    saving: 'Wordt genoteerd',
    saved: (name) => `${name} is aan dit product gekoppeld.`,
  },
};
