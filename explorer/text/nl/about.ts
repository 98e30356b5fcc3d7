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
  toEvents: 'de gebeurtenissen erachter, in het grootboek',
  ledger: (records, first, last) =>
    `Alles wat genoteerd is: ${records} notities, van gebeurtenissen van ${first} tot ${last}.`,
  published: 'geen gebeurtenis: anderen publiceerden het',
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
    range: {
      title: 'Hoe ver het kan liggen',
      plain:
        'Hetzelfde cijfer, met elk gepubliceerd cijfer erachter aan zijn onderste of bovenste einde. Het zegt hoe ver de bronnen reiken, niet hoe waarschijnlijk het is.',
      term: 'Interval van het cijfer over de bereiken van de achtergrondgegevens.',
    },
    step: {
      title: 'Hoeveel stappen ver',
      plain: '0 is het ding zelf, 1 wat er rechtstreeks in ging, 2 wat daar in ging, enzovoort.',
      term: 'Trap (tier) van de toeleveringsketen.',
    },
    drawn: {
      title: 'Hoeveel eruit komt',
      plain: 'Hoeveel ervan in gaat wat erboven staat, voor de hoeveelheid van het product bovenaan.',
      term: 'Geschaalde instroom van het productsysteem.',
    },
    carried: {
      title: 'Wat dit draagt',
      plain:
        'Alles wat hier en ervoor ontstond, voor de hoeveelheid die eruit komt: het eigen deel, wat zijn toevoer draagt en wat niet gevolgd is.',
      term: 'Totaal stroomopwaarts van een knoop: eigen last, plus kinderen, plus rest.',
    },
    arising: {
      title: 'Wat hier ontstaat',
      plain:
        'Alleen wat deze stap zelf afgeeft, uit de natuur neemt of van buiten koopt, niet wat zijn toevoer draagt.',
      term: 'Rechtstreekse bijdrage van een proces.',
    },
    part: {
      title: 'Een deel van het cijfer',
      plain:
        'Wat één ervan bijdraagt tot het geheel. Alle delen van de lijst tellen ertoe op, met wat niet verteld is als een eigen deel; onder nul neemt het iets terug.',
      term: 'Bijdrage, naar proces, leverancier, plaats, elementaire stroom, trap of pad.',
    },
    partShare: {
      title: 'Deel van het geheel',
      plain:
        'Dit deel, gedeeld door het geheel. Waar iets teruggenomen wordt, kunnen andere samen meer dan 100 % zijn.',
      term: 'Relatieve bijdrage.',
    },
    bound: {
      title: 'Wat hoogstens verborgen kan zijn',
      plain:
        'Takken die niet gevolgd zijn kunnen lasten en kredieten bevatten die elkaar opheffen. Geteld alsof geen krediet iets terugneemt, verbergen ze niet meer dan dit.',
      term: 'Grens door bruto-intensiteiten op de overblijvende vraag.',
    },
    residual: {
      title: 'Hoe goed de vergelijkingen kloppen',
      plain:
        'De cijfers erachter lossen voor elk ding één vergelijking op. Terug ingevuld wijken ze dit deel af, wat de cijfers van een computer toelaten.',
      term: 'Relatief residu van de intensiteiten.',
    },
    carbonOrigin: {
      title: 'Waar de koolstof vandaan komt',
      plain:
        'Hetzelfde cijfer naar de oorsprong van zijn koolstof: opgegraven, gegroeid, of vrijgekomen door ander landgebruik. Gegroeide koolstof telt niet mee tenzij men dat aanzet, en bodemkoolstof staat ernaast, nooit erin.',
      term: 'Fossiele, biogene en landgebruikskoolstof, apart geboekt.',
    },
    knownShare: {
      title: 'Hoe goed het gekend is',
      plain:
        'Welk deel van het cijfer op wat steunt: eigen gegevens, gepubliceerde cijfers die min of meer passen, voorraad van voor de boeken begonnen. De eerste zes regels tellen op tot alles; de laatste zeggen hoeveel van dit alles aangenomen of gespreid is.',
      term: 'Aandelen van gegevenskwaliteit naar herkomst en representativiteit.',
    },
    standIn: {
      title: 'Wat een gepubliceerd cijfer bijdraagt',
      plain:
        'Wat gekocht werd heeft hier geen eigen gegevens. Een rij van een dataset staat ervoor in; dit is wat die rij aan het cijfer bijdraagt.',
      term: 'Bijdrage van achtergrondgegevens via hun koppeling.',
    },
    byRule: {
      title: 'Hetzelfde volgens een andere regel',
      plain:
        'Waar één werkgang meerdere producten maakt, verdeelt een regel de last. Dezelfde gegevens, volgens een andere regel verdeeld, geven dit.',
      term: 'Gevoeligheid van het resultaat voor de toewijzingsregel.',
    },
    deliveredAmount: {
      title: 'Wat geleverd is',
      plain: 'Wat in de periode het netwerk verliet, opgeteld uit de gebeurtenissen.',
      term: 'Eindleveringen.',
    },
    recorded: {
      title: 'Wat genoteerd is',
      plain:
        'De hoeveelheid zoals iemand ze opschreef; waar ze later verbeterd is, is de verbetering meegeteld. Waar ze voor meerdere gebeurtenissen staat, is ze hun som.',
      term: 'Hoeveelheid van economische gebeurtenissen, met verbeteringen verrekend.',
    },
    change: {
      title: 'Hoeveel het veranderde',
      plain: 'Wat op dit moment bij de voorraad kwam of eraf ging.',
      term: 'Boeking op een voorraad.',
    },
    stock: {
      title: 'Wat er is',
      plain:
        'Alles wat binnenkwam min alles wat buitenging, tot op dit moment: wat er in deze handen zou moeten liggen. Onder nul is iets uitgegeven dat nooit als binnengekomen genoteerd is.',
      term: 'Aanwezige hoeveelheid (onhand) van een voorraad: de som van haar boekingen.',
    },
    accounted: {
      title: 'Wat eigendom is',
      plain:
        'Waar iemand voor instaat, waar het ook ligt: wat verkocht maar nog niet opgehaald is, is al van een ander; wat uitgeleend is, is nog van zichzelf.',
      term: 'Boekhoudkundige hoeveelheid (accounting) van een voorraad.',
    },
    metered: {
      title: 'Wat een meter telde',
      plain:
        'Wat gebruikt is tussen twee meterstanden: de latere min de vroegere, met een nieuwe meter of een die rond is genoemd.',
      term: 'Verbruik tussen twee meterstanden.',
    },
    invoiced: {
      title: 'Wat een factuur zegt',
      plain: 'De hoeveelheid die een leverancier voor deze dagen op de factuur zette.',
      term: 'Gefactureerd verbruik.',
    },
    meterDifference: {
      title: 'Meter tegenover factuur',
      plain: 'Wat de meter telde min wat de factuur zegt, voor dezelfde dagen.',
      term: 'Verschil bij aansluiting.',
    },
    spread: {
      title: 'Wat gespreid is',
      plain:
        'Eén meterstand, met een sleutel verdeeld over de batches van haar dagen. Voor elke batch is het een schatting, alleen als som juist, en het heet nooit gemeten.',
      term: 'Toegerekend verbruik.',
    },
    traced: {
      title: 'Wat daarvandaan komt',
      plain:
        'Hoeveel van het lot daarvandaan komt, of daarheen ging. Waar loten gemengd zijn gaat het naar hun aandeel in het mengsel, of wat eerst kwam gaat eerst, zoals gekozen.',
      term: 'Getraceerde hoeveelheid naar gemiddelde, fifo of lot.',
    },
    tracedShare: {
      title: 'Welk deel daarvandaan komt',
      plain: 'Hetzelfde als deel van het hele lot.',
      term: 'Aandeel van de getraceerde hoeveelheid.',
    },
    planned: {
      title: 'Wat beloofd is',
      plain: 'De hoeveelheid die gepland, gevraagd of aangeboden is.',
      term: 'Hoeveelheid van een toezegging of voornemen.',
    },
    fulfilled: {
      title: 'Wat ervan gedaan is',
      plain: 'Wat de gebeurtenissen deden van wat beloofd was, elk voor het deel dat ervan gezegd is.',
      term: 'Vervulde hoeveelheid.',
    },
    open: {
      title: 'Wat nog open is',
      plain: 'Wat beloofd is min wat gedaan is; nooit onder nul.',
      term: 'Resterende hoeveelheid van een toezegging.',
    },
    beyond: {
      title: 'Wat meer gedaan is',
      plain: 'Wat meer gedaan is dan beloofd was.',
      term: 'Meer dan vervulde hoeveelheid.',
    },
    variance: {
      title: 'Gedaan tegenover gepland',
      plain: 'Wat gebeurde min wat gepland was. Boven nul was het meer.',
      term: 'Afwijking van een plan.',
    },
    unplanned: {
      title: 'Wat niemand gepland had',
      plain: 'Wat in deze batches gebeurde zonder belofte waarop het antwoordt.',
      term: 'Ongeplande hoeveelheid.',
    },
    count: {
      title: 'Hoeveel',
      plain: 'Geteld, niet gewogen: hoeveel er zijn.',
      term: 'Aantal records.',
    },
    distance: {
      title: 'Hoe ver het is',
      plain: 'In vogelvlucht tussen de twee genoteerde plaatsen; wegen zijn langer.',
      term: 'Afstand over de grote cirkel.',
    },
    need: {
      title: 'Wat nodig is',
      plain:
        'Wat in de periode gekocht, gebruikt of gevraagd is door iemand die het overschot van een ander had kunnen nemen.',
      term: 'Behoefte, uit gebeurtenissen, plannen en vragen.',
    },
    flowShare: {
      title: 'Deel van alles wat stroomt',
      plain: 'Deze stroom, gedeeld door alle stromen van het beeld waarvan de hoeveelheid gekend is.',
      term: 'Aandeel in het gekende totaal van de laag.',
    },
    loopFlow: {
      title: 'Wat rondgaat',
      plain: 'Het meeste dat deze hele kring kan rondgaan: de kleinste van haar stromen.',
      term: 'Knelpunt van een cyclus.',
    },
    through: {
      title: 'Wat hier passeert',
      plain: 'Alles wat binnenkwam, of alles wat buitenging, opgeteld uit de gebeurtenissen van de periode.',
      term: 'Doorstroom van een knoop, per kant.',
    },
    rate: {
      title: 'Hoe dicht het is',
      plain:
        'Wat hier gegeven en genomen werd, gedeeld door de oppervlakte of door de mensen, zodat een groot gebied niet vol lijkt alleen omdat het groot is.',
      term: 'Dichtheid per oppervlakte of per inwoner.',
    },
    area: {
      title: 'Hoe groot het is',
      plain: 'De oppervlakte binnen de grenzen van het gebied, op de bol gerekend.',
      term: 'Sferische oppervlakte van de veelhoek.',
    },
    population: {
      title: 'Hoeveel mensen er wonen',
      plain: 'Zoals de bron het zegt; de bron staat ernaast.',
      term: 'Bevolking, volgens bron.',
    },
    score: {
      title: 'Wat het netwerk veroorzaakte',
      plain:
        'Alles wat zijn leveringen en eigen werk in het jaar teweegbrachten, geteld in één eenheid volgens een gepubliceerde methode.',
      term: 'Gekarakteriseerde impactscore.',
    },
    budget: {
      title: 'Wat zijn aandeel toelaat',
      plain:
        'Het deel van de grens van de wereld dat volgens de gekozen regel in een jaar van het netwerk is; van een bodem wat het zou moeten halen.',
      term: 'Toegewezen budget: draagkracht maal aandeel.',
    },
    budgetShare: {
      title: 'Zijn aandeel in de wereld',
      plain:
        'Welk deel van de grens van de hele wereld volgens de gekozen regel van het netwerk is: zoveel mensen van alle mensen, bijvoorbeeld.',
      term: 'Verdeelfactor.',
    },
    missing: {
      title: 'Wat geen cijfer heeft',
      plain: 'Hoeveel dingen van het jaar hadden moeten meetellen en niet konden; het echte cijfer is een ander.',
      term: 'Gaten in de inventaris.',
    },
    money: {
      title: 'Wat betaald is',
      plain: 'Geld dat van hand wisselde, zoals genoteerd, in de munt van het netwerk.',
      term: 'Betaling, volgens de boekingen in een munt.',
    },
    moneyBalance: {
      title: 'Wat overblijft',
      plain: 'Alles wat ontvangen is min alles wat betaald is, tot deze regel.',
      term: 'Lopend saldo.',
    },
    withOthers: {
      title: 'Eigendom dat bij anderen ligt',
      plain: 'Waar men voor instaat en wat iemand anders in handen heeft.',
      term: 'Boekhoudkundige min aanwezige hoeveelheid, bij andere houders.',
    },
    ofOthers: {
      title: 'In handen, maar van anderen',
      plain: 'Wat hier ligt en waar iemand anders voor instaat.',
      term: 'Aanwezige hoeveelheid van andere eigenaars.',
    },
    usual: {
      title: 'Wat gewoonlijk is',
      plain:
        'Het midden van wat vroeger voor hetzelfde genoteerd is; de helft van de keren was het minder, de helft meer.',
      term: 'Mediaan van eerdere gebeurtenissen.',
    },
    recipe: {
      title: 'Wat het recept zegt',
      plain: 'Wat het recept voor een batch van deze grootte neemt of geeft.',
      term: 'Hoeveelheid van een receptstroom, geschaald.',
    },
    declaredLoss: {
      title: 'Wat als verlies gemeld is',
      plain: 'Wat mensen als verloren noteerden: gemorst, bedorven, weggegooid, naar lucht of water.',
      term: 'Gemeld verlies van een laag.',
    },
    unaccounted: {
      title: 'Wat niet verklaard is',
      plain:
        'Wat erin ging, min wat eruit kwam, wat de voorraad veranderde en wat als verlies gemeld is. Binnen wat niemand meet, zoals stoom, is het verwacht; daarbuiten en buiten de tolerantie wordt het gemeld.',
      term: 'Onverklaard verschil: in - uit - verandering van voorraad - gemeld verlies.',
    },
    expectedFlow: {
      title: 'Wat niemand meet',
      plain:
        'Hoeveel verwacht wordt van wat nooit gewogen wordt: damp, adem, wat gist of verbrandt, binnen een bereik dat het proces aangeeft.',
      term: 'Verwachte niet-gemeten stroom van een processpecificatie.',
    },
    adjusted: {
      title: 'Wat elke balans zou sluiten',
      plain:
        'Het cijfer, zo weinig verschoven als zijn onzekerheid toelaat, zodat alle balansen tegelijk sluiten. Het staat naast het genoteerde en komt nooit in zijn plaats.',
      term: 'Verzoende waarde volgens gewogen kleinste kwadraten.',
    },
    deviation: {
      title: 'Hoe onzeker het is',
      plain: 'Ongeveer twee op de drie keer ligt het echte cijfer zo dichtbij of dichter.',
      term: 'Standaardafwijking.',
    },
    efficiency: {
      title: 'Welk deel er nuttig uitkwam',
      plain:
        'Wat eruit kwam in producten, gedeeld door alles wat erin ging; van exergie is de rest vernietigd of verloren.',
      term: 'Rendement van een proces in een laag.',
    },
  },
};
