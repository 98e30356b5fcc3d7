/** What the reader of a problem is told: what is wrong and what to do about it. `{name}` is filled from the values. */
export interface ProblemKind {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
}

// Whoever only makes problems, as the worker of the explorer, loads none of their sentences.
const error = /* @__NO_SIDE_EFFECTS__ */ (message: string, remedy: string): ProblemKind => ({
  severity: 'error',
  message,
  remedy,
});
const warning = /* @__NO_SIDE_EFFECTS__ */ (message: string, remedy: string): ProblemKind => ({
  severity: 'warning',
  message,
  remedy,
});

/** The closed list of problems, in the order in which they are reported. */
export const problemKinds = {
  // what was sent
  'request.syntax': error('The request cannot be read: {reason}.', 'Mend the request line or its headers.'),
  'request.headers': error('The address and headers of the request are too long.', 'Send fewer or shorter ones.'),
  'request.haste': error('Too many requests came from you in a short time.', 'Wait {value} s and go on.'),
  'body.truncated': error(
    'The text ends before the JSON does (at character {at}).',
    'Send the whole file; nothing of it was recorded.',
  ),
  'body.syntax': error('The text is not JSON: {reason}.', 'Mend the text at that place and send it again.'),
  'turtle.syntax': error(
    'The text is not Turtle at line {line}: {reason}.',
    'Mend the text at that line and send it again.',
  ),
  'body.size': error(
    'The body is larger than {limit} bytes.',
    'Split it into batches of at most {limit} bytes, or use the import command.',
  ),
  'body.encoding': error('The body is packed as {value}.', 'Send it as it is, without Content-Encoding.'),
  'body.cut': error('The body ended before it was whole.', 'Send it again; nothing of it was recorded.'),
  'body.slow': error(
    'Nothing more of the body came for {limit} seconds, or all of it took too long.',
    'Send it again; an import goes on behind what is recorded.',
  ),
  'body.line': error(
    'Line {value} is longer than {limit} bytes.',
    'One line holds one record; a record takes far less.',
  ),
  'body.rows': error('There are more than {limit} rows.', 'Send the rest as another import.'),
  'body.type': error('The body is {value}.', 'Send it as one of: {known}.'),
  'body.depth': error(
    'The JSON is nested deeper than {limit} levels.',
    'Send records as a flat list; a record needs at most {limit} levels.',
  ),
  'body.keys': error('An object has more than {limit} fields.', 'A record needs a few dozen; remove the others.'),
  'body.key': error('The key {key} is not allowed.', 'Remove or rename the key.'),
  'body.shape': error(
    'A batch is a list of records; this is {value}.',
    'Send [record, ...] or {"@graph": [record, ...]}.',
  ),
  'batch.empty': error('The batch holds no record.', 'Send at least one record.'),
  'batch.size': error('The batch holds {value} records; at most {limit} fit in one.', 'Send several batches.'),
  // the shape of a record
  'class.unknown': error('{value} is not a kind of record that is known here.', 'Use one of: {known}.'),
  'field.missing': error('{field} is missing.', 'Add {field}.'),
  'field.unknown': error('{field} is not a field of {class}.', 'Remove it, or use one of: {known}.'),
  'field.twice': error('{field} is given twice, in two spellings.', 'Keep one of them.'),
  'field.type': error('{field} is {value}; expected {expected}.', 'Give {field} as {expected}.'),
  'field.derived': error(
    '{field} follows from the events and is never typed in.',
    'Leave it out; record the event that brings it about (opening stock, receipt, transfer, move, ...).',
  ),
  'field.ignored': warning(
    '{field} of {class} follows from the events and was not read.',
    'Nothing is to be done; what it says is right when the events are.',
  ),
  'field.former': warning('{field} is read as {expected}.', 'Write {expected}, which is the word of the vocabulary.'),
  'field.left': warning('{field} is not a field of {class} and was left out.', 'Keep it elsewhere if it matters.'),
  'field.gap': warning(
    'A record of the class {class} does not tell its {field}; it is recorded without.',
    'Revise it when {field} is known; until then that is shown as not told.',
  ),
  'field.blank': warning(
    '{field} of {class} has no {expected} and was left out.',
    'When it is known, correct the event, or revise any other record.',
  ),
  'class.left': warning(
    '{value} is not a kind of record that is known here; the record was left out.',
    'Keep it elsewhere if it matters, or send it as one of: {known}.',
  ),
  'reference.begun': warning(
    '{field} names {value}, of which nothing is told; it is recorded by its id alone, with the class {class}.',
    'Send its record too, at the same level, or revise it when more is known.',
  ),
  'linked.context': error(
    'The context says {value}, which is not known here; nothing is fetched from elsewhere.',
    'Write the prefixes and words that the document uses into its @context, or use the context that is served at /api/context.jsonld.',
  ),
  'linked.disagree': error(
    '{field} names {value}, whose own {expected} says another one than {name}.',
    'Let both ends of the link say the same, or leave one of them out.',
  ),
  'linked.elsewhere': warning(
    '{field} names {value}, which does not come along; its link was not changed.',
    'Send that record too, or record or revise it with {expected}: {name}.',
  ),
  'entry.size': error(
    'The record takes {value} bytes; at most {limit} are kept.',
    'Shorten the notes or split the record.',
  ),
  'id.invalid': error(
    '{value} is not an identifier.',
    'Use an IRI (https://..., urn:uuid:...) without blanks, of at most 512 characters.',
  ),
  'id.duplicate': error('The id {value} stands twice in this batch.', 'Give each record its own id.'),
  'id.conflict': error(
    '{value} is already recorded with other content.',
    'Use a new id, or correct the recorded event.',
  ),
  'key.reused': error(
    'The Idempotency-Key {value} was used for another body.',
    'Send the first body again, or choose a new key.',
  ),
  // values
  'text.invalid': error('{field} holds a character that cannot be kept ({value}).', 'Remove it from the text.'),
  'choice.unknown': error('{field} is {value}, which is not one of the choices.', 'Use one of: {known}.'),
  'number.invalid': error('{value} is not a number.', 'Write digits with a decimal point, as 12.5.'),
  'number.precision': error(
    '{value} has more digits than are kept (27 before the point, 9 after it).',
    'Round it, or choose a larger or smaller unit.',
  ),
  'number.negative': error(
    '{field} is {value}; a negative quantity is legal only in a correction.',
    'Give a positive quantity, or name the event that this one corrects.',
  ),
  'number.range': error('{field} is {value}; it must lie between {low} and {high}.', 'Check the number and its unit.'),
  'number.sign': error('{field} is {value}; it cannot be below zero.', 'Give zero or more.'),
  'number.order': error('The low figure ({low}) lies above the high one ({high}).', 'Exchange or mend the two.'),
  'unit.unknown': error('The unit {value} is not known.', 'Use one of: {known}.'),
  'unit.dimension': error(
    '{value} measures {found}, but {name} is kept in {expected}.',
    'Give a unit of {expected}: {known}.',
  ),
  'zone.unknown': error('{value} is not a time zone that is known here.', 'Use an IANA name such as Europe/Brussels.'),
  'time.invalid': error('{value} is not a time.', 'Write 2025-03-12, 2025-03-12T14:30 or 2025-03-12T14:30:00+01:00.'),
  'time.both': error(
    'It has a point in time ({value}) and an interval ({begin} to {end}).',
    'Keep hasPointInTime, or hasBeginning and hasEnd, not both.',
  ),
  'time.order': error('It ends ({end}) before it begins ({begin}).', 'Exchange or mend the two times.'),
  'time.future': error('{value} lies more than {limit} ahead.', 'Check the year; plans are recorded as commitments.'),
  // references
  'reference.unknown': error(
    '{field} names {value}, which is not recorded in this network.',
    'Record that {class} first or in the same batch, or choose a recorded one; what another network keeps is recorded here, too, before it is named.',
  ),
  'reference.class': error('{field} names {value}, which is a {found}, not a {class}.', 'Name a {class}.'),
  'reference.retired': error('{field} names {value}, which is retired.', 'Choose another {class}.'),
  'record.fixed': error(
    '{class} {value} is never changed once it is recorded.',
    'Correct an event by another event; else record a new one that replaces it.',
  ),
  'record.changed': error(
    '{value} was changed since you read it; it now stands as {expected}.',
    'Read it again, make your change to what it is now, and send that with If-Match: "{expected}".',
  ),
  'record.match': error(
    'A change of {value} must say which state of it was read.',
    'Send If-Match with the ETag of the record: "{expected}".',
  ),
  'resource.specification': error(
    '{name} is kept as {expected}, not as {found}.',
    'Name the specification of that resource, or another resource.',
  ),
  // behaviour of the action
  'action.gap': warning(
    '{action} is recorded as it stands, though its {field} is not as the action asks ({value}).',
    'Its effects are those that its fields allow. If the missing fact is known, take the event back and record it whole.',
  ),
  'action.noEffect': warning(
    '{action} moves nothing: it ends where it began, with {provider}.',
    'Name another receiver or another stock. If it was a slip, take the event back.',
  ),
  'action.sameProcess': error('{action} runs from {name} into itself.', 'Name two processes, or one side only.'),
  'action.side': error(
    '{action} is an {side} of a process and cannot be tied to it as {found}.',
    'Use {expected} for this event.',
  ),
  'action.process': error('{action} needs the process that it belongs to.', 'Name the process in {expected}.'),
  'action.noProcess': error('{action} does not belong to a process.', 'Leave inputOf and outputOf out.'),
  'action.quantity': error('{action} needs {field}.', 'Add {field} with a number and a unit.'),
  'action.noQuantity': error('{action} has no {field}.', 'Leave {field} out.'),
  'action.agent': error('{action} needs a {field}.', 'Name the agent in {field}.'),
  'action.sameAgent': error('{action} happens within one agent.', 'Give provider and receiver the same agent.'),
  'action.resource': error(
    '{action} needs a resource or a specification.',
    'Name resourceInventoriedAs, or resourceConformsTo where nothing is inventoried.',
  ),
  'action.stock': error(
    '{action} needs the stock that it changes; {field} names none.',
    'Name it in {field}; where there is none yet, record an EconomicResource in the same batch.',
  ),
  'action.specification': error(
    '{action} does not say of what kind it is.',
    'Name the kind of work, service or thing in {field}.',
  ),
  'action.noResource': error('{action} changes no resource.', 'Leave {field} out.'),
  'action.create': error(
    '{action} cannot begin the resource {name}; nothing was ever recorded of it.',
    'Record first how it came about: produce it, receive it, or raise its opening stock.',
  ),
  'correction.action': error(
    'The correction is a {action}, the corrected event a {found}.',
    'Repeat the action, process, resource and agents of the corrected event.',
  ),
  'correction.field': error('The correction changes {field}.', 'Back the event out wholly and record it anew.'),
  'correction.excess': error(
    'The corrections take away more ({value} {unit}) than was recorded ({found} {unit}).',
    'Give a difference that leaves zero or more.',
  ),
  // what was promised, wished for or claimed
  'fulfilment.stray': error(
    'An amount is allocated to {value}, which the event does not name.',
    'Name it in fulfills, satisfies or settles, or leave its amount out.',
  ),
  'fulfilment.twice': error('{value} is allocated an amount twice.', 'Give it one amount, the sum of both.'),
  'fulfilment.excess': error(
    'The event allocates {value} of its {field}, and has {found}.',
    'Allocate no more than the event has, or correct its quantity.',
  ),
  'fulfilment.mismatch': warning(
    '{name} says {expected} in {field}, the event {found}.',
    'Check that the event answers this one; else leave the link out.',
  ),
  'fulfilment.over': warning(
    'Of {name} {value} are now done; {expected} were agreed.',
    'Check the quantity, or agree on more.',
  ),
  'promise.answered': error(
    '{name} is answered by {value} events already; it cannot change by {field}.',
    'Set finished and record a new one in its place.',
  ),
  'promise.sides': warning(
    'An intent names a provider and a receiver.',
    'Leave the other side open, or record a commitment of both.',
  ),
  'promise.agents': warning('A commitment names no {field}.', 'Name both sides: who gives and who takes.'),
  'claim.trigger': error(
    'A claim does not say what it follows from.',
    'Name the event in triggeredBy; what was agreed beforehand is a commitment.',
  ),
  'plan.output': error(
    '{name} does not say how much it makes.',
    'Give its last process an output with an amount, and name it as its primaryOutput.',
  ),
  'confirmation.correction': error('This event corrects {value}.', 'Confirm that one.'),
  'confirmation.party': error('{value} cannot confirm this event.', 'The side that did not record it does.'),
  'confirmation.field': error(
    '{field} does not fit the event.',
    'Name one of its sides; give what it gives, in a unit of its kind.',
  ),
  'containment.loop': error('{name} would contain itself.', 'Name another container.'),
  'reading.shape': error(
    'A reading is what a meter showed at a moment, or what an invoice says of a period.',
    'Give index with hasPointInTime, or resourceQuantity with hasBeginning and hasEnd.',
  ),
  'reading.first': error(
    'Nothing is known of the time before {value}.',
    'Record what the meter showed before, or an invoice with its period.',
  ),
  'reading.meter': warning(
    'The meter is another one ({found}, before it {name}): what was used between them is not known.',
    'Record what the old meter showed last and the new one first.',
  ),
  'reading.backwards': warning(
    'The meter shows {value}, and before it {expected}.',
    'Check both; of a meter that began again at zero say how many digits it has.',
  ),
  'count.order': error(
    '{value} did not happen to {name} at {expected}.',
    'Name an event of the same moment and resource, or say whether the count came first or last.',
  ),
  'count.mismatch': error(
    'The event differs in {field} from the count of {name} at {expected} that it resolves.',
    'Take over action, resource, holder and moment as they are proposed, or leave out resolves.',
  ),
  // policy of the network
  'stock.negative': warning(
    '{name} at {holder} falls to {value}.',
    'Record what came in, correct the quantity, or raise the stock after a count.',
  ),
  'pair.missing': warning(
    '{process} has a {action} of {name} and no {expected} beside it.',
    'Record the {expected}, or correct the {action}.',
  ),
  'pair.quantity': warning(
    '{process} took in {value} of {name} and put out {found}.',
    'Correct one of the two, or record what was lost on the way.',
  ),
  'holder.mismatch': warning('{provider} does not hold {name}.', 'Check the provider, or record how it came there.'),
  // flows and balances
  'property.missing': warning('{name} has no {layer} content.', 'Record a Property ({layer}) of it with its source.'),
  'balance.unexplained': warning(
    'In {name}, {value} of {layer} are not accounted for ({share} of what went in).',
    'Check the quantities of this process for a slip of the pen.',
  ),
  'heating.basis': error(
    '{name} mixes upper and lower heating values.',
    'State the basis of the figure and convert with the carrier factor.',
  ),
  // footprints and thresholds
  'allocation.missing': warning(
    '{name} has several products and no rule that shares its burden.',
    'Set its allocation.',
  ),
  'allocation.weight': warning(
    '{process} cannot share its burden by {rule}: {name} has {value}.',
    'Record a Property of {name} for it, mend the one that there is, or choose another rule.',
  ),
  'allocation.zero': warning(
    '{process} cannot share its burden by {rule}: the weights of its outputs ({name}) sum to zero.',
    'Mend the properties of its outputs, or choose another rule.',
  ),
  'allocation.unstated': warning(
    '{process} cannot share its burden by {rule}: {expected} of its outputs ({name}) are not recorded.',
    'Record them in the allocation of its process specification, or choose another rule.',
  ),
  'allocation.replaced': warning(
    '{process}: what {name} takes the place of ({value}) has no known footprint.',
    'Link {value} to a dataset row, or record where it is made in the network.',
  ),
  'allocation.fallback': warning(
    '{name} cannot be shared by {rule}: the weight of {product} is {value}. It is shared by {expected}.',
    'Give {product} a weight of zero or more, of which some are above zero, or choose another rule.',
  ),
  'allocation.sum': warning(
    'The factors of {name} ({rule}) sum to {value}; they were brought to 1.',
    'Mend the factors so that they sum to 1.',
  ),
  // models of product systems
  'formula.syntax': error(
    'The formula {value} of {name} cannot be read at character {at}; the number beside it counts ({found}).',
    'Use numbers, names, + - * / ^, comparisons, parentheses, if(condition; then; else) and functions such as min, max, sqrt.',
  ),
  'formula.name': error(
    'The formula {value} of {name} uses {field}, which no parameter is called; the number beside it counts ({found}).',
    'Add the parameter {field}, or mend the formula.',
  ),
  'formula.circle': error(
    'The parameters {members} are made of one another; the numbers beside their formulas count.',
    'Give one of them a number instead of a formula.',
  ),
  'formula.number': error(
    'The formula {value} of {name} comes to no number; the number beside it counts ({found}).',
    'Check what it divides by, and its roots and logarithms.',
  ),
  'model.archive': error(
    'The archive cannot be read: {reason}.',
    'Export it again as a zip of JSON-LD and send the whole file.',
  ),
  'model.entry': error(
    'The file {value} is not JSON: {reason}; it was left out.',
    'Export it again, and send it whole.',
  ),
  'model.empty': error(
    'None of the {value} files holds a process or a category of impact.',
    'Send an export of JSON-LD with its folders (processes, flows, unit_groups, ...).',
  ),
  'model.named': warning(
    'The flow {value}, which {name} exchanges, is only named ({count} times); its kind and unit are taken from who names it.',
    'Send its file along to know its folder and its properties.',
  ),
  'model.unit': error(
    '{process} counts {name} in {value}, and nothing leads from there to {expected}; the line was left out.',
    'Send the group of that unit along, or write the amount in {expected}.',
  ),
  'model.property': error(
    'The flow {name} ({count} flows in all) is counted by {value}, whose reference unit is not there; the unit that exchanges name first counts.',
    'Send the flow property and its group of units along.',
  ),
  'model.flow': error(
    '{name} exchanges the flow {value}, which is not there; {count} exchanges of it were left out.',
    'Send the flow along, or mend its id.',
  ),
  'model.number': error(
    '{process} exchanges {value} of {name}, which is no number; the exchange was left out.',
    'Write a number.',
  ),
  'model.output': error(
    '{name} does not make what it is named for.',
    'Give it an output of a product above zero, or an input of waste that it treats, and name that its reference.',
  ),
  'model.provider': warning(
    '{name} takes {product} from {value}, which is not there or does not make it ({count} exchanges); whoever makes it serves.',
    'Send the process {value} along, or name another one.',
  ),
  'model.links': warning(
    'The product system {name} names other providers than one before it for {count} exchanges; those of the first count.',
    'Export one product system at a time, or choose the providers.',
  ),
  'model.ambiguous': warning(
    '{name} is made by {value} processes ({known}) and {process} names none; {count} exchanges are cut off.',
    'Choose the provider, or a market with shares.',
  ),
  'model.cutoff': warning(
    'Nothing supplies or treats {name}, which {process} asks for; {count} exchanges are cut off.',
    'Add a process that does, or know that its burden is not counted.',
  ),
  'model.market': warning(
    'The shares of the market of {name} sum to {value}; they were brought to 1.',
    'Mend the shares.',
  ),
  'model.factor': error(
    'The factor of {name} in {category} is {value}, which is no number; it counts as zero.',
    'Write a number.',
  ),
  'background.missing': warning('{name} comes from outside without a known footprint.', 'Link it to a dataset row.'),
  'factor.missing': warning(
    '{name} is exchanged with nature without a known factor.',
    'Link it to an elementary flow that the method characterises.',
  ),
  'factor.assumed': warning(
    'The figure of {name} is assumed; assumed figures serve invented networks only.',
    'Link it to a sourced row.',
  ),
  'factor.unit': warning(
    '{name} is counted in {found}, its figure is per {expected}.',
    'Record a Property that leads from one to the other.',
  ),
  'correction.apart': warning(
    'A correction of {name} by {value} falls in another period than what it corrects; it is not in the footprint.',
    'Reopen the period, or record the event anew.',
  ),
  'wear.beyond': warning(
    '{name} was used beyond its lifetime effort.',
    'Extend its lifetime or record its replacement.',
  ),
  'wear.unknown': warning(
    'How much of {name} its use wears is not known.',
    'Record its lifetime effort, and the effort of each use (hours, kilometres).',
  ),
  'origin.unknown': warning(
    'Where {name} came from is not recorded; {value} of it were used or delivered without a footprint.',
    'Record its opening stock, receipt or production.',
  ),
  'system.singular': error(
    '{name} runs in a circle that nothing leaves.',
    'Record what leaves it: delivery, loss or stock.',
  ),
  'system.nonproductive': error('The system uses more of {name} than it makes.', 'Check the quantities of: {members}.'),
  'system.notSquare': error('{value} products are made by {found} processes.', 'Give each product one process.'),
  'system.gain': error(
    'What {members} take from each other comes back {value}-fold round by round: the circle uses more of {name} than it makes.',
    'Check the quantities of: {members}. One round must give back less than one unit for each unit.',
  ),
  'system.output': error(
    'The process {name} makes nothing of {product}; it is left out.',
    'Give its output of {product} an amount other than zero.',
  ),
  'system.makers': error(
    '{name} is made by several processes: {members}. Only {process} counts.',
    'Name the product of each apart, or mix them in a market by their shares.',
  ),
  'system.unmade': warning(
    'Nobody in the system makes {name}; what is used of it counts as nothing.',
    'Link it to a process that makes it, or to a background row.',
  ),
  'system.entry': error(
    'The amount of {product} in {name} is {value}, which is no number; it counts as nothing.',
    'Give an amount.',
  ),
  'system.gross': warning(
    'How much credits take off {name} cannot be bounded: without them its circles would grow without end.',
    'Read its tree by what the branches carry on balance, or give its co-products a share instead of a credit.',
  ),
  'system.scale': warning(
    'What goes into {name} carries amounts up to {value} powers of ten apart; the smallest are lost beside the largest.',
    'Check the units of its inputs.',
  ),
  'system.separate': warning(
    'The system falls into {value} parts that exchange nothing; outside of the largest: {name}.',
    'Link them, or read each part as a system of its own.',
  ),
  'system.demand': error('There is no product {name} in the system.', 'Choose one of its products.'),
  'system.category': error('The system does not count {name}.', 'Choose one of its categories.'),
  'solver.stalled': error('The solver stopped at a residual of {value}.', 'Check the quantities for outliers.'),
  'sector.balance': warning(
    '{name} does not balance: its {first} sums to {value}, its {second} to {found}; the difference is {difference}.',
    'Check both in {at}; figures are computed as they stand.',
  ),
  'sector.output': warning(
    'The output of {name} is {value}, so that nothing is known of what a unit of it takes in.',
    'Check it in {at}; the other sectors are computed.',
  ),
  'sector.column': warning(
    '{name} has an output and takes nothing in.',
    'Check its column in {at}; it is computed as it stands.',
  ),
  'sector.unmatched': warning(
    '{name} stands in {found} and not in {expected}.',
    'Give both tables the same sectors; what stands in {at} alone is left out.',
  ),
  'sector.table': error('There is no table of {value}.', 'Name a sheet or file one of: {known}.'),
  'method.mismatch': error(
    'The score is in {found}, the budget in {expected}; they do not divide.',
    'Choose a budget of the same method, version and unit.',
  ),
  'sharing.basis': warning(
    '{name} has no usable {field}.',
    'Give a number that is not negative, or choose another rule.',
  ),
  'budget.none': warning('No budget falls to {name} under this rule.', 'Choose another rule; no quotient is shown.'),
  // datasets and import of tables
  'dataset.invalid': error('The dataset {name}: {reason}.', 'Mend its datapackage.json or the file it names.'),
  'dataset.unknown': error('There is no dataset or file {value}.', 'Choose one that /api/datasets lists.'),
  'dataset.row': warning(
    '{name} is linked to row {value}, which {dataset} does not have.',
    'Link it to a row that the dataset lists.',
  ),
  'table.quotes': error(
    'A quote that is opened in line {value} is never closed, or closed in the middle of a cell.',
    'Close the quote, or write it twice where it belongs to the text.',
  ),
  'table.width': error(
    'The line has {found} cells under {expected} headings.',
    'Put a number with a decimal comma in quotes, or separate the cells by semicolons.',
  ),
  'table.header': error('The table has no column for {field}.', 'Name a column {known}.'),
  'table.cell': error('{value} in column {field} is not {expected}.', 'Mend the cell; the other rows stay.'),
  'table.formula': error('{value} in column {field} is a formula.', 'Paste the value instead of the formula.'),
  'table.choice': warning('{value} may be any of {known}.', 'Add the lot, or the name of the stock.'),
  'table.name': warning('{value} is not recorded as a {class}.', 'Choose a recorded one or add it.'),
  'table.namesake': warning(
    'A {class} named {value} is recorded already ({id}); this row makes a second one.',
    'Write {id} in the column id to mean that one, or give this one another name.',
  ),
  'table.ambiguous': warning('{value} can be read as {first} or {second}.', 'Choose the order of day and month.'),
  'table.workbook': error(
    'The workbook cannot be read: {reason}.',
    'Save it again as .xlsx without a password, and send the whole file.',
  ),
  'table.unpacked': error(
    'The workbook takes more than {limit} bytes when it is unpacked.',
    'Split it, or send its table as CSV.',
  ),
  'table.slow': error('Reading the workbook took longer than {limit} seconds.', 'Split it, or send its table as CSV.'),
  'table.sheet': error('The workbook has no sheet {value}.', 'Name one of: {known}.'),
  'table.proposed': error(
    '{value} is not recorded as a {class}, and is not made unless you say so.',
    'Write the name of a recorded one, or send accept={id} along.',
  ),
  // the journal and its keeping
  'journal.frame': error(
    'The journal {name} is damaged at byte {at}: {reason}.',
    'Restore it from a backup or a peer.',
  ),
  'journal.locked': error('The data directory is in use by {holder}.', 'Stop that process, or choose another --data.'),
  'journal.full': error(
    'There is no room left on the disk.',
    'Free room and start again; nothing acknowledged was lost.',
  ),
  'flows.damaged': error('The flow table is damaged: {reason}.', 'Load it again; if it stays so, rebuild it.'),
  'store.rebuilding': error('The projection is being rebuilt ({value}).', 'Ask again in a few seconds.'),
  'store.failed': error(
    'The projection could not be read or written ({reason}).',
    'Start again; nothing acknowledged was lost, the projection is made anew from the journal.',
  ),
  'store.emptied': warning(
    'The database was emptied and is made anew from the journals: {reason}.',
    'Nothing is lost; the first start after this takes longer.',
  ),
  'store.busy': error('The answer took longer than {limit}.', 'Ask for a shorter period or fewer rows.'),
  'store.away': error(
    'The database cannot be reached now ({reason}).',
    'Ask again in a few seconds. What was handed in is recorded once or not at all: hand it in again with the same Idempotency-Key.',
  ),
  'database.address': error(
    'DATABASE_URL is {value}, which is no address of a PostgreSQL database.',
    'Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE.',
  ),
  'database.away': error(
    'The PostgreSQL server at {place} cannot be reached ({reason}).',
    'Start it, or mend host and port in DATABASE_URL.',
  ),
  'database.refused': error(
    'The PostgreSQL server at {place} does not let {user} in ({reason}).',
    'Mend user and password in DATABASE_URL, or let that role log in there.',
  ),
  'database.missing': error(
    'The PostgreSQL server at {place} has no database {name}.',
    'Make it (createdb {name}), or mend its name in DATABASE_URL.',
  ),
  'database.unfit': error(
    'The database {name} at {place} cannot be used: its {field} is {value}.',
    'It must be {expected}.',
  ),
  'database.unsafe': warning(
    'The PostgreSQL server at {place} runs with {field}={value}: a power cut may take away what was acknowledged.',
    'Set {field}={expected} in its configuration.',
  ),
  'samples.failed': error(
    'The sample network {name} is not loaded whole.',
    'Mend what is told beside this and start again: it goes on where it stopped. --no-samples starts without it.',
  ),
  // the way in
  'route.unknown': error('There is nothing at {value}.', 'Check method and address; /api/networks lists the networks.'),
  'route.method': error('{value} is not done at {name}.', 'Use {known}.'),
  'network.unknown': error('There is no network {value}.', 'Choose one that /api/networks lists.'),
  'network.own': error(
    'A network keeps one record of itself, {expected}, for good; {value} would be another, or end it.',
    'Revise {expected}, or found another network.',
  ),
  'network.exists': error('There is already a network {value}.', 'Choose another address, or record in that network.'),
  'model.unknown': error('There is no model {value} here.', 'Choose one that the list of models shows.'),
  'record.unknown': error('There is no {class} {value}.', 'Choose one that the list shows.'),
  'parameter.invalid': error('The parameter {field} is {value}; expected {expected}.', 'Mend or leave out {field}.'),
  'view.unbuilt': error(
    'Views are not served as files here: the explorer could not be built.',
    'Read what the server printed when it started, mend it and start again.',
  ),
  'access.unknown': error('You are not signed in.', 'Open the sign-in link that the server printed when it started.'),
  'access.denied': error('You may not {action} here.', 'Ask a steward of the network for the role {expected}.'),
  'access.scope': error('This token may not {action} here.', 'Make one that reaches further, or sign in as a person.'),
  'access.owner': error(
    'This writes in the books of {value}; you act for {expected}.',
    'Ask them to record it, or a steward of the network.',
  ),
  'access.host': error(
    'The request is for {value}, which is no name of this server.',
    'Open the address that it printed when it started.',
  ),
  'invitation.unknown': error(
    'This invitation opens nothing: it was used, withdrawn, or its time is over.',
    'Ask whoever sent it for a new one.',
  ),
  'access.origin': error(
    'The request comes from another site ({value}).',
    'Send it from the explorer itself, or from a program with a Bearer token.',
  ),
  'server.failed': error(
    'Something failed here; it is noted as {value}.',
    'Try again; if it stays, report that number.',
  ),
} as const satisfies Record<string, ProblemKind>;

