import type { ProblemTexts } from '../en.ts';

/** What is wrong and what to do about it, in Dutch, for every problem of the engine; `{name}` is filled from its values. */
export const problems: ProblemTexts = {
  'request.syntax': ['De aanvraag is niet te lezen: {reason}.', 'Herstel de aanvraagregel of de koppen.'],
  'request.headers': ['Adres en koppen van de aanvraag zijn te lang.', 'Stuur er minder of kortere.'],
  'request.haste': ['Er kwamen in korte tijd te veel aanvragen van u.', 'Wacht {value} s en ga verder.'],
  'body.truncated': [
    'De tekst eindigt voor de JSON dat doet (bij teken {at}).',
    'Stuur het hele bestand; er is niets van genoteerd.',
  ],
  'body.syntax': ['De tekst is geen JSON: {reason}.', 'Herstel de tekst op die plaats en stuur hem opnieuw.'],
  'turtle.syntax': [
    'De tekst is geen Turtle op regel {line}: {reason}.',
    'Herstel de tekst op die regel en stuur hem opnieuw.',
  ],
  'body.size': [
    'De inhoud is groter dan {limit} bytes.',
    'Deel hem op in stukken van hoogstens {limit} bytes, of gebruik het importcommando.',
  ],
  'body.encoding': ['De inhoud is verpakt als {value}.', 'Stuur hem zoals hij is, zonder Content-Encoding.'],
  'body.cut': ['De inhoud hield op voor hij volledig was.', 'Stuur hem opnieuw; er is niets van genoteerd.'],
  'body.slow': [
    'Er kwam {limit} seconden lang niets meer van de inhoud, of alles samen duurde te lang.',
    'Stuur het opnieuw; een invoer gaat verder achter wat genoteerd is.',
  ],
  'body.line': [
    'Regel {value} is langer dan {limit} bytes.',
    'Een regel bevat één gegeven; een gegeven is veel korter.',
  ],
  'body.rows': ['Er zijn meer dan {limit} rijen.', 'Stuur de rest als een volgende invoer.'],
  'body.type': ['De inhoud is {value}.', 'Stuur het als een van: {known}.'],
  'body.depth': [
    'De JSON is dieper genest dan {limit} niveaus.',
    'Stuur de gegevens als een vlakke lijst; een gegeven heeft hoogstens {limit} niveaus nodig.',
  ],
  'body.keys': [
    'Een object heeft meer dan {limit} velden.',
    'Een gegeven heeft er enkele tientallen nodig; verwijder de andere.',
  ],
  'body.key': ['De sleutel {key} is niet toegelaten.', 'Verwijder of hernoem de sleutel.'],
  'body.shape': [
    'Een pakket is een lijst van gegevens; dit is {value}.',
    'Stuur [gegeven, ...] of {"@graph": [gegeven, ...]}.',
  ],
  'batch.empty': ['Het pakket bevat niets.', 'Stuur minstens één gegeven.'],
  'batch.size': [
    'Het pakket bevat {value} gegevens; er passen er hoogstens {limit} in.',
    'Stuur verschillende pakketten.',
  ],
  'class.unknown': ['{value} is geen soort gegeven die hier bekend is.', 'Gebruik een van: {known}.'],
  'field.missing': ['{field} ontbreekt.', 'Voeg {field} toe.'],
  'field.unknown': ['{field} is geen veld van {class}.', 'Verwijder het, of gebruik een van: {known}.'],
  'field.twice': ['{field} staat er twee keer, op twee manieren geschreven.', 'Houd er één over.'],
  'field.type': ['{field} is {value}; verwacht werd {expected}.', 'Geef {field} als {expected}.'],
  'field.derived': [
    '{field} volgt uit de gebeurtenissen en wordt nooit ingetypt.',
    'Laat het weg; noteer de gebeurtenis die het teweegbrengt (beginvoorraad, ontvangst, overdracht, verplaatsing, ...).',
  ],
  'field.ignored': [
    '{field} van {class} volgt uit de gebeurtenissen en is niet gelezen.',
    'Er is niets te doen; wat er staat klopt als de gebeurtenissen kloppen.',
  ],
  'field.former': ['{field} is gelezen als {expected}.', 'Schrijf {expected}, dat is het woord van de woordenlijst.'],
  'field.left': [
    '{field} is geen veld van {class} en is weggelaten.',
    'Bewaar het ergens anders als het van belang is.',
  ],
  'field.gap': [
    'Een gegeven van de soort {class} vermeldt geen {field}; het is zonder genoteerd.',
    'Herzie het wanneer {field} bekend is; tot dan staat er dat het niet vermeld is.',
  ],
  'field.blank': [
    '{field} van {class} heeft geen {expected} en is weggelaten.',
    'Verbeter de gebeurtenis wanneer het bekend is, of herzie het als het geen gebeurtenis is.',
  ],
  'class.left': [
    '{value} is geen soort gegeven die hier bekend is; het is weggelaten.',
    'Bewaar het ergens anders als het van belang is, of stuur het als een van deze: {known}.',
  ],
  'reference.begun': [
    '{field} noemt {value}, waarover niets vermeld is; het is met alleen zijn id genoteerd, als {class}.',
    'Stuur ook dat gegeven zelf, op hetzelfde niveau, of herzie het wanneer er meer bekend is.',
  ],
  'linked.context': [
    'De context zegt {value}, en dat is hier niet bekend; er wordt niets van elders opgehaald.',
    'Schrijf de voorvoegsels en woorden die het document gebruikt in zijn @context, of gebruik de context die op /api/context.jsonld staat.',
  ],
  'linked.disagree': [
    '{field} noemt {value}, maar {expected} daarvan zegt iets anders dan {name}.',
    'Laat beide kanten van de band hetzelfde zeggen, of laat er een weg.',
  ],
  'linked.elsewhere': [
    '{field} noemt {value}, dat niet meekomt; de band ervan is niet veranderd.',
    'Stuur ook dat record mee, of leg het vast of herzie het met {expected}: {name}.',
  ],
  'entry.size': [
    'Het gegeven neemt {value} bytes in; er worden er hoogstens {limit} bewaard.',
    'Kort de opmerkingen in of deel het op.',
  ],
  'id.invalid': [
    '{value} is geen identificatie.',
    'Gebruik een IRI (https://..., urn:uuid:...) zonder spaties, van hoogstens 512 tekens.',
  ],
  'id.duplicate': ['De id {value} staat twee keer in dit pakket.', 'Geef elk gegeven zijn eigen id.'],
  'id.conflict': [
    '{value} is al met een andere inhoud genoteerd.',
    'Gebruik een nieuwe id, of verbeter de genoteerde gebeurtenis.',
  ],
  'key.reused': [
    'De Idempotency-Key {value} werd voor een andere inhoud gebruikt.',
    'Stuur de eerste inhoud opnieuw, of kies een nieuwe sleutel.',
  ],
  'text.invalid': ['{field} bevat een teken dat niet bewaard kan worden ({value}).', 'Haal het uit de tekst.'],
  'choice.unknown': ['{field} is {value}, en dat is geen van de keuzes.', 'Gebruik een van: {known}.'],
  'number.invalid': ['{value} is geen getal.', 'Schrijf cijfers met een decimaalteken, zoals 12,5.'],
  'number.precision': [
    '{value} heeft meer cijfers dan er bewaard worden (27 voor de komma, 9 erna).',
    'Rond het af, of kies een grotere of kleinere eenheid.',
  ],
  'number.negative': [
    '{field} is {value}; een negatieve hoeveelheid mag alleen in een verbetering.',
    'Geef een positieve hoeveelheid, of noem de gebeurtenis die hiermee verbeterd wordt.',
  ],
  'number.range': ['{field} is {value}; het moet tussen {low} en {high} liggen.', 'Kijk het getal en de eenheid na.'],
  'number.sign': ['{field} is {value}; het kan niet onder nul liggen.', 'Geef nul of meer.'],
  'number.order': ['Het lage cijfer ({low}) ligt boven het hoge ({high}).', 'Wissel of herstel de twee.'],
  'unit.unknown': ['De eenheid {value} is niet bekend.', 'Gebruik een van: {known}.'],
  'unit.dimension': [
    '{value} meet {found}, maar {name} wordt bijgehouden in {expected}.',
    'Geef een eenheid van {expected}: {known}.',
  ],
  'zone.unknown': ['{value} is geen tijdzone die hier bekend is.', 'Gebruik een IANA-naam zoals Europe/Brussels.'],
  'time.invalid': ['{value} is geen tijdstip.', 'Schrijf 2025-03-12, 2025-03-12T14:30 of 2025-03-12T14:30:00+01:00.'],
  'time.both': [
    'Er staat een tijdstip ({value}) en een tijdsduur ({begin} tot {end}).',
    'Houd hasPointInTime, of hasBeginning en hasEnd, niet allebei.',
  ],
  'time.order': ['Het eindigt ({end}) voor het begint ({begin}).', 'Wissel of herstel de twee tijdstippen.'],
  'time.future': [
    '{value} ligt meer dan {limit} in de toekomst.',
    'Kijk het jaar na; plannen worden als verbintenissen genoteerd.',
  ],
  'reference.unknown': [
    '{field} noemt {value}, en dat is in dit netwerk niet genoteerd.',
    'Noteer dat ({class}) eerst of in hetzelfde pakket, of kies iets dat genoteerd is; wat een ander netwerk bijhoudt, wordt ook hier genoteerd voor het genoemd wordt.',
  ],
  'reference.class': ['{field} noemt {value}; dat is een {found}, geen {class}.', 'Noem een {class}.'],
  'reference.retired': ['{field} noemt {value}, en dat is afgevoerd.', 'Kies een andere ({class}).'],
  'record.fixed': [
    '{class} {value} verandert nooit meer zodra het genoteerd is.',
    'Verbeter een gebeurtenis met een andere gebeurtenis; noteer anders iets nieuws in de plaats.',
  ],
  'record.changed': [
    '{value} is veranderd sinds u het las; het staat nu als {expected}.',
    'Lees het opnieuw, breng uw wijziging aan in wat er nu staat, en stuur dat met If-Match: "{expected}".',
  ],
  'record.match': [
    'Een wijziging van {value} moet zeggen welke stand ervan gelezen is.',
    'Stuur If-Match met de ETag van het gegeven: "{expected}".',
  ],
  'resource.specification': [
    '{name} wordt bijgehouden als {expected}, niet als {found}.',
    'Noem de soort van die voorraad, of een andere voorraad.',
  ],
  'action.gap': [
    '{action} is genoteerd zoals het er staat, al is {field} niet zoals de handeling vraagt ({value}).',
    'De gevolgen zijn wat de velden toelaten. Wie het ontbrekende weet, neemt de gebeurtenis terug en noteert ze volledig.',
  ],
  'action.noEffect': [
    '{action} verplaatst niets: het eindigt waar het begon, bij {provider}.',
    'Noem een andere ontvanger of een andere voorraad. Was het een vergissing, neem de gebeurtenis dan terug.',
  ],
  'action.sameProcess': ['{action} loopt van {name} in zichzelf.', 'Noem twee processen, of maar één kant.'],
  'action.side': [
    '{action} is een {side} van een proces en kan er niet als {found} aan hangen.',
    'Gebruik {expected} voor deze gebeurtenis.',
  ],
  'action.process': ['{action} heeft het proces nodig waar het bij hoort.', 'Noem het proces in {expected}.'],
  'action.noProcess': ['{action} hoort niet bij een proces.', 'Laat inputOf en outputOf weg.'],
  'action.quantity': ['{action} heeft {field} nodig.', 'Voeg {field} toe met een getal en een eenheid.'],
  'action.noQuantity': ['{action} heeft geen {field}.', 'Laat {field} weg.'],
  'action.agent': ['{action} heeft een {field} nodig.', 'Noem de deelnemer in {field}.'],
  'action.sameAgent': ['{action} gebeurt binnen één deelnemer.', 'Geef provider en receiver dezelfde deelnemer.'],
  'action.resource': [
    '{action} heeft een voorraad of een soort nodig.',
    'Noem resourceInventoriedAs, of resourceConformsTo waar niets in voorraad gehouden wordt.',
  ],
  'action.stock': [
    '{action} heeft de voorraad nodig die erdoor verandert; {field} noemt er geen.',
    'Noem ze in {field}; is er nog geen, noteer dan een EconomicResource in hetzelfde pakket.',
  ],
  'action.specification': [
    '{action} zegt niet van welke soort het is.',
    'Noem de soort werk, dienst of ding in {field}.',
  ],
  'action.noResource': ['{action} verandert geen voorraad.', 'Laat {field} weg.'],
  'action.create': [
    '{action} kan de voorraad {name} niet beginnen; er is nog nooit iets van genoteerd.',
    'Noteer eerst hoe ze er kwam: maak ze, ontvang ze, of tel de beginvoorraad.',
  ],
  'correction.action': [
    'De verbetering is een {action}, de verbeterde gebeurtenis een {found}.',
    'Herhaal actie, proces, voorraad en deelnemers van de verbeterde gebeurtenis.',
  ],
  'correction.field': ['De verbetering verandert {field}.', 'Neem de gebeurtenis helemaal terug en noteer ze opnieuw.'],
  'correction.excess': [
    'De verbeteringen nemen meer weg ({value} {unit}) dan er genoteerd werd ({found} {unit}).',
    'Geef een verschil dat nul of meer overlaat.',
  ],
  'fulfilment.stray': [
    'Er gaat een hoeveelheid naar {value}, maar de gebeurtenis noemt die niet.',
    'Noem die in fulfills, satisfies of settles, of laat de hoeveelheid weg.',
  ],
  'fulfilment.twice': ['Er gaat twee keer een hoeveelheid naar {value}.', 'Geef er een, de som van beide.'],
  'fulfilment.excess': [
    'De gebeurtenis verdeelt {value} van haar {field}, en heeft {found}.',
    'Verdeel niet meer dan ze heeft, of verbeter haar hoeveelheid.',
  ],
  'fulfilment.mismatch': [
    '{name} zegt {expected} bij {field}, de gebeurtenis {found}.',
    'Kijk of de gebeurtenis hierbij hoort; laat de band anders weg.',
  ],
  'fulfilment.over': [
    'Van {name} is nu {value} gedaan; {expected} was afgesproken.',
    'Kijk de hoeveelheid na, of spreek meer af.',
  ],
  'promise.answered': [
    '{name} is al door {value} gebeurtenissen beantwoord; dit kan niet meer veranderen: {field}.',
    'Zet finished, en noteer een nieuwe in de plaats.',
  ],
  'promise.sides': [
    'Een voornemen noemt een gever en een nemer.',
    'Laat de andere kant open, of noteer een toezegging van beiden.',
  ],
  'promise.agents': ['Een toezegging noemt geen {field}.', 'Noem beide kanten: wie geeft en wie neemt.'],
  'claim.trigger': [
    'Een vordering zegt niet waaruit ze volgt.',
    'Noem de gebeurtenis in triggeredBy; wat vooraf afgesproken werd, is een toezegging.',
  ],
  'plan.output': [
    '{name} zegt niet hoeveel het maakt.',
    'Geef het laatste proces een opbrengst met een hoeveelheid, en noem die als primaryOutput.',
  ],
  'confirmation.correction': ['Deze gebeurtenis verbetert {value}.', 'Bevestig die.'],
  'confirmation.party': ['{value} kan deze gebeurtenis niet bevestigen.', 'De kant die ze niet noteerde doet dat.'],
  'confirmation.field': [
    '{field} past niet bij de gebeurtenis.',
    'Noem een van haar kanten; geef wat ze geeft, in een eenheid van die soort.',
  ],
  'containment.loop': ['{name} zou zichzelf bevatten.', 'Noem een andere houder.'],
  'reading.shape': [
    'Een aflezing is wat een meter op een ogenblik toonde, of wat een factuur over een periode zegt.',
    'Geef index met hasPointInTime, of resourceQuantity met hasBeginning en hasEnd.',
  ],
  'reading.first': [
    'Van de tijd voor {value} is niets bekend.',
    'Noteer wat de meter daarvoor toonde, of een factuur met haar periode.',
  ],
  'reading.meter': [
    'Het is een andere meter ({found}, daarvoor {name}): wat ertussen gebruikt werd, is niet bekend.',
    'Noteer wat de oude meter het laatst toonde en de nieuwe het eerst.',
  ],
  'reading.backwards': [
    'De meter toont {value}, en daarvoor {expected}.',
    'Kijk beide na; zeg van een meter die weer bij nul begon hoeveel cijfers hij heeft.',
  ],
  'count.order': [
    '{value} gebeurde niet met {name} op {expected}.',
    'Noem een gebeurtenis van hetzelfde moment en dezelfde voorraad, of zeg of de telling eerst of laatst kwam.',
  ],
  'count.mismatch': [
    'De gebeurtenis verschilt in {field} van de telling van {name} op {expected} die ze oplost.',
    'Neem actie, voorraad, houder en moment over zoals voorgesteld, of laat resolves weg.',
  ],
  'stock.negative': [
    '{name} bij {holder} zakt tot {value}.',
    'Noteer wat binnenkwam, verbeter de hoeveelheid, of tel de voorraad bij.',
  ],
  'pair.missing': [
    'In {process} staat een {action} van {name}, zonder {expected} ernaast.',
    'Noteer de {expected}, of verbeter de {action}.',
  ],
  'pair.quantity': [
    'In {process} ging {value} {name} binnen en kwam {found} buiten.',
    'Verbeter een van de twee, of noteer wat onderweg verloren ging.',
  ],
  'holder.mismatch': ['{provider} heeft {name} niet in handen.', 'Kijk de gever na, of noteer hoe het daar kwam.'],
  'property.missing': [
    'Van {name} is geen gehalte bekend ({layer}).',
    'Noteer er een eigenschap van ({layer}) met haar bron.',
  ],
  'balance.unexplained': [
    'In {name} is {value} ({layer}) niet te verklaren ({share} van wat erin ging).',
    'Kijk of er bij de hoeveelheden van dit proces geen verschrijving is.',
  ],
  'heating.basis': [
    '{name} mengt boven- en onderwaarden van verbranding.',
    'Vermeld de grondslag van het cijfer en reken om met de factor van de drager.',
  ],
  'allocation.missing': [
    '{name} heeft meerdere producten en geen regel die de last verdeelt.',
    'Stel de toerekening in.',
  ],
  'allocation.weight': [
    '{process} kan zijn last niet verdelen volgens {rule}: {name} heeft {value}.',
    'Leg er een eigenschap van {name} voor vast, verbeter de bestaande of kies een andere regel.',
  ],
  'allocation.zero': [
    '{process} kan zijn last niet verdelen volgens {rule}: de gewichten van wat eruit komt ({name}) zijn samen nul.',
    'Verbeter de eigenschappen van wat eruit komt of kies een andere regel.',
  ],
  'allocation.unstated': [
    '{process} kan zijn last niet verdelen volgens {rule}: van wat eruit komt ({name}) is geen {expected} vastgelegd.',
    'Leg ze vast in de toerekening van zijn soort proces of kies een andere regel.',
  ],
  'allocation.replaced': [
    '{process}: van wat {name} vervangt ({value}) is geen voetafdruk bekend.',
    'Koppel {value} aan een rij van een gegevensset of leg vast waar het in het netwerk gemaakt wordt.',
  ],
  'allocation.fallback': [
    '{name} kan niet worden verdeeld naar {rule}: het gewicht van {product} is {value}. Het wordt verdeeld naar {expected}.',
    'Geef {product} een gewicht van nul of meer, waarvan er minstens één boven nul ligt, of kies een andere regel.',
  ],
  'allocation.sum': [
    'De factoren van {name} ({rule}) zijn samen {value}; ze werden tot 1 herleid.',
    'Verbeter de factoren zodat ze samen 1 zijn.',
  ],
  'formula.syntax': [
    'De formule {value} van {name} is niet te lezen bij teken {at}; het getal ernaast telt ({found}).',
    'Gebruik getallen, namen, + - * / ^, vergelijkingen, haakjes, if(voorwaarde; dan; anders) en functies zoals min, max, sqrt.',
  ],
  'formula.name': [
    'De formule {value} van {name} gebruikt {field}, en zo heet geen parameter; het getal ernaast telt ({found}).',
    'Voeg de parameter {field} toe, of verbeter de formule.',
  ],
  'formula.circle': [
    'De parameters {members} zijn uit elkaar gemaakt; de getallen naast hun formules tellen.',
    'Geef een van hen een getal in plaats van een formule.',
  ],
  'formula.number': [
    'De formule {value} van {name} levert geen getal op; het getal ernaast telt ({found}).',
    'Kijk waardoor ze deelt, en naar haar wortels en logaritmen.',
  ],
  'model.archive': [
    'Het archief is niet te lezen: {reason}.',
    'Voer het opnieuw uit als zip van JSON-LD en stuur het hele bestand.',
  ],
  'model.entry': [
    'Het bestand {value} is geen JSON: {reason}; het is weggelaten.',
    'Voer het opnieuw uit, en stuur het volledig.',
  ],
  'model.empty': [
    'Geen van de {value} bestanden bevat een proces of een effectcategorie.',
    'Stuur een uitvoer van JSON-LD met zijn mappen (processes, flows, unit_groups, ...).',
  ],
  'model.named': [
    'De stroom {value}, die {name} uitwisselt, is alleen genoemd ({count} keer); haar soort en eenheid zijn van wie haar noemt.',
    'Stuur haar bestand mee om haar map en eigenschappen te kennen.',
  ],
  'model.unit': [
    '{process} telt {name} in {value}, en van daar leidt niets naar {expected}; de regel is weggelaten.',
    'Stuur de groep van die eenheid mee, of schrijf de hoeveelheid in {expected}.',
  ],
  'model.property': [
    'De stroom {name} ({count} stromen in totaal) wordt geteld naar {value}, waarvan de referentie-eenheid er niet is; de eenheid die uitwisselingen het eerst noemen telt.',
    'Stuur de stroomeigenschap en haar groep van eenheden mee.',
  ],
  'model.flow': [
    '{name} wisselt de stroom {value} uit, die er niet is; {count} uitwisselingen ervan zijn weggelaten.',
    'Stuur de stroom mee, of verbeter haar id.',
  ],
  'model.number': [
    '{process} wisselt {value} van {name} uit, en dat is geen getal; de uitwisseling is weggelaten.',
    'Schrijf een getal.',
  ],
  'model.output': [
    '{name} maakt niet waarnaar het genoemd is.',
    'Geef het een product boven nul als uitvoer, of afval dat het verwerkt als invoer, en noem dat zijn referentie.',
  ],
  'model.provider': [
    '{name} neemt {product} van {value}, dat er niet is of het niet maakt ({count} uitwisselingen); wie het maakt, levert.',
    'Stuur het proces {value} mee, of noem een ander.',
  ],
  'model.links': [
    'Het productsysteem {name} noemt voor {count} uitwisselingen andere leveranciers dan een ervoor; die van het eerste tellen.',
    'Exporteer één productsysteem tegelijk, of kies de leveranciers.',
  ],
  'model.ambiguous': [
    '{name} wordt door {value} processen gemaakt ({known}) en {process} noemt er geen; {count} uitwisselingen zijn afgesneden.',
    'Kies de leverancier, of een markt met aandelen.',
  ],
  'model.cutoff': [
    'Niets levert of verwerkt {name}, waar {process} om vraagt; {count} uitwisselingen zijn afgesneden.',
    'Voeg een proces toe dat dat doet, of weet dat de last ervan niet meetelt.',
  ],
  'model.market': [
    'De aandelen van de markt van {name} zijn samen {value}; ze werden tot 1 herleid.',
    'Verbeter de aandelen.',
  ],
  'model.factor': [
    'De factor van {name} in {category} is {value}, en dat is geen getal; hij telt als nul.',
    'Schrijf een getal.',
  ],
  'background.missing': [
    '{name} komt van buiten zonder bekende voetafdruk.',
    'Verbind het met een rij van een dataset.',
  ],
  'factor.missing': [
    '{name} wordt met de natuur uitgewisseld zonder bekende factor.',
    'Verbind het met een elementaire stroom die de methode karakteriseert.',
  ],
  'factor.assumed': [
    'Het cijfer van {name} is aangenomen; aangenomen cijfers dienen alleen verzonnen netwerken.',
    'Verbind het met een rij die een bron heeft.',
  ],
  'factor.unit': [
    '{name} wordt geteld in {found}, het cijfer is per {expected}.',
    'Noteer een eigenschap die van het ene naar het andere leidt.',
  ],
  'correction.apart': [
    'Een verbetering van {name} met {value} valt in een andere periode dan wat ze verbetert; ze zit niet in de voetafdruk.',
    'Open de periode opnieuw, of noteer de gebeurtenis opnieuw.',
  ],
  'wear.beyond': [
    '{name} werd langer gebruikt dan de inzet van zijn levensduur.',
    'Verleng de levensduur of noteer de vervanging.',
  ],
  'wear.unknown': [
    'Hoeveel van {name} bij gebruik verslijt is niet bekend.',
    'Noteer de inzet van zijn levensduur, en de inzet van elk gebruik (uren, kilometers).',
  ],
  'origin.unknown': [
    'Waar {name} vandaan kwam is niet genoteerd; {value} ervan werd zonder voetafdruk gebruikt of geleverd.',
    'Noteer de beginvoorraad, de ontvangst of de productie.',
  ],
  'system.singular': [
    '{name} draait rond in een kring waar niets uit gaat.',
    'Noteer wat eruit gaat: levering, verlies of voorraad.',
  ],
  'system.nonproductive': [
    'Het stelsel verbruikt meer {name} dan het maakt.',
    'Kijk de hoeveelheden na van: {members}.',
  ],
  'system.notSquare': ['{value} producten worden gemaakt door {found} processen.', 'Geef elk product één proces.'],
  'system.gain': [
    'Wat {members} van elkaar nemen komt per ronde {value} keer terug: de kring verbruikt meer {name} dan hij maakt.',
    'Kijk de hoeveelheden na van: {members}. Eén ronde moet voor elke eenheid minder dan een eenheid teruggeven.',
  ],
  'system.output': [
    'Het proces {name} maakt niets van {product}; het telt niet mee.',
    'Geef zijn uitvoer van {product} een andere hoeveelheid dan nul.',
  ],
  'system.makers': [
    '{name} wordt door meer processen gemaakt: {members}. Alleen {process} telt.',
    'Noem het product van elk apart, of meng ze in een markt naar hun aandeel.',
  ],
  'system.unmade': [
    'Niemand in het stelsel maakt {name}; wat ervan gebruikt wordt telt als niets.',
    'Koppel het aan een proces dat het maakt, of aan een achtergrondrij.',
  ],
  'system.entry': [
    'De hoeveelheid {product} in {name} is {value}, en dat is geen getal; ze telt als niets.',
    'Geef een hoeveelheid.',
  ],
  'system.gross': [
    'Hoeveel kredieten van {name} afhalen is niet te begrenzen: zonder hen groeiden de kringen ervan eindeloos.',
    'Lees de boom naar wat de takken per saldo dragen, of geef de bijproducten een aandeel in plaats van een krediet.',
  ],
  'system.scale': [
    'Wat in {name} gaat draagt hoeveelheden tot {value} machten van tien uit elkaar; de kleinste gaan naast de grootste verloren.',
    'Kijk de eenheden van de invoer na.',
  ],
  'system.separate': [
    'Het stelsel valt in {value} delen uiteen die niets uitwisselen; buiten het grootste: {name}.',
    'Koppel ze, of lees elk deel als een eigen stelsel.',
  ],
  'system.demand': ['Er is geen product {name} in het stelsel.', 'Kies een van zijn producten.'],
  'system.category': ['Het stelsel telt {name} niet.', 'Kies een van zijn categorieën.'],
  'solver.stalled': [
    'De oplosser stopte bij een rest van {value}.',
    'Kijk of er uitschieters bij de hoeveelheden zijn.',
  ],
  'sector.balance': [
    '{name} is niet in evenwicht: {first} telt op tot {value}, {second} tot {found}; het verschil is {difference}.',
    'Kijk beide na in {at}; er wordt gerekend met wat er staat.',
  ],
  'sector.output': [
    'De productie van {name} is {value}, zodat niet bekend is wat een eenheid ervan verbruikt.',
    'Kijk ze na in {at}; de andere sectoren worden berekend.',
  ],
  'sector.column': [
    '{name} heeft een productie en verbruikt niets.',
    'Kijk de kolom na in {at}; er wordt gerekend met wat er staat.',
  ],
  'sector.unmatched': [
    '{name} staat in {found} en niet in {expected}.',
    'Geef beide tabellen dezelfde sectoren; wat alleen in {at} staat telt niet mee.',
  ],
  'sector.table': ['Er is geen tabel van {value}.', 'Noem een blad of bestand een van deze: {known}.'],
  'method.mismatch': [
    'De score is in {found}, het budget in {expected}; ze zijn niet op elkaar te delen.',
    'Kies een budget van dezelfde methode, versie en eenheid.',
  ],
  'sharing.basis': [
    '{name} heeft geen bruikbaar {field}.',
    'Geef een getal dat niet negatief is, of kies een andere regel.',
  ],
  'budget.none': [
    'Volgens deze regel valt {name} geen budget toe.',
    'Kies een andere regel; er is geen verhouding te tonen.',
  ],
  'dataset.invalid': ['De dataset {name}: {reason}.', 'Herstel zijn datapackage.json of het bestand dat het noemt.'],
  'dataset.unknown': ['Er is geen dataset of bestand {value}.', 'Kies er een die /api/datasets noemt.'],
  'dataset.row': [
    '{name} is verbonden met rij {value}, die {dataset} niet heeft.',
    'Verbind het met een rij die de dataset noemt.',
  ],
  'table.quotes': [
    'Een aanhalingsteken dat in regel {value} opent wordt nooit gesloten, of midden in een cel.',
    'Sluit het, of schrijf het twee keer waar het bij de tekst hoort.',
  ],
  'table.width': [
    'De regel heeft {found} cellen onder {expected} koppen.',
    'Zet een getal met een komma tussen aanhalingstekens, of scheid de cellen met puntkomma’s.',
  ],
  'table.header': ['De tabel heeft geen kolom voor {field}.', 'Noem een kolom {known}.'],
  'table.cell': [
    '{value} in kolom {field} is niet wat verwacht werd: {expected}.',
    'Herstel de cel; de andere rijen blijven.',
  ],
  'table.formula': ['{value} in kolom {field} is een formule.', 'Plak de waarde in plaats van de formule.'],
  'table.choice': ['{value} kan een van deze zijn: {known}.', 'Voeg het lot toe, of de naam van de voorraad.'],
  'table.name': ['{value} is niet genoteerd als {class}.', 'Kies er een die genoteerd is of voeg het toe.'],
  'table.namesake': [
    'Er is al een {class} genoteerd met de naam {value} ({id}); deze rij maakt er een tweede bij.',
    'Schrijf {id} in de kolom id als je die bedoelt, of geef deze een andere naam.',
  ],
  'table.ambiguous': ['{value} is te lezen als {first} of als {second}.', 'Kies de volgorde van dag en maand.'],
  'table.workbook': [
    'De werkmap kan niet gelezen worden: {reason}.',
    'Bewaar ze opnieuw als .xlsx zonder wachtwoord, en stuur het hele bestand.',
  ],
  'table.unpacked': ['De werkmap neemt uitgepakt meer dan {limit} bytes in.', 'Splits ze, of stuur de tabel als CSV.'],
  'table.slow': ['De werkmap lezen duurde langer dan {limit} seconden.', 'Splits ze, of stuur de tabel als CSV.'],
  'table.sheet': ['De werkmap heeft geen blad {value}.', 'Noem een van deze: {known}.'],
  'table.proposed': [
    '{value} is niet genoteerd als {class}, en wordt niet gemaakt als je het niet zegt.',
    'Schrijf de naam van een die genoteerd is, of stuur accept={id} mee.',
  ],
  'journal.frame': [
    'Het journaal {name} is beschadigd bij byte {at}: {reason}.',
    'Zet het terug uit een reservekopie.',
  ],
  'journal.locked': ['De gegevensmap is in gebruik door {holder}.', 'Stop dat proces, of kies een andere --data.'],
  'journal.full': [
    'Er is geen plaats meer op de schijf.',
    'Maak plaats en start opnieuw; niets dat bevestigd werd is verloren.',
  ],
  'flows.damaged': [
    'De stroomtabel is beschadigd: {reason}.',
    'Laad ze opnieuw; blijft het zo, laat ze dan opnieuw opbouwen.',
  ],
  'store.rebuilding': ['De gegevensbank wordt opnieuw opgebouwd ({value}).', 'Vraag het over enkele seconden opnieuw.'],
  'store.failed': [
    'De gegevensbank kon niet gelezen of geschreven worden ({reason}).',
    'Start opnieuw; niets dat bevestigd werd is verloren, ze wordt uit het journaal opnieuw gemaakt.',
  ],
  'store.emptied': [
    'De gegevensbank werd geleegd en wordt uit de journalen opnieuw gemaakt: {reason}.',
    'Er is niets verloren; de eerste start hierna duurt langer.',
  ],
  'store.busy': ['Het antwoord duurde langer dan {limit}.', 'Vraag een kortere periode of minder rijen.'],
  'store.away': [
    'De gegevensbank is nu niet te bereiken ({reason}).',
    'Vraag het over enkele seconden opnieuw. Wat ingediend werd is één keer genoteerd of niet: dien het opnieuw in met dezelfde Idempotency-Key.',
  ],
  'database.address': [
    'DATABASE_URL is {value}; dat is geen adres van een PostgreSQL-gegevensbank.',
    'Schrijf postgresql://GEBRUIKER:WACHTWOORD@HOST:POORT/GEGEVENSBANK.',
  ],
  'database.away': [
    'De PostgreSQL-server op {place} is niet te bereiken ({reason}).',
    'Start hem, of verbeter host en poort in DATABASE_URL.',
  ],
  'database.refused': [
    'De PostgreSQL-server op {place} laat {user} niet binnen ({reason}).',
    'Verbeter gebruiker en wachtwoord in DATABASE_URL, of laat die rol daar toe.',
  ],
  'database.missing': [
    'De PostgreSQL-server op {place} heeft geen gegevensbank {name}.',
    'Maak ze (createdb {name}), of verbeter haar naam in DATABASE_URL.',
  ],
  'database.unfit': [
    'De gegevensbank {name} op {place} kan niet gebruikt worden: {field} is {value}.',
    'Het moet dit zijn: {expected}.',
  ],
  'database.unsafe': [
    'De PostgreSQL-server op {place} draait met {field}={value}: een stroompanne kan wegnemen wat bevestigd werd.',
    'Zet {field}={expected} in zijn instellingen.',
  ],
  'samples.failed': [
    'Het voorbeeldnetwerk {name} is niet volledig geladen.',
    'Herstel wat ernaast staat en start opnieuw: het gaat verder waar het stopte. --no-samples start zonder.',
  ],
  'route.unknown': ['Er is niets op {value}.', 'Kijk methode en adres na; /api/networks noemt de netwerken.'],
  'route.method': ['{value} kan niet op {name}.', 'Gebruik {known}.'],
  'network.unknown': ['Er is geen netwerk {value}.', 'Kies er een die /api/networks noemt.'],
  'network.own': [
    'Een netwerk houdt voorgoed één gegeven over zichzelf, {expected}; {value} zou een ander zijn, of het beëindigen.',
    'Herzie {expected}, of begin een ander netwerk.',
  ],
  'network.exists': ['Er is al een netwerk {value}.', 'Kies een ander adres, of noteer in dat netwerk.'],
  'model.unknown': ['Er is hier geen model {value}.', 'Kies er een uit de lijst van modellen.'],
  'record.unknown': ['Er is geen {class} {value}.', 'Kies er een die de lijst toont.'],
  'parameter.invalid': [
    'De parameter {field} is {value}; verwacht werd {expected}.',
    'Herstel {field} of laat het weg.',
  ],
  'view.unbuilt': [
    'Beelden worden hier niet als bestand geleverd: de verkenner kon niet worden gebouwd.',
    'Lees wat de server bij zijn start toonde, herstel het en start opnieuw.',
  ],
  'access.unknown': ['U bent niet aangemeld.', 'Open de aanmeldlink die de server bij zijn start toonde.'],
  'access.denied': ['U mag hier niet: {action}.', 'Vraag een beheerder van het netwerk om de rol {expected}.'],
  'access.scope': ['Dit token mag hier niet: {action}.', 'Maak er een dat verder reikt, of meld u als persoon aan.'],
  'access.owner': [
    'Dit schrijft in de boeken van {value}; u handelt voor {expected}.',
    'Vraag hun om het te noteren, of een beheerder van het netwerk.',
  ],
  'access.host': [
    'De aanvraag is voor {value}, wat geen naam van deze server is.',
    'Open het adres dat hij bij zijn start toonde.',
  ],
  'invitation.unknown': [
    'Deze uitnodiging opent niets: ze is gebruikt, ingetrokken, of haar tijd is om.',
    'Vraag wie ze stuurde om een nieuwe.',
  ],
  'access.origin': [
    'De aanvraag komt van een andere site ({value}).',
    'Stuur ze vanuit de verkenner zelf, of vanuit een programma met een Bearer-token.',
  ],
  'server.failed': [
    'Hier ging iets mis; het is opgeschreven als {value}.',
    'Probeer het opnieuw; blijft het zo, meld dat nummer.',
  ],
};