/** The name of a problem; it is stable and says what is wrong. */
export type ProblemCode = keyof typeof problemKinds;

/** One thing that is wrong, as data: `record` is the id or place of the record, `path` a JSON Pointer inside it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly record?: string;
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Makes a problem. */
export function problem(
  code: ProblemCode,
  path: string,
  values: Record<string, string> = {},
  record?: string,
): Problem {
  return record === undefined ? { code, path, values } : { code, record, path, values };
}

/** The sentence and the remedy of a problem in plain English. */
export function describeProblem(given: Problem): ProblemKind {
  const kind: ProblemKind = problemKinds[given.code];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (all, name: string) => given.values[name] ?? all);
  return { severity: kind.severity, message: fill(kind.message), remedy: fill(kind.remedy) };
}

/** Whether a problem stops what was asked. */
export const isError = (given: Problem): boolean => problemKinds[given.code].severity === 'error';

/** The place of a code in the list; made when it is first asked for, so that whoever only makes problems does not load their sentences. */
let order: ReadonlyMap<string, number> | undefined;
const placeOf = (code: ProblemCode): number => {
  order ??= new Map(Object.keys(problemKinds).map((each, place) => [each, place]));
  return order.get(code)!;
};

/** Sorts problems by record as given, then by the order of the list; leaves its input alone. */
export function sortProblems(given: readonly Problem[]): Problem[] {
  const first = new Map<string | undefined, number>();
  given.forEach((each, place) => {
    if (!first.has(each.record)) first.set(each.record, place);
  });
  return [...given].sort((a, b) => first.get(a.record)! - first.get(b.record)! || placeOf(a.code) - placeOf(b.code));
}
