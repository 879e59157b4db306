// Made by `cargo xtask types` from the tables of calls in Rust. Do not edit by hand.

export type Adopt = {
/**
 * The record's id, hexadecimal.
 */
record: string,
/**
 * Why.
 */
reason: string, };

export type AdoptableRow = {
/**
 * Its id, hexadecimal.
 */
record: string,
/**
 * Its kind, as `card.signed`.
 */
kind: string,
/**
 * The first card that it is about.
 */
card: string,
/**
 * Customer as typed; empty where it may not be read.
 */
company: string,
/**
 * Whether headquarters has had what was written about it erased (SEC-14).
 */
erased: boolean,
/**
 * When it says that it was signed; nobody saw it.
 */
atMs: number,
/**
 * Whether the person at the desk may take it in.
 */
mayAdopt: boolean, };

export type AffairRow = {
/**
 * What it is about.
 */
matter: MatterRef,
/**
 * Fair name.
 */
fairName: string,
/**
 * The rule.
 */
rule: string,
/**
 * Name of who is to answer for it.
 */
name: string,
/**
 * Name of the colleague whose cards it is about, or empty.
 */
aboutName: string,
/**
 * Whether the facts still call for it.
 */
calledFor: boolean,
/**
 * Whether headquarters has still to say if the delay is excused.
 */
awaitsExcuse: boolean,
/**
 * `flag`, `unstated`, `severe`, `fine`; empty when nothing is called for any more.
 */
measure: string,
/**
 * Yuan, where the rule names an amount.
 */
amount: number | null,
/**
 * Milder offences that it displaces (PEN-04).
 */
covers: Array<string>,
/**
 * Since when the facts call for it.
 */
sinceMs: number | null,
/**
 * About how many cards.
 */
count: number,
/**
 * Those of them that are held here.
 */
cards: Array<LeadRowView>,
/**
 * How often the same was verified about him at this fair before (PEN-03).
 */
verifiedBefore: number,
/**
 * Who explained it to him, and how.
 */
told: Array<SaidView>,
/**
 * When that is first known to have reached him, and how.
 */
reached: ReachedView | null,
/**
 * Until when he may speak; null before it has reached him.
 */
maySpeakUntilMs: number | null,
/**
 * What he said.
 */
statements: Array<SaidView>,
/**
 * Whether he was heard, or has let the time pass.
 */
heard: boolean,
/**
 * What was decided.
 */
decision: PenaltyDecisionView | null,
/**
 * Whether that was made of less than what is known now.
 */
grown: boolean,
/**
 * Whether it is about the person at the desk.
 */
mine: boolean,
/**
 * Whether the person at the desk may explain it to him.
 */
mayTell: boolean,
/**
 * Whether the person at the desk may decide now.
 */
mayDecide: boolean,
/**
 * Whether the person at the desk is one who decides, now or later.
 */
decides: boolean, };

export type AfterFairView = {
/**
 * The award, for whoever took part or answers for the fair.
 */
award: AwardState | null,
/**
 * The supervisor's appraisal, for himself, whoever leads him, and headquarters.
 */
appraisal: AppraisalView | null,
/**
 * Marketing's score.
 */
score: ScoreView, };

export type AlertRow = {
/**
 * `hoard`, `favour`, `no_countersign` …
 */
kind: string,
/**
 * The rule behind it.
 */
rule: string,
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * Who is heard beside him, or whose cards they are; empty where there is none.
 */
besideName: string,
/**
 * Day, or empty.
 */
day: string,
/**
 * About how many cards.
 */
count: number,
/**
 * Those of them that are held here.
 */
cards: Array<LeadRowView>, };

export type AppealInput = {
/**
 * A card of the customer.
 */
card: string,
/**
 * Why.
 */
reason: string, };

export type AppealView = {
/**
 * Who, by name.
 */
by: string,
/**
 * When.
 */
atMs: number,
/**
 * Why.
 */
reason: string, };

export type AppraisalLine = {
/**
 * `packages`, `evaluation`, `loss`, `allotment`, `intel`, `quality`.
 */
criterion: string,
/**
 * The rule by which it is a duty.
 */
rule: string,
/**
 * As they should be, by the facts that are here now.
 */
got: number,
/**
 * Of how many.
 */
of: number,
/**
 * The points for all of it.
 */
points: number,
/**
 * What the share is worth, in hundredths of a point.
 */
worth: number,
/**
 * What headquarters signed for it, in hundredths of a point.
 */
given: number | null,
/**
 * Why that is something else.
 */
reason: string,
/**
 * Whether the facts give another share by now than the one that was signed.
 */
moved: boolean, };

export type AppraisalView = {
/**
 * Whose.
 */
name: string,
/**
 * From when headquarters may sign it.
 */
opensMs: number | null,
/**
 * By when it is due.
 */
dueMs: number | null,
/**
 * Whether that is over and nothing is signed.
 */
overdue: boolean,
/**
 * Whether the person at the desk may sign it now.
 */
maySign: boolean,
/**
 * Line by line.
 */
lines: Array<AppraisalLine>,
/**
 * What headquarters said on the whole.
 */
overall: string,
/**
 * Who signed it; empty where nobody has.
 */
signedBy: string,
/**
 * When; the newest first.
 */
signedMs: number[], };

export type AppraiseInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Other points for a line than its share is worth, in hundredths, by criterion.
 */
given: { [key in string]: number },
/**
 * Why, by criterion.
 */
reasons: { [key in string]: string },
/**
 * On the whole.
 */
overall: string, };

export type AssignInput = {
/**
 * A card of the customer.
 */
card: string,
/**
 * Person id, or `POOL:south`.
 */
to: string,
/**
 * Why; needed to deviate, replace or override.
 */
reason: string,
/**
 * Over the competent authority (headquarters only).
 */
override: boolean,
/**
 * Who discussed it; null to take whoever handed in or met the supervisor that day.
 */
discussion: Array<string> | null, };

export type AssignProposedInput = {
/**
 * Cards, one of each customer.
 */
cards: Array<string>,
/**
 * Who discussed it; null as in a single assignment.
 */
discussion: Array<string> | null, };

export type AttendeeRow = {
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * `supervisor`, `leader`, or empty.
 */
office: string,
/**
 * How this laptop knows of him that day: `handed_in`, `met`, or empty.
 */
knownBy: string,
/**
 * Whether he is there.
 */
present: boolean, };

export type Autosave = {
/**
 * The form as it stands.
 */
input: CardInput | null, };

export type AwardState = {
/**
 * Until when it takes in what is said.
 */
closesMs: number | null,
/**
 * Whether that is over.
 */
closed: boolean,
/**
 * Whether the person at the desk may state it to everybody.
 */
mayState: boolean,
/**
 * Who would be the best by what this laptop knows now; for whoever may state it, and empty for others.
 */
best: Array<string>,
/**
 * Who stated it; empty where nobody has.
 */
statedBy: string,
/**
 * When.
 */
statedMs: number | null, };

export type BoardCard = {
/**
 * The card that counts.
 */
card: string,
/**
 * The customer.
 */
company: string,
/**
 * His personal data was erased.
 */
erased: boolean,
/**
 * Whose he is: a person's id, `COMPANY`, `POOL:…`, `NONE`.
 */
owner: string,
/**
 * The owner's name.
 */
ownerName: string,
/**
 * `special`, `a`, `b`, `c`, `d`, `unclassified`: by the newest classification; until there is one,
 * `unclassified`.
 */
column: string,
/**
 * What the card alone would make it.
 */
byCard: string,
/**
 * Yearly usage as people write it, 万元; empty where it is unknown.
 */
usage: string,
/**
 * Whether that is stable.
 */
stable: boolean,
/**
 * `phone`, `visit`, `sms`, `mail`; empty before it was classified.
 */
evidence: string,
/**
 * Whether the evidence is what the rule asks for: a call or a visit.
 */
proper: boolean,
/**
 * Whether the source has no class for this usage (CLS-01).
 */
silent: boolean,
/**
 * By when its owner classifies it.
 */
dueMs: number | null,
/**
 * Whether that is over and nothing was said.
 */
overdue: boolean,
/**
 * When it was classified.
 */
classifiedMs: number | null, };

export type BookChange = {
/**
 * Which.
 */
field: string,
/**
 * What is there no more.
 */
gone: Array<string>,
/**
 * What is there since.
 */
new: Array<string>, };

export type BookDivision = {
/**
 * Id; empty for a new one.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Head.
 */
head: string | null, };

export type BookFair = {
/**
 * Id; empty for a new one.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Whom one calls at the organiser's.
 */
organiser: string,
/**
 * Place.
 */
place: string,
/**
 * Hosting territory.
 */
territory: string,
/**
 * The one person responsible (FAIR-01).
 */
supervisor: string,
/**
 * Days, `2026-03-12`.
 */
days: Array<string>,
/**
 * Daily closing time, `17:00`.
 */
closes: string,
/**
 * Participants beside the supervisor.
 */
team: Array<string>,
/**
 * Who looks at the rivals (FAIR-12).
 */
intel: Array<string>,
/**
 * What it is to bring.
 */
goals: string,
/**
 * The fair that it was copied from.
 */
copiedFrom: string | null, };

export type BookFairRow = {
/**
 * The fair.
 */
entry: BookFair,
/**
 * The supervisor's name.
 */
supervisorName: string,
/**
 * The hosting territory's name.
 */
territoryName: string,
/**
 * `planned`, `open`, `over`, or `blocked`: without a supervisor who may be one it does not open
 * (FAIR-01).
 */
status: string,
/**
 * How it stands.
 */
stand: BookStand, };

export type BookParameterRow = {
/**
 * The rulebook's name.
 */
name: string,
/**
 * Its default; empty where the company has to say.
 */
default: string,
/**
 * What it is.
 */
value: string,
/**
 * What it is counted in.
 */
unit: string,
/**
 * The rule that reads it.
 */
rule: string,
/**
 * `T` text, `I` interpretation, `D` invented.
 */
basis: string,
/**
 * This version of the rules reads it.
 */
read: boolean,
/**
 * How it stands.
 */
stand: BookStand, };

export type BookPerson = {
/**
 * Id; empty for somebody new.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Roles by their rulebook names.
 */
roles: Array<string>,
/**
 * Special powers inside a role.
 */
capabilities: Array<string>,
/**
 * Home territory.
 */
territory: string | null,
/**
 * Division.
 */
division: string | null,
/**
 * Who answers for him while he is new (OWN-16).
 */
mentor: string | null, };

export type BookPersonRow = {
/**
 * The person.
 */
entry: BookPerson,
/**
 * He has left (OWN-14).
 */
left: boolean,
/**
 * Laptops that are not revoked.
 */
devices: number,
/**
 * How it stands.
 */
stand: BookStand, };

export type BookPlace = {
/**
 * Division code.
 */
code: number,
/**
 * 广东, 东莞.
 */
name: string,
/**
 * The province it lies in; empty for a province.
 */
province: string,
/**
 * The territory that it belongs to by now; empty for none.
 */
territory: string, };

export type BookRef = {
/**
 * `person`, `territory`, `fair`, `divisions`, `holidays`, `parameter`.
 */
kind: string,
/**
 * Its id, or the number's name; empty for a whole list.
 */
id: string, };

export type BookSaved = {
/**
 * The id of what was changed.
 */
id: string, };

export type BookStand = {
/**
 * The version that a change goes on from, hexadecimal.
 */
seen: string | null,
/**
 * Who made it; empty for what the company was founded with.
 */
by: string,
/**
 * Since when it counts; while it waits, when it was written.
 */
atMs: number | null,
/**
 * The server has not endorsed it: it does not count yet (SYN-06).
 */
waits: boolean,
/**
 * How many versions there are.
 */
versions: number,
/**
 * Whose changes the author of the newest version had not seen.
 */
unseen: Array<string>, };

export type BookTerritory = {
/**
 * Id; empty for a new one.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Division codes.
 */
regions: Array<number>,
/**
 * Its regional manager.
 */
head: string | null, };

export type BookTerritoryRow = {
/**
 * The territory.
 */
entry: BookTerritory,
/**
 * Its places, by name.
 */
places: Array<BookPlace>,
/**
 * Who works there.
 */
people: number,
/**
 * How it stands.
 */
stand: BookStand, };

export type BookVersion = {
/**
 * Its record, hexadecimal.
 */
record: string,
/**
 * Who made it; empty for what the company was founded with.
 */
by: string,
/**
 * Since when it counts; `null` while it waits.
 */
fromMs: number | null,
/**
 * When its author's clock says he wrote it.
 */
signedMs: number,
/**
 * What it changed.
 */
changes: Array<BookChange>,
/**
 * Whose earlier changes its author had not seen.
 */
unseen: Array<string>, };

export type BookView = {
/**
 * People, those that left last.
 */
people: Array<BookPersonRow>,
/**
 * Territories.
 */
territories: Array<BookTerritoryRow>,
/**
 * Divisions.
 */
divisions: Array<BookDivision>,
/**
 * The table of divisions.
 */
divisionsStand: BookStand,
/**
 * Fairs, the newest first.
 */
fairs: Array<BookFairRow>,
/**
 * Days that are no working days beside weekends, `2026-05-01`.
 */
holidays: Array<string>,
/**
 * The list of holidays.
 */
holidaysStand: BookStand,
/**
 * Every number of the rulebook.
 */
parameters: Array<BookParameterRow>,
/**
 * The newest change of any number, hexadecimal.
 */
parametersSeen: string | null,
/**
 * The roles that there are.
 */
roles: Array<string>,
/**
 * Changes that wait for the server.
 */
waiting: number,
/**
 * Today in the company's zone.
 */
today: string, };

export type BoothKeep = {
/**
 * Fair id.
 */
fair: string,
/**
 * `rival`, `reception`, `report`, `item`, `handover`, `custody` or `roadshow`.
 */
form: string,
/**
 * What stands in it; null when it was saved or given up.
 */
json: string | null, };

export type BoothRef = {
/**
 * Fair id.
 */
fair: string,
/**
 * `2026-03-12`; empty for the whole fair.
 */
day: string, };

export type BranchedView = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string,
/**
 * What people call it.
 */
device: string,
/**
 * Whose it is, by name.
 */
person: string,
/**
 * When the first of what is held after it began anew was signed; null if it did not begin anew.
 */
sinceMs: number | null,
/**
 * How often it began anew.
 */
anew: number,
/**
 * At how many places it signed two different things.
 */
forks: number,
/**
 * Whether it was revoked since.
 */
revoked: boolean, };

export type BulkInput = {
/**
 * The cards, at most fifty; more are more calls.
 */
cards: Array<string>,
/**
 * `assign`, `countersign`, `evaluate`, `follow_up`, `withdraw`.
 */
act: string,
/**
 * To whom, for `assign`; which judgement, for `evaluate`; by which channel, for `follow_up`.
 */
what: string,
/**
 * Why, or what was said.
 */
text: string,
/**
 * Cards of the same choice that earlier calls were about: an act about a customer is done once.
 */
before: Array<string>, };

export type BulkRefused = {
/**
 * The card.
 */
card: string,
/**
 * Its row, as far as it may be seen here.
 */
row: LeadRowView | null,
/**
 * Why.
 */
failure: Failure, };

export type BulkView = {
/**
 * Done.
 */
done: Array<string>,
/**
 * Another card of the same customer was among them, and the act is about the customer.
 */
together: Array<string>,
/**
 * Not done, and why.
 */
refused: Array<BulkRefused>, };

export type ByLoginView = {
/**
 * Whether this program can ask a keychain here at all.
 */
possible: boolean,
/**
 * Whether its person wants it.
 */
on: boolean, };

export type CaptureView = {
/**
 * The fair to start with: the one that runs today.
 */
fair: string | null,
/**
 * The register number that the next signature will get.
 */
nextRegister: number,
/**
 * Which of its person's laptops this is, from 1: it stands beside the number.
 */
laptop: number,
/**
 * Matters that were typed today, newest first.
 */
matters: Array<string>,
/**
 * Open drafts of this person.
 */
drafts: Array<CardInput>,
/**
 * A card that was being typed when the window closed.
 */
unfinished: CardInput | null, };

export type CardInput = {
/**
 * The card, once it exists (a draft that goes on).
 */
card: string | null,
/**
 * Fair id.
 */
fair: string | null,
/**
 * `business_card`, `self_filled`, `conversation` or `other:…` (FAIR-06).
 */
source: string,
/**
 * Customer.
 */
company: string,
/**
 * Contact.
 */
person: string,
/**
 * Phone.
 */
phone: string,
/**
 * Mail.
 */
email: string,
/**
 * Unified credit code.
 */
creditCode: string,
/**
 * Buying site.
 */
site: string,
/**
 * Matter asked.
 */
matter: string,
/**
 * Estimated annual use, 万元, as typed: `20` or `12.5`.
 */
usage: string,
/**
 * Whether it is stable; null when not asked.
 */
stable: boolean | null,
/**
 * Mandatory fields that are marked unknown: `company`, `person`, `matter` (FAIR-18).
 */
unknown: Array<string>,
/**
 * A form that nobody attended to (OWN-07).
 */
unattended: boolean,
/**
 * End of the talk, milliseconds since 1970 UTC.
 */
talkEndedMs: number | null,
/**
 * Anything else that was typed, by field name.
 */
more: { [key in string]: string },
/**
 * The photo of the business card that it is written from.
 */
photo: PhotoRef | null, };

export type CardReading = {
/**
 * The phone number in international form; empty when none was understood.
 */
phone: string,
/**
 * The buying site; null when no place was understood.
 */
place: PlaceReading | null, };

export type CardRef = {
/**
 * The card.
 */
card: string, };

export type Cards = {
/**
 * The cards.
 */
cards: Array<string>, };

export type CaseRow = {
/**
 * A card of the customer.
 */
row: LeadRowView,
/**
 * The case; null for an assignment that was made before its author knew of the card that counts: that
 * is not final, and an assignment settles it.
 */
case: CaseView | null,
/**
 * Whether the person at the desk decides.
 */
mayDecide: boolean, };

export type CaseView = {
/**
 * Names both outcomes, hexadecimal: a decision repeats it, and decides nothing else.
 */
id: string,
/**
 * Since when the standing outcome is final.
 */
sinceMs: number,
/**
 * What stands until it is decided.
 */
standing: OutcomeView,
/**
 * What is proposed.
 */
proposed: OutcomeView,
/**
 * What was final of other customers that have turned out to be this one.
 */
joined: Array<OutcomeView>,
/**
 * What came late.
 */
because: Array<ReasonView>,
/**
 * Why the rules propose it.
 */
reasons: Array<ReasonView>,
/**
 * Person id or `hq`.
 */
authority: string,
/**
 * The authority for people.
 */
authorityName: string,
/**
 * When the present owner first reached the customer since he has him.
 */
servedMs: number | null,
/**
 * Whether the rules recommend what is proposed, rather than to leave it.
 */
recommended: boolean,
/**
 * The appeal that brought it before headquarters.
 */
appeal: AppealView | null, };

export type CertificateInput = {
/**
 * A card of the customer.
 */
card: string,
/**
 * A folder that is there; empty for the workspace's own.
 */
folder: string, };

export type CertificateView = {
/**
 * Where it is.
 */
path: string, };

export type ChangeDivisions = {
/**
 * All of them, as they shall be.
 */
table: Array<BookDivision>,
/**
 * The version on the screen; without one, whatever it is now.
 */
seen: string | null, };

export type ChangeFair = {
/**
 * As it shall be.
 */
entry: BookFair,
/**
 * The version on the screen; without one, whatever it is now.
 */
seen: string | null,
/**
 * What speaks against it was read.
 */
sure: boolean, };

export type ChangeHolidays = {
/**
 * All of them, as they shall be.
 */
days: Array<string>,
/**
 * The version on the screen; without one, whatever it is now.
 */
seen: string | null, };

export type ChangeParameters = {
/**
 * Name to value, as the rulebook writes them.
 */
set: { [key in string]: string },
/**
 * The newest change on the screen; without one, whatever it is now.
 */
seen: string | null, };

export type ChangePassphraseInput = {
/**
 * The one that is known.
 */
old: string,
/**
 * The one from now on.
 */
new: string, };

export type ChangePerson = {
/**
 * As it shall be.
 */
entry: BookPerson,
/**
 * The version on the screen; without one, whatever it is now.
 */
seen: string | null,
/**
 * What speaks against it was read.
 */
sure: boolean, };

export type ChangeTerritory = {
/**
 * As it shall be.
 */
entry: BookTerritory,
/**
 * It shall be no more.
 */
remove: boolean,
/**
 * The version on the screen; without one, whatever it is now.
 */
seen: string | null,
/**
 * Places of others are taken from them.
 */
sure: boolean, };

export type ChangeView = {
/**
 * When this laptop learnt it.
 */
atMs: number,
/**
 * `owner`, `helper`, `refused`, `alert`, `effective`, `erased`.
 */
kind: string,
/**
 * The card.
 */
card: string,
/**
 * Customer as typed.
 */
company: string,
/**
 * Why.
 */
why: ReasonView, };

export type ClassBoardView = {
/**
 * Whether it shows all of the fair: otherwise what this laptop holds.
 */
complete: boolean,
/**
 * The customers, the overdue first, then by when they are due.
 */
cards: Array<BoardCard>,
/**
 * From which yearly usage on stability decides, 万元: what is not stable there is read as class c.
 */
silentFrom: number, };

export type ClassifyInput = {
/**
 * The card.
 */
card: string,
/**
 * 万元 a year, as typed; empty for unknown.
 */
usage: string,
/**
 * Stable.
 */
stable: boolean,
/**
 * A large user that cannot be estimated.
 */
special: boolean,
/**
 * `phone`, `visit`, `sms` or `mail`.
 */
evidence: string, };

export type CodeInput = {
/**
 * Person id.
 */
person: string, };

export type CodeView = {
/**
 * For whom.
 */
person: PersonRow,
/**
 * To be typed or pasted once.
 */
code: string,
/**
 * When it ends.
 */
expiresMs: number, };

export type CompetitorReportView = {
/**
 * How it stands.
 */
state: FairReportState,
/**
 * Whether this person signs it.
 */
maySign: boolean,
/**
 * Every rival.
 */
rivals: Array<RivalSheet>,
/**
 * The supervisor's conclusion about all of them, as signed.
 */
overall: string,
/**
 * When each version was signed, the newest first.
 */
signedMs: number[],
/**
 * What the supervisor was writing, as it was kept.
 */
unfinished: string | null, };

export type ConfideInput = {
/**
 * The card.
 */
card: string,
/**
 * Person ids.
 */
readers: Array<string>, };

export type ConsentView = {
/**
 * Which version of the text.
 */
version: number,
/**
 * In which language he read it, `zh-CN`, `zh-Hant` or `en`.
 */
language: string,
/**
 * The text as it stood before him.
 */
text: string,
/**
 * When.
 */
givenMs: number, };

export type CopyFair = {
/**
 * Which.
 */
fair: string,
/**
 * The first day of the new one.
 */
first: string, };

export type CorrectInput = {
/**
 * The card.
 */
card: string,
/**
 * The fields that change, by their names on the card (`credit_code`, `usage`, …), as typed.
 */
set: { [key in string]: string },
/**
 * Why.
 */
reason: string, };

export type CorrectedField = {
/**
 * Its name on the card.
 */
name: string,
/**
 * What stands there without it; null where the person at the desk may not read it.
 */
was: string | null,
/**
 * What would stand there.
 */
now: string | null, };

export type CorrectionAsked = {
/**
 * Its id, hexadecimal.
 */
correction: string, };

export type CorrectionRow = {
/**
 * The card.
 */
row: LeadRowView,
/**
 * The correction.
 */
correction: CorrectionView, };

export type CorrectionView = {
/**
 * Its record, hexadecimal: what a decision names.
 */
id: string,
/**
 * Who asked for it, by name.
 */
by: string,
/**
 * When.
 */
atMs: number,
/**
 * What would change.
 */
fields: Array<CorrectedField>,
/**
 * Why, as far as it may be read here.
 */
reason: string,
/**
 * `waits`, `approved`, `rejected`, or `void` for one that a revoked key signed.
 */
state: string,
/**
 * The rule that says so.
 */
rule: string,
/**
 * Who decided, by name; empty while it waits.
 */
decidedBy: string,
/**
 * When.
 */
decidedMs: number | null,
/**
 * What he said to it.
 */
decidedReason: string,
/**
 * Whether the card counts as a new one by it, signed when it was corrected.
 */
newCard: boolean,
/**
 * When the card is signed as it stands.
 */
signedMs: number,
/**
 * Whose cards were signed in between, by name: they would come first.
 */
overtakenBy: Array<string>,
/**
 * Whether the person at the desk may decide.
 */
mayDecide: boolean, };

export type CustodyCountInput = {
/**
 * The fair.
 */
fair: string,
/**
 * Whose exhibits: id.
 */
of: string,
/**
 * A day of the fair, or `tear_down`.
 */
on: string,
/**
 * Item by item. What is not named was not counted.
 */
items: Array<HandedInput>,
/**
 * Remarks.
 */
remarks: string, };

export type CustodyGiveInput = {
/**
 * The fair.
 */
fair: string,
/**
 * To whom: id.
 */
to: string,
/**
 * Item by item.
 */
items: Array<HandedInput>,
/**
 * Remarks.
 */
remarks: string, };

export type CustodyRef = {
/**
 * The fair.
 */
fair: string,
/**
 * A day of it, or `tear_down`; empty for what is due now.
 */
on: string, };

export type CustodyTakeInput = {
/**
 * The fair.
 */
fair: string,
/**
 * What was given, as [`GivingView::id`] names it.
 */
giving: string,
/**
 * Item by item.
 */
items: Array<HandedInput>,
/**
 * Remarks.
 */
remarks: string, };

export type CustodyView = {
/**
 * The fair.
 */
fair: string,
/**
 * What its sheets hold half typed, as [`super::BoothKeep`] kept it.
 */
unfinished: string | null,
/**
 * Its days, and then `tear_down`: when there is something to count.
 */
occasions: Array<string>,
/**
 * Which of them is shown.
 */
on: string,
/**
 * Whether its day has come.
 */
countable: boolean,
/**
 * Who has what, the person at the desk first.
 */
holders: Array<HolderView>,
/**
 * What was given and not taken yet.
 */
open: Array<GivingView>,
/**
 * To whom the person at the desk may give what he has.
 */
mayGiveTo: Array<ReceiverView>,
/**
 * How the exhibits came to where they are, the oldest first.
 */
moves: Array<MoveView>,
/**
 * What was lost, the first first; to whom it does not concern, none.
 */
incidents: Array<IncidentView>,
/**
 * How many lines of what is there were not counted on the occasion.
 */
uncounted: number,
/**
 * Signatures that do not count: `key`, `not_named`, `stranger`, `not_custodian`, `nothing`, `again`.
 */
void: Array<VoidView>, };

export type DashboardView = {
/**
 * Whether this person's laptop holds the whole fair; otherwise it counts what is here.
 */
complete: boolean,
/**
 * Whether the day or fair is counted to the end of what there is: what was counted when.
 */
asOfMs: number,
/**
 * Showing what the company can do: who came and called.
 */
visitors: Array<DayVisitors>,
/**
 * As much valid information about customers as possible: cards.
 */
leads: number,
/**
 * Of them those that count: one for each customer.
 */
customers: number,
/**
 * By hour of the day, `0` to `23`.
 */
byHour: Array<Share>,
/**
 * By source.
 */
bySource: Array<Share>,
/**
 * By class.
 */
byClass: Array<Share>,
/**
 * By who signed.
 */
byPerson: Array<Share>,
/**
 * Duties whose deadline has passed.
 */
overdue: number,
/**
 * Who has handed in, and who has not.
 */
handIns: Array<HandInState>,
/**
 * The days' packages.
 */
packages: Array<DayState>,
/**
 * Learning how rivals stand: entries by topic.
 */
byTopic: Array<Share>,
/**
 * How many rivals they are about.
 */
rivals: number,
/**
 * Who was appointed to collect.
 */
collectors: Array<string>,
/**
 * The report after the fair.
 */
report: FairReportState, };

export type DayRef = {
/**
 * `2026-03-12`; empty for today.
 */
day: string, };

export type DayState = {
/**
 * Day.
 */
day: string,
/**
 * `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
 */
status: string,
/**
 * By when.
 */
dueMs: number, };

export type DayView = {
/**
 * The day, `2026-03-12`.
 */
day: string,
/**
 * Fair of the day, if any.
 */
fair: string | null,
/**
 * Signed today, newest first.
 */
captured: Array<LeadRowView>,
/**
 * Open drafts.
 */
drafts: Array<LeadRowView>,
/**
 * Signed cards that neither supervisor nor server has.
 */
notHandedIn: number,
/**
 * Hand-in deadline.
 */
handInDueMs: number | null,
/**
 * When this person said "this is all" for the day.
 */
handedInMs: number | null,
/**
 * Whether the supervisor or the server is known to have that statement.
 */
handedInReceived: boolean,
/**
 * What changed since the person last looked, newest first.
 */
changes: Array<ChangeView>, };

export type DayVisitors = {
/**
 * Day.
 */
day: string,
/**
 * What stands in the register here.
 */
counted: StatisticView,
/**
 * What the manager signed.
 */
signed: StatisticView | null, };

export type DealInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Cards, one a customer; none for everything that waits in the pool.
 */
cards: Array<string>,
/**
 * Among whom; null for the staff of the department who took part.
 */
among: Array<string> | null,
/**
 * Anything that everybody who took part should read about it.
 */
reason: string, };

export type DealtCard = {
/**
 * Which.
 */
card: string,
/**
 * Customer as typed; empty where this person may not read it.
 */
company: string,
/**
 * Its class.
 */
class: string,
/**
 * Person id.
 */
to: string,
/**
 * Name.
 */
toName: string, };

export type DealtView = {
/**
 * When it was signed; null for a proposal.
 */
atMs: number | null,
/**
 * Who dealt, by name; empty for a proposal.
 */
by: string,
/**
 * The participants in the order of their seats.
 */
seats: Array<SeatView>,
/**
 * The cards, the one that is worth most first.
 */
cards: Array<DealtCard>,
/**
 * What equal means: `pool`, or `all` where own cards count.
 */
scope: string,
/**
 * Whether it is what the rule deals.
 */
equal: boolean,
/**
 * What was said about it.
 */
reason: string, };

export type DecideCaseInput = {
/**
 * A card of the customer.
 */
card: string,
/**
 * [`CaseView::id`] as it was shown.
 */
case: string,
/**
 * Whether what is proposed holds from now on.
 */
adopt: boolean,
/**
 * Why.
 */
reason: string, };

export type DecideCorrectionInput = {
/**
 * The card.
 */
card: string,
/**
 * The correction, as [`CorrectionView::id`] names it: no other version is meant.
 */
correction: string,
/**
 * Whether it is made.
 */
approve: boolean,
/**
 * Why; a rejection says so.
 */
reason: string, };

export type DecidePenaltyInput = {
/**
 * On which.
 */
matter: MatterRef,
/**
 * `uphold`, `waive`, `milder`.
 */
verdict: string,
/**
 * Yuan instead, where the rule names an amount and it is to be less.
 */
amount: number | null,
/**
 * Why.
 */
reason: string, };

export type DemoMoveInput = {
/**
 * `17:30`, `20:00` or `morning`.
 */
to: string, };

export type DemoOpenInput = {
/**
 * Person id.
 */
person: string, };

export type DemoPersonView = {
/**
 * Person id.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * `rep`, `group_leader`, `fair_supervisor` or `hq`.
 */
office: string, };

export type DemoView = {
/**
 * The passphrase of every demo person.
 */
passphrase: string,
/**
 * The demo's clock, milliseconds since 1970 UTC.
 */
nowMs: number,
/**
 * Where the bar can move it: `17:30`, `20:00`, `morning`.
 */
stops: Array<string>,
/**
 * Whose window this is; empty in the chooser.
 */
person: string,
/**
 * Whom one can be, for the chooser.
 */
people: Array<DemoPersonView>, };

export type DenseRow = {
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * When the first was written down.
 */
fromMs: number,
/**
 * When the last was.
 */
throughMs: number,
/**
 * How many.
 */
count: number,
/**
 * How many in ten minutes are no suspicion.
 */
most: number,
/**
 * Which, in order.
 */
cards: Array<LeadRowView>, };

export type DeviceRow = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string,
/**
 * What people call it.
 */
device: string,
/**
 * Whether it was revoked.
 */
revoked: boolean,
/**
 * Whether it is the one in use.
 */
this: boolean, };

export type DiscussInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Who took part, beside the supervisor: person ids.
 */
people: Array<string>,
/**
 * What is to be remembered of it; may be empty.
 */
text: string, };

export type DiscussionView = {
/**
 * When it was signed.
 */
atMs: number,
/**
 * By whom, by name.
 */
by: string,
/**
 * Person ids of who took part, beside him.
 */
people: Array<string>,
/**
 * Their names.
 */
names: Array<string>,
/**
 * What was written beside it.
 */
text: string, };

export type DraftView = {
/**
 * The card that it would be.
 */
card: string,
/**
 * Whose it is, by name.
 */
author: string,
/**
 * When it was begun.
 */
begunMs: number,
/**
 * When it was saved last.
 */
savedMs: number,
/**
 * What stands on it; null where that is not held, and where it is erased.
 */
fields: CardInput | null,
/**
 * What the visitor agreed to who filled it in himself (SEC-14).
 */
consent: ConsentView | null,
/**
 * Headquarters' order to erase it; null where there is none.
 */
erasure: ErasureView | null,
/**
 * Whether the person at the desk may have it erased.
 */
mayErase: boolean, };

export type DuplicateHint = {
/**
 * That card; empty where only that the customer is taken may be said.
 */
card: string,
/**
 * Customer as typed there; empty where this person may not read it.
 */
company: string,
/**
 * Contact as typed there; empty where this person may not read it.
 */
person: string,
/**
 * Whether headquarters has had what was written there erased (SEC-14).
 */
erased: boolean,
/**
 * Its signer's name.
 */
signer: string,
/**
 * Whether the signer is the person at the desk.
 */
own: boolean,
/**
 * Minutes between that signature and now.
 */
minutesBefore: number,
/**
 * Sure, or for a person to decide (DUP-02).
 */
sure: boolean,
/**
 * What will happen if this card is signed now.
 */
outcome: DuplicateOutcome,
/**
 * The owner's name, if the customer has one.
 */
owner: string, };

export type DuplicateOutcome = "theyCountYouHelp" | "ownerStays" | "yoursAlready" | "yourEarlierCounts" | "somebodyDecides" | "tie" | "taken" | "askedTooOften";

export type EnrolInput = {
/**
 * The code from headquarters.
 */
code: string,
/**
 * The passphrase that will open the workspace.
 */
passphrase: string,
/**
 * What people will call this laptop.
 */
device: string, };

export type ErasableLine = {
/**
 * Which, as it is named in an order.
 */
line: string,
/**
 * Name of the fair.
 */
fair: string,
/**
 * When he came or called.
 */
cameMs: number,
/**
 * Who received him.
 */
by: string,
/**
 * Who, as it was written.
 */
name: string,
/**
 * His company.
 */
company: string,
/**
 * The number that he left.
 */
phone: string,
/**
 * The card was made of it: it goes with the card.
 */
made: boolean, };

export type Erase = {
/**
 * The card; null for lines of the register alone.
 */
card: string | null,
/**
 * Lines of the register of visitors and calls. Those of which the card was made go with it unsaid.
 */
lines: Array<string>,
/**
 * Why. Only headquarters' laptops and the server get it.
 */
reason: string, };

export type EraseProposed = {
/**
 * The cards.
 */
cards: Array<string>,
/**
 * Why. Only headquarters' laptops and the server get it.
 */
reason: string, };

export type Erasing = {
/**
 * The card; null for a line of the register.
 */
card: string | null,
/**
 * The line; null for a card.
 */
line: string | null, };

export type ErasureView = {
/**
 * From when it counts; null until the server has the order: nothing is erased before.
 */
atMs: number | null,
/**
 * Who ordered it, by name.
 */
by: string,
/**
 * Why, at headquarters; elsewhere empty.
 */
reason: string, };

export type EvaluateInput = {
/**
 * Card to `valuable`, `ordinary`, `worthless`.
 */
cards: Record<string, string>, };

export type EveningCard = {
/**
 * The lead.
 */
row: LeadRowView,
/**
 * Matter asked.
 */
matter: string,
/**
 * `business_card`, `self_filled`, `conversation`, `other`.
 */
source: string,
/**
 * The ruling on its customer.
 */
ruling: RulingView,
/**
 * The judgement, or empty.
 */
judgement: string,
/**
 * When it came or was judged, whichever was later: what is later than the seal is not in the
 * sealed package (FAIR-08).
 */
changedMs: number | null,
/**
 * Whether it was countersigned by somebody else.
 */
countersigned: boolean,
/**
 * Whether the person at the desk may countersign it (FAIR-10).
 */
mayCountersign: boolean,
/**
 * The rule that keeps the person at the desk from assigning it, or empty.
 */
assignRefused: string,
/**
 * By when it must be assigned.
 */
assignDueMs: number | null,
/**
 * Whether nobody attended to the visitor who filled it: it is for the pool (OWN-07).
 */
unattended: boolean,
/**
 * The rule for which its customer is to be spoken about before he is assigned as proposed; empty where
 * nothing is contested.
 */
contested: string, };

export type EveningRef = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day, `2026-03-12`.
 */
day: string, };

export type EveningView = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Whether the person at the desk is the supervisor; a group leader only countersigns.
 */
supervisor: boolean,
/**
 * One row a participant.
 */
handIns: Array<HandInRow>,
/**
 * Customers with several cards, the proposed ruling with each.
 */
duplicates: Array<EveningCard>,
/**
 * Every card of the day.
 */
cards: Array<EveningCard>,
/**
 * Pairs that may be one customer (DUP-02).
 */
pairs: Array<PairView>,
/**
 * What came late about customers of this fair, or is for the person at the desk to decide (OWN-12).
 */
cases: Array<CaseRow>,
/**
 * People to whom cards may be assigned: participants first.
 */
people: Array<PersonRow>,
/**
 * Who wrote down more cards in ten minutes than talks can have been (DUP-05).
 */
dense: Array<DenseRow>,
/**
 * Cards without a judgement (FAIR-09).
 */
unevaluated: number,
/**
 * Cards that nobody countersigned (FAIR-10).
 */
uncountersigned: number,
/**
 * When the day was sealed.
 */
sealedMs: number | null,
/**
 * By when it must be sealed.
 */
sealDueMs: number,
/**
 * By when cards must be handed in.
 */
handInDueMs: number,
/**
 * Hash of the sealed package, hexadecimal.
 */
package: string, };

export type ExcuseInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Whether the delay is excused.
 */
excused: boolean,
/**
 * Why.
 */
reason: string, };

export type ExcuseLateInput = {
/**
 * Whose cards came late.
 */
person: string,
/**
 * Which.
 */
cards: Array<string>,
/**
 * What happened.
 */
reason: string, };

export type ExportAllowance = {
/**
 * How many records of this list there are that this person may take out.
 */
cards: number,
/**
 * How many he may take out still today; null for whoever manages others.
 */
left: number | null,
/**
 * How many files he may still write today.
 */
files: number, };

export type ExportInput = {
/**
 * `csv`, `xlsx`, `vcard`, `odoo`, `espocrm` or `salesforce`.
 */
layout: string,
/**
 * Which list: `mine`, `captured`, `helping`, `pool` or `all`.
 */
view: string,
/**
 * What is searched for; empty for all.
 */
text: string,
/**
 * Only this fair.
 */
fair: string | null,
/**
 * Only these cards of whatever list, at most two thousand; all of the list when empty.
 */
cards: Array<string>,
/**
 * Where to; the workspace's own folder when empty.
 */
folder: string,
/**
 * What the columns are called, by their names here: headings are in the reader's language.
 */
headings: { [key in string]: string }, };

export type ExportedFileView = {
/**
 * Where it is.
 */
path: string,
/**
 * Records in it.
 */
cards: number,
/**
 * What stands on every row of it.
 */
mark: string, };

export type ExportedView = {
/**
 * What stands on every row of the file.
 */
export: string,
/**
 * By whom: a name.
 */
by: string,
/**
 * When, milliseconds since 1970 UTC.
 */
atMs: number,
/**
 * How the file is laid out.
 */
layout: string,
/**
 * Which list it was taken from.
 */
view: string,
/**
 * What was searched for.
 */
text: string,
/**
 * Records in it.
 */
cards: number, };

export type Failure = {
/**
 * A stable code, a key under `failure.` in the language files.
 */
code: string,
/**
 * The rule that refuses, if one does.
 */
rule?: string,
/**
 * The field that is wrong, if one is.
 */
field?: string,
/**
 * Arguments of the sentence.
 */
args: { [key in string]: string }, };

export type FairPlanView = {
/**
 * The fair.
 */
fair: string,
/**
 * Its name.
 */
name: string,
/**
 * Who receives.
 */
supervisorName: string,
/**
 * Calendar days to the first day of exhibition; null for a fair without days.
 */
daysLeft: number | null,
/**
 * The last day on which the hand-over is in time.
 */
due: string | null,
/**
 * Since when everything that is wanted is received.
 */
completeAtMs: number | null,
/**
 * Calendar days late, up to now where it is not complete (FAIR-03, KPI-03).
 */
daysLate: number,
/**
 * The reminder that holds for the person at the desk: 10, 7 or 3.
 */
reminder: number | null,
/**
 * Whether the person at the desk prepares it and offers.
 */
mayPrepare: boolean,
/**
 * Half-typed items of his, as the window kept them.
 */
unfinished: string | null,
/**
 * And on the sheets of the hand-over.
 */
unfinishedHandover: string | null,
/**
 * Whether he receives.
 */
mayReceive: boolean,
/**
 * The three lists, in their order; what is no longer wanted among them.
 */
items: Array<PlanItemView>,
/**
 * Offers that count, the oldest first.
 */
offers: Array<OfferView>,
/**
 * Signatures that do not count.
 */
void: Array<VoidView>, };

export type FairRef = {
/**
 * Fair id.
 */
fair: string, };

export type FairReportInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * About each rival, by its key.
 */
conclusions: { [key in string]: string },
/**
 * About all of them.
 */
overall: string,
/**
 * On the first goal.
 */
strength: string,
/**
 * On the second.
 */
information: string,
/**
 * On the third.
 */
rivals: string, };

export type FairReportState = {
/**
 * Fair id.
 */
fair: string,
/**
 * Its name.
 */
name: string,
/**
 * Whose duty it is.
 */
supervisor: string,
/**
 * `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
 */
status: string,
/**
 * By when; null for a fair without days.
 */
dueMs: number | null,
/**
 * When it was first signed.
 */
signedMs: number | null,
/**
 * When headquarters had it.
 */
receivedMs: number | null, };

export type FairReview = {
/**
 * What somebody should look at, the newest day first.
 */
alerts: Array<AlertRow>,
/**
 * What is proposed and what has become of it, the newest day first.
 */
affairs: Array<AffairRow>,
/**
 * Up to when this laptop knows what others did.
 */
knownUntilMs: number, };

export type FairSummaryView = {
/**
 * How it stands: it is signed with the report on rivals.
 */
state: FairReportState,
/**
 * The supervisor's words on the first goal, as signed.
 */
strength: string,
/**
 * On the second.
 */
information: string,
/**
 * On the third.
 */
rivals: string,
/**
 * What was counted when it was signed, by name; before that, what would be signed now.
 */
figures: { [key in string]: number },
/**
 * Names of the people in it, by id.
 */
names: { [key in string]: string }, };

export type FairView = {
/**
 * Id.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Place.
 */
place: string,
/**
 * Days, `2026-03-12`.
 */
days: Array<string>,
/**
 * Daily closing time, `17:00`.
 */
closes: string,
/**
 * Supervisor's id.
 */
supervisor: string,
/**
 * Supervisor's name.
 */
supervisorName: string,
/**
 * Who takes part and hands in to him, by id.
 */
team: Array<string>,
/**
 * Whether today is one of its days.
 */
today: boolean,
/**
 * Whether the person at the desk takes part.
 */
mine: boolean,
/**
 * Whether the person at the desk leads the evening: `supervisor`, `leader` or empty.
 */
office: string, };

export type FollowUpInput = {
/**
 * The card.
 */
card: string,
/**
 * `phone`, `visit`, `meeting`, `sms`, `im`, `mail`, `event`.
 */
channel: string,
/**
 * Whether anybody was reached.
 */
connected: boolean,
/**
 * What was said.
 */
text: string, };

export type FrameInput = {
/**
 * Columns.
 */
width: number,
/**
 * Rows.
 */
height: number,
/**
 * One byte for each pixel, row by row, 0 for black; in base64.
 */
grey: string, };

export type GivenView = {
/**
 * Which.
 */
item: string,
/**
 * What it is called.
 */
name: string,
/**
 * Pieces.
 */
quantity: number,
/**
 * In what condition.
 */
condition: string, };

export type GivingView = {
/**
 * Its record.
 */
id: string,
/**
 * Who gives.
 */
from: string,
/**
 * To whom.
 */
to: string,
/**
 * When it was signed.
 */
atMs: number,
/**
 * His remarks.
 */
remarks: string,
/**
 * Whether the person at the desk signs for it.
 */
mayTake: boolean,
/**
 * Whether he gave it, and may take it back.
 */
mine: boolean,
/**
 * Item by item.
 */
items: Array<GivenView>, };

export type HandInFileInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day, `2026-03-12`; empty for today.
 */
day: string,
/**
 * Paper pieces handed over with it.
 */
paper: number,
/**
 * Folder to write to; empty for the workspace's own `hand-in` folder.
 */
folder: string, };

export type HandInLanInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day; empty for today.
 */
day: string,
/**
 * Paper pieces.
 */
paper: number,
/**
 * Address that the supervisor's screen shows, `192.168.1.20:7411`.
 */
address: string,
/**
 * Whose door was chosen among those that were found; empty where the address was typed. Then every
 * address that is announced as his is tried, and only he is talked to.
 */
person: string, };

export type HandInRow = {
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * Cards of the day that are held here.
 */
cards: number,
/**
 * Drafts that were listed.
 */
drafts: number,
/**
 * Paper pieces.
 */
paper: number,
/**
 * His cards of the day that were written down from paper: business cards, and forms that visitors filled.
 */
fromPaper: number,
/**
 * Of the drafts that were listed, those that nobody has signed or thrown away since.
 */
unsigned: Array<OpenDraftRow>,
/**
 * When "this is all" was signed, if it was.
 */
statedMs: number | null,
/**
 * When the first card came, if any.
 */
receivedMs: number | null,
/**
 * Whether a card of his came late.
 */
late: boolean,
/**
 * `open`, `in_time`, `late`, `missing`: whether and when he said that this is all (FAIR-07).
 */
status: string,
/**
 * Numbers of his register that are missing here: an integrity alert (FAIR-18).
 */
gaps: number, };

export type HandInState = {
/**
 * Day.
 */
day: string,
/**
 * Who.
 */
name: string,
/**
 * `in_time`, `late`, `missing` or `open`.
 */
status: string,
/**
 * When he said that this is all.
 */
statedMs: number | null,
/**
 * By when.
 */
dueMs: number, };

export type HandInStatement = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day, `2026-03-12`; empty for today.
 */
day: string,
/**
 * Paper pieces handed over with it.
 */
paper: number, };

export type HandedInput = {
/**
 * Which.
 */
item: string,
/**
 * Pieces.
 */
quantity: number,
/**
 * `good`, `worn`, `broken`.
 */
condition: string, };

export type HandedView = {
/**
 * Which.
 */
item: string,
/**
 * As it was called in the version that was offered.
 */
name: string,
/**
 * For the visitors, in that version: it does not come back.
 */
giveaway: boolean,
/**
 * Pieces offered.
 */
quantity: number,
/**
 * In what condition.
 */
condition: string,
/**
 * Pieces received; null while nobody has signed, zero for what the supervisor did not name.
 */
received: number | null,
/**
 * In what condition.
 */
receivedCondition: string | null,
/**
 * Whether both differ.
 */
differs: boolean, };

export type HearInput = {
/**
 * To which.
 */
matter: MatterRef,
/**
 * He does not want to say anything.
 */
declines: boolean,
/**
 * His words.
 */
text: string, };

export type HeldView = {
/**
 * Which.
 */
item: string,
/**
 * What it is called.
 */
name: string,
/**
 * Pieces that he signed for.
 */
held: number,
/**
 * Pieces that the last count of the occasion found; null where nobody counted.
 */
counted: number | null,
/**
 * In what condition.
 */
condition: string | null,
/**
 * Who counted.
 */
countedBy: string,
/**
 * When.
 */
countedMs: number | null,
/**
 * How many were missing at that count.
 */
missing: number,
/**
 * For the visitors: it need not be counted, and what is not there is no loss.
 */
giveaway: boolean,
/**
 * Of those, how many were given away by that count.
 */
givenOut: number, };

export type HelpNoteInput = {
/**
 * A card of the customer.
 */
card: string,
/**
 * Added to the note beside his own card; may be empty.
 */
text: string, };

export type HolderView = {
/**
 * Who: id.
 */
person: string,
/**
 * And name.
 */
name: string,
/**
 * Whether it is the person at the desk.
 */
mine: boolean,
/**
 * Whether he may count it.
 */
mayCount: boolean,
/**
 * Item by item.
 */
items: Array<HeldView>, };

export type HqView = {
/**
 * Out-of-territory and unknown leads that wait.
 */
toAssign: Array<EveningCard>,
/**
 * What lies with a department past the deadline by which it was to be assigned (OWN-05), the oldest first.
 */
latePools: Array<EveningCard>,
/**
 * Day packages of fairs that run or ran.
 */
packages: Array<PackageRow>,
/**
 * Probable duplicates that wait (DUP-02).
 */
pairs: Array<PairView>,
/**
 * What came late and waits for a decision (OWN-12).
 */
cases: Array<CaseRow>,
/**
 * People and their devices.
 */
people: Array<PersonRow>, };

export type IdentityInput = {
/**
 * One customer, or not.
 */
same: boolean,
/**
 * The cards.
 */
cards: Array<string>, };

export type ImportColumn = {
/**
 * What stands above it.
 */
heading: string,
/**
 * The first texts in it.
 */
samples: Array<string>, };

export type ImportOpenInput = {
/**
 * What it is called.
 */
name: string,
/**
 * Its bytes, in base64.
 */
data: string, };

export type ImportPlan = {
/**
 * What each column is: `company`, `person`, `familyName`, `givenName`, `phone`, `email`, `creditCode`,
 * `site`, `matter`, `usage`, `beside` or `skip`.
 */
fields: Array<string>,
/**
 * The matter of every row that has none of its own.
 */
matter: string,
/**
 * Whether customer, contact and matter are marked unknown where a row has none (FAIR-18).
 */
unknown: boolean,
/**
 * Whether the importer has dealt with each of them: otherwise nobody claims anything by it (OWN-07).
 */
claim: boolean,
/**
 * Whether customers that this laptop knows for sure are imported all the same.
 */
knownToo: boolean, };

export type ImportRow = {
/**
 * Its number in the file.
 */
number: number,
/**
 * Customer.
 */
company: string,
/**
 * Contact.
 */
person: string,
/**
 * Phone.
 */
phone: string,
/**
 * Buying site.
 */
site: string,
/**
 * `card`, `known` or `wrong`.
 */
becomes: string,
/**
 * Who may have the customer already; null where nobody is known.
 */
duplicate: DuplicateHint | null,
/**
 * Why it cannot be a card.
 */
failure: Failure | null, };

export type ImportRowsInput = {
/**
 * From which row, counted from 0.
 */
from: number,
/**
 * How many at most, up to 100.
 */
count: number, };

export type ImportView = {
/**
 * What the file was called.
 */
file: string,
/**
 * `csv`, `xlsx` or `vcard`.
 */
kind: string,
/**
 * The encoding that it was read in; empty where there was none to choose.
 */
encoding: string,
/**
 * Its columns.
 */
columns: Array<ImportColumn>,
/**
 * How many rows will be looked at.
 */
rows: number,
/**
 * Rows that are word for word like one before: they are left out.
 */
repeated: number,
/**
 * What was chosen.
 */
plan: ImportPlan,
/**
 * How many rows are done; none until the import has begun.
 */
done: number,
/**
 * Cards that were signed.
 */
signed: number,
/**
 * Rows that were left out because the customer was known.
 */
known: number,
/**
 * Rows that cannot be a card.
 */
wrong: number,
/**
 * Which import, once it has begun.
 */
import: string, };

export type ImportedView = {
/**
 * Which.
 */
import: string,
/**
 * What the file was called.
 */
file: string,
/**
 * By whom: a name.
 */
by: string,
/**
 * Whether that is the person at the desk, who may undo it.
 */
own: boolean,
/**
 * When, milliseconds since 1970 UTC.
 */
atMs: number,
/**
 * Cards that were signed.
 */
cards: number,
/**
 * Of these, taken back by undoing.
 */
withdrawn: number,
/**
 * Whether they claim anything.
 */
claim: boolean, };

export type IncidentSaidView = {
/**
 * Who.
 */
by: string,
/**
 * When.
 */
atMs: number,
/**
 * What.
 */
words: string,
/**
 * How it closed the matter, if it did.
 */
outcome: string, };

export type IncidentSayInput = {
/**
 * The fair.
 */
fair: string,
/**
 * Which, as [`IncidentView::id`] names it.
 */
incident: string,
/**
 * His words.
 */
words: string,
/**
 * How headquarters closes it: `found`, `replaced`, `written_off`; empty for a statement.
 */
outcome: string, };

export type IncidentView = {
/**
 * Names it.
 */
id: string,
/**
 * `exhibit` or `laptop`.
 */
kind: string,
/**
 * The item's name, or what people call the laptop.
 */
what: string,
/**
 * Who had it.
 */
holder: string,
/**
 * Who is directly liable; empty where the fair had no supervisor.
 */
liable: string,
/**
 * When it came out.
 */
openedMs: number,
/**
 * Pieces that are still missing; of a laptop, entries that are known to be.
 */
missing: number,
/**
 * Each count from then on.
 */
counts: Array<ShortView>,
/**
 * Of a laptop, when its holder last said that he had handed in everything.
 */
statedMs: number | null,
/**
 * Of a laptop, its enrolment: headquarters asks the server what it has of it.
 */
enrolment: string | null,
/**
 * Of a laptop, what is here of it.
 */
remains: RemainsView | null,
/**
 * What was said.
 */
said: Array<IncidentSaidView>,
/**
 * Whether nobody has to do anything about it any more.
 */
settled: boolean,
/**
 * How headquarters closed it; empty while it did not.
 */
outcome: string,
/**
 * Whether the person at the desk may say something.
 */
maySpeak: boolean,
/**
 * Whether he may close it.
 */
mayClose: boolean, };

export type KeptCard = {
/**
 * Which.
 */
card: string,
/**
 * Customer.
 */
company: string,
/**
 * Contact.
 */
person: string,
/**
 * What happened to it: kinds of records.
 */
acts: Array<string>,
/**
 * By whom: names.
 */
by: Array<string>, };

export type LanConfirmInput = {
/**
 * The pending exchange.
 */
id: string,
/**
 * Whether the words are the same.
 */
same: boolean, };

export type LanListenInput = {
/**
 * Open or closed.
 */
on: boolean, };

export type LanPeerView = {
/**
 * Names the pending exchange.
 */
id: string,
/**
 * Person's name.
 */
name: string,
/**
 * The six words that must be the same on both screens, in Chinese; none when the two have met.
 */
words: Array<string>,
/**
 * The same in English.
 */
wordsEnglish: Array<string>, };

export type LanView = {
/**
 * Addresses to type on the other laptop; empty while not listening.
 */
addresses: Array<string>,
/**
 * Peers that wait for the six words to be confirmed here.
 */
waiting: Array<LanPeerView>,
/**
 * What came last, newest first.
 */
recent: Array<TakenView>,
/**
 * Photos that are on their way to or from colleagues, after what was handed in.
 */
photosLeft: number, };

export type LanguageInput = {
/**
 * `zh-CN`, `zh-Hant` or `en`.
 */
language: string, };

export type LaptopRef = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string, };

export type LeadCards = {
/**
 * In the list's order.
 */
cards: Array<string>,
/**
 * Whether there are more than can be chosen at once.
 */
capped: boolean, };

export type LeadFilterInput = {
/**
 * Person id, or `POOL:south`.
 */
owner: string,
/**
 * `business_card`, `self_filled`, `conversation`, `other`.
 */
source: string,
/**
 * `provisional`, `registered`, `final`.
 */
state: string,
/**
 * Fair class (CLS-01).
 */
class: string,
/**
 * Who signed: a person id.
 */
signer: string,
/**
 * From this day on, `2026-03-12`.
 */
from: string,
/**
 * Until this day.
 */
to: string,
/**
 * Who has it: `person`, `pool`, `nobody`.
 */
held: string,
/**
 * Only what waits for somebody's decision.
 */
disputed: boolean,
/**
 * Only with a duty whose deadline has gone by.
 */
overdue: boolean, };

export type LeadListInput = {
/**
 * `mine` (I own or wait for), `captured` (I signed), `helping`, `pool`, `all`.
 */
view: string,
/**
 * Search text; empty for all.
 */
text: string,
/**
 * Only this fair.
 */
fair: string | null,
/**
 * `signed`, `due`, `company`, `owner`, `state`, `class`, `source`, `signer`, `fair`.
 */
sort: string,
/**
 * The other way round.
 */
backwards: boolean,
/**
 * What else is left out.
 */
filter: LeadFilterInput,
/**
 * First row.
 */
offset: number,
/**
 * Rows, at most 200.
 */
limit: number, };

export type LeadPageView = {
/**
 * The rows.
 */
rows: Array<LeadRowView>,
/**
 * How many there are, counted up to a limit.
 */
total: number,
/**
 * Whether the count stopped at the limit.
 */
capped: boolean, };

export type LeadRowView = {
/**
 * The card.
 */
card: string,
/**
 * Customer as typed; empty where only the ranking part is held.
 */
company: string,
/**
 * Contact.
 */
person: string,
/**
 * Phone.
 */
phone: string,
/**
 * Site as typed.
 */
site: string,
/**
 * Fair id.
 */
fair: string,
/**
 * Register number.
 */
register: number,
/**
 * On which of the signer's laptops it was given, from 1 (FAIR-18).
 */
laptop: number,
/**
 * Official number, 0 until the company gave one (OWN-09).
 */
number: number,
/**
 * Signer's name.
 */
signer: string,
/**
 * Corrected signing time.
 */
signedMs: number,
/**
 * Whether it is an unsigned draft.
 */
draft: boolean,
/**
 * Whether headquarters has had its personal data erased (SEC-14).
 */
erased: boolean,
/**
 * Owner's name; empty for pool, company and none.
 */
owner: string,
/**
 * `person`, `pool`, `company`, `none`.
 */
ownerKind: string,
/**
 * Whether the person at the desk is the owner.
 */
mine: boolean,
/**
 * `business_card`, `self_filled`, `conversation`, `other`.
 */
source: string,
/**
 * Fair class (CLS-01); empty for a draft.
 */
class: string,
/**
 * Whether something about the customer waits for somebody's decision.
 */
disputed: boolean,
/**
 * The one reason that says most.
 */
why: ReasonView,
/**
 * `provisional`, `registered`, `final`.
 */
state: string,
/**
 * Where the card is: `here`, `supervisor`, `hq`.
 */
heldBy: string,
/**
 * Next duty: `classify`, `hand_in`, `assign`, `help`, or empty.
 */
dueKind: string,
/**
 * Its deadline.
 */
dueMs: number | null, };

export type LeadView = {
/**
 * As in the list.
 */
row: LeadRowView,
/**
 * Headquarters' order to erase what was written about this card; null where there is none.
 */
erasure: ErasureView | null,
/**
 * The card as signed; null where only the ranking part is held, and where it is erased.
 */
fields: CardInput | null,
/**
 * What the visitor agreed to who filled in the form himself (SEC-14); null for any other card.
 */
consent: ConsentView | null,
/**
 * Corrections of this card, oldest first (ORD-15).
 */
corrections: Array<CorrectionView>,
/**
 * Fair class (CLS-01): `a`, `b`, `c`, `d`, `special`, `unclassified`.
 */
class: string,
/**
 * The evening's judgement, or empty.
 */
judgement: string,
/**
 * What people have written beside the cards of the customer that the person at the desk may read;
 * this card's first.
 */
notes: Array<NotesView>,
/**
 * The ruling.
 */
ruling: RulingView,
/**
 * What happened, oldest first.
 */
timeline: Array<TimelineEntry>,
/**
 * Deadlines by name.
 */
due: Record<string, number>,
/**
 * Acts that the person at the desk may do now: `follow_up`, `classify`, `assign`, `withdraw`, …
 */
may: Array<string>, };

export type Leave = {
/**
 * Person id.
 */
person: string,
/**
 * Why, for headquarters' own records.
 */
reason: string, };

export type LetGoAnswer = {
/**
 * Let them go; otherwise they stay for now.
 */
remove: boolean,
/**
 * What he was shown.
 */
asked: LetGoAsked, };

export type LetGoAsked = {
/**
 * Which of the server's stores had its words heard.
 */
epoch: string,
/**
 * Through which of them.
 */
through: number, };

export type LetGoRow = {
/**
 * Which card.
 */
card: string,
/**
 * Customer, as far as it is known.
 */
company: string,
/**
 * Who gave it to somebody else, by name; empty when the server names no act.
 */
by: string,
/**
 * To whom.
 */
to: string,
/**
 * His reason.
 */
why: string, };

export type LetGoView = {
/**
 * How many leads would go, or lose their text.
 */
leads: number,
/**
 * How many this laptop lists.
 */
held: number,
/**
 * Whether the person said that they stay for now.
 */
putOff: boolean,
/**
 * The first of them.
 */
rows: Array<LetGoRow>,
/**
 * Which question this is: the answer says it again.
 */
asked: LetGoAsked, };

export type LossRow = {
/**
 * Name.
 */
name: string,
/**
 * Whether "this is all" was not signed.
 */
notStated: boolean,
/**
 * Whether something came late.
 */
late: boolean,
/**
 * Drafts that nobody signed.
 */
drafts: number,
/**
 * Numbers missing in his register.
 */
gaps: number, };

export type LostLaptopView = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string,
/**
 * What people call it.
 */
device: string,
/**
 * Whose, by name.
 */
person: string,
/**
 * Since when it is revoked.
 */
revokedMs: number,
/**
 * What waits, in order of signing.
 */
records: Array<AdoptableRow>, };

export type MatterRef = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Offence by name.
 */
offence: string,
/**
 * Person id of who is to answer for it.
 */
person: string,
/**
 * Person id of the colleague whose cards it is about.
 */
about: string | null, };

export type MeetingInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Person ids; null to take who is written down, or else whoever handed in or met this laptop that day.
 */
present: Array<string> | null, };

export type MeetingView = {
/**
 * Everybody who takes part in the fair, its supervisor first.
 */
people: Array<AttendeeRow>,
/**
 * What is written down of the discussion.
 */
discussion: DiscussionView | null,
/**
 * Whose turn it is to countersign whose cards (FAIR-10).
 */
turns: Array<TurnRow>,
/**
 * The day's sealed packages, in order.
 */
seals: Array<SealRow>,
/**
 * `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
 */
status: string,
/**
 * When the supervisor is reminded of the seal (D4), in order.
 */
remindersMs: number[], };

export type MoveView = {
/**
 * The record by which they did.
 */
id: string,
/**
 * Who had them; empty for marketing's hand-over.
 */
from: string,
/**
 * Who has had them since.
 */
to: string,
/**
 * When the second signed.
 */
atMs: number,
/**
 * Names and pieces.
 */
items: Array<MovedView>, };

export type MovedView = {
/**
 * What it is called.
 */
name: string,
/**
 * Pieces.
 */
quantity: number, };

export type NearbyRow = {
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * Where to call.
 */
address: string, };

export type NearbyView = {
/**
 * Whether this system can look for them at all.
 */
possible: boolean,
/**
 * For how long it has looked, in milliseconds.
 */
searchedMs: number,
/**
 * Whom it has found.
 */
doors: Array<NearbyRow>, };

export type NeighbourHint = {
/**
 * Sure, or for a person to decide (DUP-02).
 */
sure: boolean,
/**
 * Minutes between that signature and now.
 */
minutesBefore: number,
/**
 * What will happen if this card is signed now, as far as it is known.
 */
outcome: DuplicateOutcome, };

export type NoteAsideView = {
/**
 * Who, by name.
 */
by: string,
/**
 * When, corrected.
 */
atMs: number,
/**
 * Why: a key under `quarantine.`.
 */
code: string, };

export type NoteAutosave = {
/**
 * The card.
 */
card: string,
/**
 * For whom.
 */
class: string,
/**
 * The field.
 */
field: string,
/**
 * What is typed; null forgets it.
 */
text: string | null, };

export type NoteFieldView = {
/**
 * Its name: `need`, `preference`, `wechat`, `website`, `contacts`, `note`, or one that a colleague
 * made up.
 */
name: string,
/**
 * What it holds, newest first. More than one text: several people wrote without seeing each other, and
 * somebody has to choose.
 */
texts: Array<NoteTextView>, };

export type NoteInput = {
/**
 * The card.
 */
card: string,
/**
 * For whom: `shared`, `owner` or `confidential`.
 */
class: string,
/**
 * The new texts, by field.
 */
fields: { [key in string]: string },
/**
 * What the person saw there when he began: the marks of every text, by field.
 */
seen: { [key in string]: Array<string> }, };

export type NoteTextView = {
/**
 * The text; empty when he emptied the field.
 */
text: string,
/**
 * Who, by name.
 */
by: string,
/**
 * When, corrected.
 */
atMs: number,
/**
 * What names this text in [`NoteInput::seen`].
 */
seen: Array<string>, };

export type NotebookView = {
/**
 * Whether this person takes part.
 */
mayWrite: boolean,
/**
 * Whether he reads what others wrote too.
 */
readsAll: boolean,
/**
 * Who was appointed to collect; nobody is a flag on the fair.
 */
collectors: Array<string>,
/**
 * Entries, the newest first.
 */
rows: Array<RivalRow>,
/**
 * What was being typed, as it was kept.
 */
unfinished: string | null, };

export type NotesView = {
/**
 * The card.
 */
card: string,
/**
 * For whom: `shared`, `owner` (its author only) or `confidential`.
 */
class: string,
/**
 * Its signer's name.
 */
signer: string,
/**
 * Of what is for few, its author's name; empty where everybody writes.
 */
author: string,
/**
 * Of what is said in confidence, the competent authority's name, if that is somebody else and not
 * headquarters.
 */
authority: string,
/**
 * And whom the author has named.
 */
readers: Array<string>,
/**
 * Fields in which something has been written, by name.
 */
fields: Array<NoteFieldView>,
/**
 * Whether the person at the desk may write here.
 */
mayWrite: boolean,
/**
 * What he has typed and not saved, by field.
 */
unfinished: { [key in string]: string },
/**
 * Edits that do not count.
 */
setAside: Array<NoteAsideView>,
/**
 * How many edits wait for something that is not here.
 */
waiting: number, };

export type NoticeRow = {
/**
 * `wentOnElsewhere`, `damaged`, `copied`, `reassigned`, `released`, `asked`, `ended`, `clockFast` or
 * `clockSlow`; the sentence is in the language files.
 */
event: string,
/**
 * When it was noticed.
 */
atMs: number,
/**
 * Records that came back, or that were set aside; or customers.
 */
records: number,
/**
 * To whom customers went, by name.
 */
to: string,
/**
 * The reason that was given.
 */
why: string,
/**
 * Their official numbers.
 */
numbers: number[],
/**
 * Records of one's own about them that the server has.
 */
handedOver: number,
/**
 * How far the clock is off, milliseconds; positive is fast.
 */
offMs: number, };

export type OfferInput = {
/**
 * The fair.
 */
fair: string,
/**
 * Item by item.
 */
items: Array<HandedInput>,
/**
 * Remarks.
 */
remarks: string, };

export type OfferView = {
/**
 * Its record: hash of the list to the last byte.
 */
id: string,
/**
 * Who offered.
 */
by: string,
/**
 * When.
 */
atMs: number,
/**
 * His remarks.
 */
remarks: string,
/**
 * Item by item.
 */
items: Array<HandedView>,
/**
 * Who received; null while nobody has.
 */
receivedBy: string | null,
/**
 * When.
 */
receivedAtMs: number | null,
/**
 * His remarks.
 */
receivedRemarks: string, };

export type OpenDraftRow = {
/**
 * The card that it would be.
 */
card: string,
/**
 * What tells it from others: the customer, else the contact, else the phone; empty where none is held.
 */
name: string, };

export type OutcomeView = {
/**
 * The card that counts.
 */
effective: string | null,
/**
 * Its signer's name.
 */
signerName: string,
/**
 * Person id, `POOL:south`, `COMPANY`, `NONE`.
 */
owner: string,
/**
 * The owner for people.
 */
ownerName: string,
/**
 * Who has the capture credit, by name; empty for nobody.
 */
creditName: string,
/**
 * Who helps, by name.
 */
helperNames: Array<string>, };

export type OutstandingRow = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string,
/**
 * Whose.
 */
name: string,
/**
 * What people call it.
 */
device: string,
/**
 * Since when.
 */
sinceMs: number,
/**
 * How many cards; 0 for everything.
 */
cards: number,
/**
 * When it last brought everything that it had.
 */
lastContactMs: number | null, };

export type PackageCard = {
/**
 * The lead.
 */
row: LeadRowView,
/**
 * The judgement that was sealed; empty where there was none.
 */
judgement: string,
/**
 * `in`, `out`, `unknown` (FAIR-11).
 */
territory: string,
/**
 * Whom the rules propose, by name.
 */
proposalName: string,
/**
 * How many cards its customer has.
 */
customersCards: number,
/**
 * Whether it is the one of them that counts.
 */
effective: boolean,
/**
 * Names of who countersigned it.
 */
countersignedBy: Array<string>, };

export type PackageCodeInput = {
/**
 * Its hash, hexadecimal.
 */
package: string, };

export type PackageRef = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Its hash; empty for the newest of the day.
 */
package: string, };

export type PackageRow = {
/**
 * Fair id.
 */
fair: string,
/**
 * Fair name.
 */
fairName: string,
/**
 * Day.
 */
day: string,
/**
 * Who answers for it: whoever supervised the fair at 24:00.
 */
supervisorName: string,
/**
 * `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
 */
status: string,
/**
 * Cards in the newest.
 */
cards: number,
/**
 * When it was sealed first.
 */
sealedMs: number | null,
/**
 * When headquarters had it.
 */
receivedMs: number | null,
/**
 * Why something is missing, if the supervisor said so.
 */
reason: string,
/**
 * Whether headquarters excuses that it came late; null before it has said so.
 */
excused: boolean | null,
/**
 * Who said so, and why.
 */
excuse: SaidView | null,
/**
 * Hash of the newest package of the day, hexadecimal; empty while there is none.
 */
package: string,
/**
 * What it calls for somebody to answer for: `open` or `decided`, empty where it calls for nothing.
 */
proposal: string, };

export type PackageView = {
/**
 * Fair id.
 */
fair: string,
/**
 * Fair name.
 */
fairName: string,
/**
 * Where.
 */
place: string,
/**
 * Day.
 */
day: string,
/**
 * Who sealed it, by name.
 */
supervisor: string,
/**
 * The package.
 */
seal: SealRow,
/**
 * `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`: how the day's package came.
 */
status: string,
/**
 * Whether its hash is that of what is held here: `whole`, `lacking` where something of it is not here,
 * `differs`.
 */
check: string,
/**
 * Its cards, in order of signing.
 */
cards: Array<PackageCard>,
/**
 * How many of its cards are not here.
 */
lacking: number,
/**
 * What is missing of anybody's hand-in.
 */
losses: Array<LossRow>,
/**
 * What is written down of the discussion that the package names.
 */
discussion: DiscussionView | null,
/**
 * Names of participants who were not at it.
 */
absent: Array<string>,
/**
 * Packages that were sealed for this day, the newest first: hashes.
 */
versions: Array<string>, };

export type PairView = {
/**
 * One.
 */
a: LeadRowView,
/**
 * The other.
 */
b: LeadRowView,
/**
 * Whether the person at the desk may decide.
 */
mayDecide: boolean, };

export type PenaltyDecisionView = {
/**
 * Whose.
 */
byName: string,
/**
 * When.
 */
atMs: number,
/**
 * `uphold`, `waive`, `milder`.
 */
verdict: string,
/**
 * Yuan, where there is an amount.
 */
amount: number | null,
/**
 * Why.
 */
reason: string, };

export type PersonRow = {
/**
 * Id.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Role names.
 */
roles: Array<string>,
/**
 * Territory name, if any.
 */
territory: string,
/**
 * Devices, for headquarters.
 */
devices: Array<DeviceRow>, };

export type PhotoHash = {
/**
 * Its hash.
 */
hash: string, };

export type PhotoInput = {
/**
 * The file's bytes, JPEG or PNG, in base64.
 */
photo: string, };

export type PhotoKeepInput = {
/**
 * The file, JPEG or PNG, in base64.
 */
data: string,
/**
 * What it is taken for.
 */
input: CardInput,
/**
 * Whether that is the form on the screen.
 */
inForm: boolean, };

export type PhotoRef = {
/**
 * BLAKE3 of its bytes, hexadecimal.
 */
hash: string,
/**
 * How many they are.
 */
bytes: number,
/**
 * What they are: `image/jpeg`.
 */
media: string, };

export type PhotoView = {
/**
 * `none` for a card without one, `coming` while it is on its way here, `here`.
 */
state: string,
/**
 * Which.
 */
hash: string,
/**
 * A JPEG that this laptop has made, in base64.
 */
image: string, };

export type PlaceInput = {
/**
 * The beginning of its name.
 */
text: string, };

export type PlaceReading = {
/**
 * Province and prefecture, by their short names.
 */
name: string,
/**
 * Whether it lies in the territory of whoever decides at this fair (OWN-01).
 */
inTerritory: boolean, };

export type PlanCopyInput = {
/**
 * The fair that is prepared.
 */
fair: string,
/**
 * The earlier one.
 */
from: string,
/**
 * The versions that were looked at, as [`PlanCopyRow::version`] names them.
 */
versions: Array<string>, };

export type PlanCopyRef = {
/**
 * The fair that is prepared.
 */
fair: string,
/**
 * The earlier one.
 */
from: string, };

export type PlanCopyRow = {
/**
 * The record that is copied.
 */
version: string,
/**
 * `organiser`, `exhibits`, `layout`.
 */
list: string,
/**
 * What it is called.
 */
name: string,
/**
 * Pieces.
 */
quantity: number,
/**
 * Who sees to it; null where he is to be named.
 */
ownerName: string | null,
/**
 * Who saw to it then.
 */
wasName: string | null,
/**
 * By which day, moved with the first day of the fair.
 */
due: string | null,
/**
 * It stands there already, and is not copied.
 */
there: boolean, };

export type PlanCopyView = {
/**
 * Item by item, list by list.
 */
rows: Array<PlanCopyRow>, };

export type PlanFairRow = {
/**
 * Its id.
 */
fair: string,
/**
 * Its name.
 */
name: string,
/**
 * Its first day.
 */
first: string | null,
/**
 * Calendar days to it while the person at the desk is reminded of what is not handed over (FAIR-03, D1);
 * null where there is nothing to be reminded of.
 */
remindDays: number | null,
/**
 * How many items are not received yet.
 */
open: number,
/**
 * Whether an offer waits for his signature.
 */
awaits: boolean,
/**
 * How many times exhibits that somebody gives him wait for his signature (FAIR-05).
 */
given: number,
/**
 * Losses that wait for him: for headquarters to close them, for who is liable and who had what is gone to
 * answer.
 */
losses: number, };

export type PlanItemInput = {
/**
 * The fair.
 */
fair: string,
/**
 * The item that it is a version of; null begins one.
 */
item: string | null,
/**
 * `organiser`, `exhibits`, `layout`.
 */
list: string,
/**
 * What it is called.
 */
name: string,
/**
 * Of which kind.
 */
kind: string,
/**
 * Pieces.
 */
quantity: number,
/**
 * Who sees to it; null is whoever writes.
 */
owner: string | null,
/**
 * By which day, `2026-03-05`.
 */
due: string | null,
/**
 * Since which day it is done.
 */
done: string | null,
/**
 * No longer wanted.
 */
dropped: boolean,
/**
 * For the visitors: it does not come back.
 */
giveaway: boolean,
/**
 * Remarks.
 */
remarks: string, };

export type PlanItemView = {
/**
 * Its id.
 */
item: string,
/**
 * The version that holds.
 */
now: PlanVersionView,
/**
 * Those before it, the oldest first.
 */
earlier: Array<PlanVersionView>, };

export type PlanRef = {
/**
 * Its id.
 */
fair: string, };

export type PlanVersionView = {
/**
 * Its list.
 */
list: string,
/**
 * What it is called.
 */
name: string,
/**
 * Of which kind.
 */
kind: string,
/**
 * Pieces.
 */
quantity: number,
/**
 * Who sees to it: id.
 */
owner: string | null,
/**
 * And name.
 */
ownerName: string | null,
/**
 * By which day.
 */
due: string | null,
/**
 * Since which day it is done.
 */
done: string | null,
/**
 * No longer wanted.
 */
dropped: boolean,
/**
 * For the visitors: it does not come back.
 */
giveaway: boolean,
/**
 * Remarks.
 */
remarks: string,
/**
 * Who wrote it.
 */
by: string,
/**
 * When.
 */
atMs: number, };

export type PoolRef = {
/**
 * Fair id.
 */
fair: string, };

export type PoolRow = {
/**
 * As an assignment names it: `POOL:south`.
 */
id: string,
/**
 * The territory's name.
 */
territory: string,
/**
 * Its regional manager's name, who deals the pool on; empty if there is none.
 */
head: string, };

export type PoolView = {
/**
 * Fair id.
 */
fair: string,
/**
 * How what waits would be dealt; null when nothing waits, or the person at the desk deals nothing.
 */
proposed: DealtView | null,
/**
 * What was dealt, the oldest first.
 */
dealt: Array<DealtView>, };

export type PressView = {
/**
 * Percent, while something is being set.
 */
percent: number | null, };

export type QuarantineRow = {
/**
 * A stable code; the sentence is in the language files.
 */
code: string,
/**
 * When.
 */
atMs: number, };

export type RatingView = {
/**
 * How many scored.
 */
raters: number,
/**
 * Mean for the plan.
 */
layout: number,
/**
 * Mean for working together.
 */
cooperation: number,
/**
 * Late days of the hand-over.
 */
daysLate: number,
/**
 * What each of them costs, in points.
 */
latePoints: number,
/**
 * The score.
 */
hundredths: number,
/**
 * Remarks, in an order that says nothing.
 */
remarks: Array<string>,
/**
 * When it was told.
 */
atMs: number, };

export type ReachedView = {
/**
 * When.
 */
atMs: number,
/**
 * `written`: it is on his laptop; `spoken`: whoever explained it has spoken with him; `unsaid`: nobody knows,
 * it was signed before this was asked.
 */
way: string, };

export type ReadField = {
/**
 * A field of a card, or a name among those beside them.
 */
name: string,
/**
 * What it says.
 */
text: string,
/**
 * On which of the lines; none for what a code says.
 */
lines: Array<number>,
/**
 * Whether those lines were read with certainty.
 */
sure: boolean, };

export type ReadLine = {
/**
 * What it says.
 */
text: string,
/**
 * Its corners from the upper left as it is read, clockwise: column, row and so on, in pixels.
 */
corners: Array<number>,
/**
 * Whether every character of it was read with certainty.
 */
sure: boolean, };

export type ReadingView = {
/**
 * `waiting`, `reading`, `done`, `stopped`, `failed`; `none` for a photo that was not read here.
 */
state: string,
/**
 * Why it failed, as a code.
 */
failed: string,
/**
 * Columns of the photo.
 */
width: number,
/**
 * Its rows.
 */
height: number,
/**
 * Its lines from above to below.
 */
lines: Array<ReadLine>,
/**
 * What they say.
 */
fields: Array<ReadField>,
/**
 * How many codes on the card were read.
 */
codes: number, };

export type ReasonView = {
/**
 * Rulebook id.
 */
rule: string,
/**
 * Key under `reason.`.
 */
key: string,
/**
 * Arguments.
 */
args: Record<string, string | number | boolean | null>, };

export type ReceiveInput = {
/**
 * The fair.
 */
fair: string,
/**
 * The offer, as [`OfferView::id`] names it: no other list is meant.
 */
offer: string,
/**
 * Item by item.
 */
items: Array<HandedInput>,
/**
 * Remarks.
 */
remarks: string, };

export type ReceiverView = {
/**
 * Who: id.
 */
id: string,
/**
 * And name.
 */
name: string, };

export type ReceptionInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * The line that is written anew.
 */
entry: string | null,
/**
 * `visit` or `call`.
 */
channel: string,
/**
 * When he came, milliseconds since 1970 UTC; null for now.
 */
cameMs: number | null,
/**
 * Who.
 */
name: string,
/**
 * His company.
 */
company: string,
/**
 * The number that he left.
 */
phone: string,
/**
 * Matter asked.
 */
matter: string,
/**
 * Opinions.
 */
opinions: string,
/**
 * Needs.
 */
needs: string,
/**
 * Key points.
 */
keyPoints: string,
/**
 * What he answered when he was called back; empty while he was not.
 */
answer: string,
/**
 * Whom he asked first; empty for oneself.
 */
firstContact: string,
/**
 * To whom he was passed on; empty for nobody.
 */
routedTo: string,
/**
 * Taken back.
 */
withdrawn: boolean, };

export type ReceptionRef = {
/**
 * Fair id.
 */
fair: string,
/**
 * Which line.
 */
entry: string, };

export type ReceptionRow = {
/**
 * What it says.
 */
input: ReceptionInput,
/**
 * Which.
 */
entry: string,
/**
 * Who received him.
 */
by: string,
/**
 * Whether it is one's own.
 */
mine: boolean,
/**
 * Name of whom he asked first.
 */
firstContact: string,
/**
 * Name of whom he was passed on to; empty for nobody.
 */
routedTo: string,
/**
 * Whether he left a number.
 */
phoneLeft: boolean,
/**
 * The lead card that was made of it.
 */
card: string | null,
/**
 * How often it was written anew.
 */
versions: number,
/**
 * Entered on a later day than he came (FAIR-21).
 */
late: boolean,
/**
 * Written, or written anew, since the day was signed.
 */
afterSigning: boolean,
/**
 * As orders to erase name it.
 */
line: string,
/**
 * Headquarters' order to erase its words (SEC-14); null where there is none.
 */
erasure: ErasureView | null, };

export type RecoverInput = {
/**
 * The text that headquarters sent.
 */
answer: string,
/**
 * The new passphrase.
 */
passphrase: string, };

export type RecoveredView = {
/**
 * Whose; empty for the server.
 */
name: string,
/**
 * On which laptop.
 */
device: string,
/**
 * How many records have come back.
 */
back: number,
/**
 * Positions that have not, as `3, 7–9`.
 */
missing: string, };

export type RecoveryRequestView = {
/**
 * The text to send.
 */
text: string,
/**
 * The number that both sides compare.
 */
check: string, };

export type RecoveryView = {
/**
 * When it was noticed.
 */
sinceMs: number,
/**
 * Whether it is over.
 */
over: boolean,
/**
 * Whose records had been lost, and came back or did not.
 */
chains: Array<RecoveredView>,
/**
 * Laptops that have not been heard since.
 */
silent: Array<SilentView>, };

export type RefusedFileView = {
/**
 * Its name.
 */
file: string,
/**
 * Why not.
 */
failure: Failure, };

export type RegisterView = {
/**
 * Day; empty for the whole fair.
 */
day: string,
/**
 * Whether this person takes part.
 */
mayWrite: boolean,
/**
 * Whether he signs the day.
 */
maySign: boolean,
/**
 * Whether he may have a line's words erased (SEC-14).
 */
mayErase: boolean,
/**
 * Whether he reads what others entered too.
 */
readsAll: boolean,
/**
 * Lines in order of their time; what was taken back stands at the end.
 */
rows: Array<ReceptionRow>,
/**
 * What stands in them.
 */
counted: StatisticView,
/**
 * The day's signature that counts.
 */
signed: SignedStatistic | null,
/**
 * Lines that were written since.
 */
afterSigning: number,
/**
 * Who takes part: to them a visitor is passed on.
 */
people: Array<PersonRow>,
/**
 * What was being typed, as it was kept.
 */
unfinished: string | null, };

export type RemainsView = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string,
/**
 * What people call it.
 */
device: string,
/**
 * Whose it was, by name.
 */
person: string,
/**
 * When headquarters revoked it; null while it counts.
 */
revokedMs: number | null,
/**
 * When it said, after it was revoked, that it had let go of others' customers; null while it has not.
 */
letGoMs: number | null,
/**
 * Signed cards that are here, with all that was written on them.
 */
cards: number,
/**
 * All entries that are here, the cards among them.
 */
entries: number,
/**
 * Up to when nothing is missing; null if the very first entry is.
 */
wholeUntilMs: number | null,
/**
 * Entries that are here although earlier ones are missing.
 */
later: number,
/**
 * Entries that are known to be missing because others follow them.
 */
gaps: number,
/**
 * Signed cards among those.
 */
gapCards: number,
/**
 * Who saw more than is here.
 */
sightings: Array<SightingView>,
/**
 * When anybody last saw it, as far as is known.
 */
lastSeenMs: number | null,
/**
 * Until when it shows other people's customers, if it never connects again (SEC-04).
 */
blindMs: number,
/**
 * Whether its person has put this away as it stands.
 */
putAway: boolean, };

export type ReplayCustomer = {
/**
 * As the rules say, without regard to what is final.
 */
before: RulingView,
/**
 * As they would say.
 */
after: RulingView,
/**
 * What is final stands whatever was played.
 */
held: boolean, };

export type ReplayInput = {
/**
 * Which fair.
 */
fair: string,
/**
 * Numbers, by their rulebook names.
 */
parameters: { [key in string]: string },
/**
 * Division codes to the territories that they would belong to; an empty one is none.
 */
regions: { [key in number]: string }, };

export type ReplayRef = {
/**
 * One of his cards.
 */
card: string, };

export type ReplayRow = {
/**
 * One of his cards.
 */
card: string,
/**
 * His name as it was typed.
 */
company: string,
/**
 * What would be otherwise.
 */
differs: Array<string>,
/**
 * As the rules say.
 */
before: ReplaySide,
/**
 * As they would say.
 */
after: ReplaySide,
/**
 * Rules that speak on one side only.
 */
rules: Array<string>,
/**
 * What is final stands whatever was played (OWN-12): it would not change hands by itself.
 */
held: boolean, };

export type ReplaySide = {
/**
 * Person id, `POOL:south`, `COMPANY` or `NONE`.
 */
owner: string,
/**
 * His name.
 */
ownerName: string,
/**
 * Who signed the card that counts.
 */
effectiveName: string,
/**
 * Whose credit it is.
 */
creditName: string,
/**
 * `in`, `out` or `unknown`.
 */
territory: string,
/**
 * Who decides; `hq`, or a person's id.
 */
authority: string,
/**
 * His name.
 */
authorityName: string, };

export type ReplayView = {
/**
 * What is played.
 */
input: ReplayInput,
/**
 * Customers of the fair that have been ruled on again.
 */
done: number,
/**
 * Cards that have been looked at.
 */
looked: number,
/**
 * Cards of the fair.
 */
cards: number,
/**
 * Every card has been looked at.
 */
complete: boolean,
/**
 * Customers for whom something would be otherwise.
 */
changed: number,
/**
 * How many customers would have another: `owner`, `effective`, `credit`, `territory`, `authority`.
 */
counts: { [key in string]: number },
/**
 * The first of them, owners first.
 */
rows: Array<ReplayRow>, };

export type ReportBar = {
/**
 * What is counted.
 */
cell: ReportCell,
/**
 * How many.
 */
count: number,
/**
 * Of how many; null where the bars of a chart count one thing and are compared with the longest.
 */
of: number | null, };

export type ReportCell = { "is": "nothing" } | { "is": "text", "of": string } | { "is": "word", "of": string } | { "is": "count", "of": number } | { "is": "at", "of": number } | { "is": "due", "of": number } | { "is": "photo", "of": RivalPhotoRef };

export type ReportColumn = {
/**
 * Key under `reports.name.`.
 */
name: string,
/**
 * How wide, in parts of the page.
 */
width: number,
/**
 * Whether numbers stand in it.
 */
number: boolean, };

export type ReportFileInput = {
/**
 * Which.
 */
report: ReportInput,
/**
 * In which language its words are: `zh-CN`, `zh-Hant` or `en`.
 */
language: string,
/**
 * Where to; empty for the program's own folder.
 */
folder: string,
/**
 * `xlsx` or `pdf`; a workbook where it is empty.
 */
layout: string, };

export type ReportInput = {
/**
 * `e1` to `e12`, `kpi1`; `package`, a day package as it was sealed.
 */
form: string,
/**
 * Fair id; empty for `e2`.
 */
fair: string,
/**
 * Day, `2026-03-12`: of `e3` and `e4`. Others take the whole fair where it is empty.
 */
day: string,
/**
 * Person id, of `e3`; empty for the person at the desk.
 */
person: string,
/**
 * The card, of `e2`.
 */
card: string,
/**
 * The hash of a sealed day package, hexadecimal, of `package`; empty for the newest of its day.
 */
package: string, };

export type ReportLine = {
/**
 * Key under `reports.name.`.
 */
name: string,
/**
 * What.
 */
cell: ReportCell, };

export type ReportMark = {
/**
 * The words.
 */
mark: string, };

export type ReportPart = {
/**
 * Key under `reports.part.`.
 */
name: string,
/**
 * Its columns; empty for a chart alone.
 */
columns: Array<ReportColumn>,
/**
 * Its rows, a cell for each column.
 */
rows: Array<Array<ReportCell>>,
/**
 * What is counted, in the order in which it is shown.
 */
bars: Array<ReportBar>, };

export type ReportView = {
/**
 * Which: its heading is `reports.form.` and this.
 */
form: string,
/**
 * The company's name.
 */
company: string,
/**
 * What it is about, a line each.
 */
head: Array<ReportLine>,
/**
 * Tables and charts.
 */
parts: Array<ReportPart>,
/**
 * Who signs on paper: keys under `reports.sign.`.
 */
signatures: Array<string>,
/**
 * How many customers' cards, visitors' and rivals' lines it shows in words: taking it out counts as taking these (SEC-06).
 */
cards: number,
/**
 * How many of these are visitors' and rivals' lines, and no cards.
 */
lines: number,
/**
 * As of when.
 */
asOfMs: number,
/**
 * The hash of what it says, hexadecimal: a sealed package's own, else of everything above but the moment.
 */
hash: string, };

export type RetentionRow = {
/**
 * Which.
 */
card: string,
/**
 * Customer.
 */
company: string,
/**
 * Contact.
 */
person: string,
/**
 * Who signed it, by name.
 */
signer: string,
/**
 * When.
 */
signedMs: number,
/**
 * When somebody last said anything about the customer.
 */
touchedMs: number,
/**
 * Since when it may be erased.
 */
dueMs: number, };

export type RetentionView = {
/**
 * After how many months without a word about a customer.
 */
months: number,
/**
 * How many cards there are.
 */
total: number,
/**
 * The first of them.
 */
rows: Array<RetentionRow>, };

export type Revoke = {
/**
 * Enrolment id, hexadecimal.
 */
enrolment: string,
/**
 * Why.
 */
reason: string, };

export type RivalInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * The entry that is written anew.
 */
entry: string | null,
/**
 * `product`, `price`, `strategy`, `other`.
 */
topic: string,
/**
 * `seen`, `inferred`, `heard`.
 */
basis: string,
/**
 * The rival.
 */
rival: string,
/**
 * What was noted.
 */
what: string,
/**
 * What proves it.
 */
evidence: string,
/**
 * The photo that shows it, by its hash: one that was kept for this entry, or the one that it has.
 */
photo: string | null,
/**
 * Taken back.
 */
withdrawn: boolean, };

export type RivalLine = {
/**
 * Topic.
 */
topic: string,
/**
 * How its author knows.
 */
basis: string,
/**
 * What was noted.
 */
what: string,
/**
 * What proves it.
 */
evidence: string,
/**
 * Which entry.
 */
entry: string,
/**
 * The photo that shows it, by its hash.
 */
photo: string | null,
/**
 * The collector's name.
 */
by: string,
/**
 * When.
 */
atMs: number,
/**
 * The signed report does not rest on it as it reads now.
 */
afterSigning: boolean, };

export type RivalPhotoKeepInput = {
/**
 * The file, JPEG or PNG, in base64.
 */
data: string,
/**
 * Fair id.
 */
fair: string,
/**
 * The entry that is written anew; null for a new one.
 */
entry: string | null, };

export type RivalPhotoPlace = {
/**
 * Fair id.
 */
fair: string,
/**
 * The entry that is written anew; null for a new one.
 */
entry: string | null, };

export type RivalPhotoRef = {
/**
 * Fair id.
 */
fair: string,
/**
 * The entry that is being written, for a photo that nobody signed yet; null for a new one.
 */
entry: string | null,
/**
 * The photo's hash.
 */
hash: string, };

export type RivalRow = {
/**
 * Which.
 */
entry: string,
/**
 * The collector's name.
 */
by: string,
/**
 * Whether it is one's own: nobody else writes it anew.
 */
mine: boolean,
/**
 * When it was first written.
 */
begunMs: number,
/**
 * What it says.
 */
now: RivalText,
/**
 * What it said before, the newest first.
 */
earlier: Array<RivalText>, };

export type RivalSheet = {
/**
 * What a conclusion about it is kept under.
 */
key: string,
/**
 * Its name.
 */
name: string,
/**
 * The best reason to believe any of it: `seen`, `inferred`, `heard`.
 */
best: string,
/**
 * What was noted, by topic.
 */
lines: Array<RivalLine>,
/**
 * What the supervisor concluded, as signed.
 */
conclusion: string, };

export type RivalText = {
/**
 * When it was written.
 */
atMs: number,
/**
 * As in [`RivalInput`].
 */
topic: string,
/**
 * As in [`RivalInput`].
 */
basis: string,
/**
 * The rival; empty where the text was erased.
 */
rival: string,
/**
 * What was noted.
 */
what: string,
/**
 * What proves it.
 */
evidence: string,
/**
 * The photo that shows it, by its hash.
 */
photo: string | null,
/**
 * Taken back.
 */
withdrawn: boolean, };

export type RoadshowInput = {
/**
 * Of which month.
 */
month: string,
/**
 * The entry that is written anew.
 */
entry: string | null,
/**
 * On which day of it.
 */
day: string,
/**
 * Where.
 */
place: string,
/**
 * What it costs, yuan.
 */
yuan: number,
/**
 * Which gifts are given away.
 */
gifts: string,
/**
 * What was to be seen.
 */
remarks: string,
/**
 * The photo of it, by its hash: one that was kept for this entry, or the one that it has.
 */
photo: string | null,
/**
 * Taken back.
 */
withdrawn: boolean, };

export type RoadshowMonth = {
/**
 * `2026-04`.
 */
month: string,
/**
 * Under which what is proposed about it stands, as a fair's proposals do under the fair.
 */
id: string,
/**
 * It is over.
 */
over: boolean, };

export type RoadshowPerson = {
/**
 * Person id.
 */
person: string,
/**
 * His name.
 */
name: string,
/**
 * How many he holds a month; null where not the whole month was his.
 */
wanted: number | null,
/**
 * How many count.
 */
counted: number,
/**
 * The month is over.
 */
over: boolean,
/**
 * What he wrote, in order of their days.
 */
shows: Array<RoadshowView>, };

export type RoadshowView = {
/**
 * Which.
 */
entry: string,
/**
 * The record of what stands here.
 */
version: string,
/**
 * On which day.
 */
day: string,
/**
 * Where.
 */
place: string,
/**
 * What it costs, yuan.
 */
yuan: number,
/**
 * Which gifts are given away.
 */
gifts: string,
/**
 * What was to be seen.
 */
remarks: string,
/**
 * The photo of it, by its hash.
 */
photo: string | null,
/**
 * `withdrawn`, `refused`, `waits`, `planned`, `unseen`, `late`, `counts`.
 */
state: string,
/**
 * The person at the desk wrote it.
 */
mine: boolean,
/**
 * The person at the desk has a word on what it costs.
 */
maySpeak: boolean,
/**
 * The last word of each who has one.
 */
words: Array<RoadshowWordView>, };

export type RoadshowWordInput = {
/**
 * Of which month.
 */
month: string,
/**
 * What he saw, as [`RoadshowView::version`] names it.
 */
version: string,
/**
 * He agrees.
 */
agrees: boolean,
/**
 * Why not.
 */
words: string, };

export type RoadshowWordView = {
/**
 * His name.
 */
name: string,
/**
 * When, ms.
 */
atMs: number,
/**
 * He agrees.
 */
agrees: boolean,
/**
 * Why not.
 */
text: string, };

export type RoadshowsRef = {
/**
 * `2026-04`; empty for this one.
 */
month: string, };

export type RoadshowsView = {
/**
 * Which month.
 */
month: string,
/**
 * Under which its photos are kept.
 */
id: string,
/**
 * Those that can be chosen, the newest first.
 */
months: Array<RoadshowMonth>,
/**
 * Its last day.
 */
last: string,
/**
 * Each specialist's, the person at the desk first.
 */
people: Array<RoadshowPerson>,
/**
 * Whether the person at the desk holds roadshows himself.
 */
mayAdd: boolean,
/**
 * Half-typed forms of his, as the window kept them.
 */
unfinished: string | null, };

export type RulingCardView = {
/**
 * The card.
 */
card: string,
/**
 * Signer's id.
 */
signer: string,
/**
 * Signer's name.
 */
signerName: string,
/**
 * Whether what was typed is here: `known`, `hidden` where this person may not read it, `erased`.
 */
text: string,
/**
 * Customer as typed; may be empty where the text is known, too.
 */
company: string,
/**
 * Contact as typed.
 */
person: string,
/**
 * `business_card`, `self_filled`, `conversation`, `other`.
 */
source: string,
/**
 * Corrected signing time.
 */
atMs: number,
/**
 * What the laptop's clock showed.
 */
claimedMs: number,
/**
 * Proven not earlier.
 */
notBeforeMs: number | null,
/**
 * Proven not later.
 */
notAfterMs: number | null,
/**
 * `anchored`, `bounded`, `wide`.
 */
proof: string,
/**
 * Whose word the interval rests on.
 */
provenBy: WitnessesView,
/**
 * Everybody who saw it, whatever his word is worth.
 */
seenBy: WitnessesView,
/**
 * Whether what the laptop's clock showed lies outside what is proven.
 */
contradicted: boolean,
/**
 * Rule that takes it out of the ranking, or empty.
 */
out: string,
/**
 * Countersigned by somebody else.
 */
complete: boolean,
/**
 * The evening's judgement, or empty.
 */
judgement: string, };

export type RulingView = {
/**
 * The customer's name among rulings.
 */
customer: string,
/**
 * The effective card, if any.
 */
effective: string | null,
/**
 * Whether a tie is open to a human ruling.
 */
undecided: boolean,
/**
 * Person id, `POOL:south`, `COMPANY`, `NONE`.
 */
owner: string,
/**
 * The owner for people.
 */
ownerName: string,
/**
 * Person id, or null.
 */
proposal: string | null,
/**
 * The proposal for people.
 */
proposalName: string,
/**
 * Person id or `hq`.
 */
authority: string,
/**
 * The authority for people.
 */
authorityName: string,
/**
 * Person ids.
 */
helpers: Array<string>,
/**
 * Names.
 */
helperNames: Array<string>,
/**
 * Person id, or null.
 */
credit: string | null,
/**
 * The credit for people.
 */
creditName: string,
/**
 * `in`, `out`, `unknown`.
 */
territory: string,
/**
 * `provisional`, `registered`, `final`.
 */
state: string,
/**
 * The version of the rules by which this laptop has ruled.
 */
rulesVersion: number,
/**
 * The one by which the server has registered the ruling last; null while it has not.
 */
registeredRules: number | null,
/**
 * When a registered ruling becomes final or became it; null while it is provisional.
 */
finalMs: number | null,
/**
 * Final without waiting `ruling.final_hours`, because every roster device had synced (SYN-03).
 */
rosterComplete: boolean,
/**
 * Every rule cited, those that excluded something included.
 */
rules: Array<string>,
/**
 * Why, in the order of the pipeline.
 */
reasons: Array<ReasonView>,
/**
 * What would change it.
 */
turns: Array<ReasonView>,
/**
 * Kind to person ids.
 */
alerts: Record<string, string[]>,
/**
 * The customer's cards, in order of signing.
 */
cards: Array<RulingCardView>,
/**
 * What came after it was final and waits for a decision.
 */
case: CaseView | null,
/**
 * Hash of the ruling's bytes, hexadecimal.
 */
hash: string, };

export type SaidView = {
/**
 * Who.
 */
byName: string,
/**
 * When.
 */
atMs: number,
/**
 * He does not want to say anything.
 */
declines: boolean,
/**
 * His words.
 */
text: string, };

export type SavedView = {
/**
 * What he calls it; another one of that name is replaced.
 */
name: string,
/**
 * As in a list.
 */
view: string,
/**
 * As in a list.
 */
text: string,
/**
 * As in a list.
 */
fair: string,
/**
 * As in a list.
 */
filter: LeadFilterInput,
/**
 * As in a list.
 */
sort: string,
/**
 * As in a list.
 */
backwards: boolean,
/**
 * The columns that are shown, in their order, by their names in the screens.
 */
columns: Array<string>, };

export type SavedViewRef = {
/**
 * What it is called.
 */
name: string, };

export type ScoreInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * The plan of the booth, 0 to 100.
 */
layout: number,
/**
 * Working together, 0 to 100.
 */
cooperation: number,
/**
 * In his own words.
 */
remark: string, };

export type ScoreView = {
/**
 * From when people score.
 */
opensMs: number | null,
/**
 * Until when.
 */
closesMs: number | null,
/**
 * Whether the person at the desk scores now.
 */
mayScore: boolean,
/**
 * What he said.
 */
mine: ScoreInput | null,
/**
 * When he said it.
 */
mineMs: number | null,
/**
 * How many have scored, as far as headquarters knows; none for everybody else.
 */
raters: number | null,
/**
 * How many it takes.
 */
ratersMin: number,
/**
 * Whether the person at the desk may tell the sum now.
 */
mayTell: boolean,
/**
 * What was told.
 */
told: RatingView | null, };

export type SealInput = {
/**
 * Fair id.
 */
fair: string,
/**
 * Day.
 */
day: string,
/**
 * Why something is missing.
 */
reason: string, };

export type SealRow = {
/**
 * When it was sealed.
 */
atMs: number,
/**
 * When headquarters' server had it; null while this laptop knows of no receipt.
 */
receivedMs: number | null,
/**
 * Cards in it.
 */
cards: number,
/**
 * Its hash, hexadecimal.
 */
package: string,
/**
 * Why something is missing.
 */
reason: string, };

export type Sealed = {
/**
 * Its hash, hexadecimal ([`facts::package::hash`]).
 */
package: string,
/**
 * Cards in it.
 */
cards: number, };

export type SeatView = {
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * Cards that he had had before.
 */
had: number,
/**
 * Cards that he gets.
 */
gets: number, };

export type SessionView = {
/**
 * Person id.
 */
person: string,
/**
 * Name.
 */
name: string,
/**
 * Role names of the rulebook.
 */
roles: Array<string>,
/**
 * Company name.
 */
company: string,
/**
 * What people call this device.
 */
device: string,
/**
 * IANA time zone that decides every "day".
 */
zone: string,
/**
 * Best estimate of the time now, milliseconds since 1970 UTC.
 */
nowMs: number,
/**
 * Today in the company's zone, `2026-03-12`.
 */
today: string,
/**
 * Fairs that this person takes part in or may see, running ones first.
 */
fairs: Array<FairView>,
/**
 * Whether the evening desk is his (supervisor or group leader of a fair).
 */
eveningDesk: boolean,
/**
 * Whether the headquarters desk is his.
 */
hqDesk: boolean,
/**
 * Until when this laptop shows other people's customers without another contact (SEC-04).
 */
leaseUntilMs: number,
/**
 * When headquarters revoked this laptop, if it did: what it signs since counts for nothing until somebody
 * takes it in (SYN-04).
 */
revokedMs: number | null,
/**
 * Minutes without a key press after which the window locks.
 */
lockMinutes: number, };

export type SetByLoginInput = {
/**
 * Which.
 */
on: boolean,
/**
 * The passphrase of who is at the desk.
 */
passphrase: string, };

export type Share = {
/**
 * What: a source, a class, an hour, a topic, a person's id.
 */
key: string,
/**
 * A person's name; empty for everything else.
 */
name: string,
/**
 * How many.
 */
count: number, };

export type ShortView = {
/**
 * When.
 */
atMs: number,
/**
 * How many.
 */
missing: number, };

export type SightingView = {
/**
 * Who, by name; empty for the company's server.
 */
by: string,
/**
 * When.
 */
atMs: number,
/**
 * How many.
 */
unheld: number, };

export type SignedStatistic = {
/**
 * When.
 */
atMs: number,
/**
 * Who.
 */
by: string,
/**
 * What was counted.
 */
counted: StatisticView, };

export type SignedView = {
/**
 * The card.
 */
card: string,
/**
 * Its number in the register of this fair (FAIR-18).
 */
register: number,
/**
 * On which of its person's laptops, from 1; 0 for a draft.
 */
laptop: number, };

export type SilentView = {
/**
 * Whose.
 */
name: string,
/**
 * Which.
 */
device: string, };

export type SmallPhotoView = {
/**
 * A JPEG that this laptop has made, in base64; empty where there is none here.
 */
image: string,
/**
 * The company, as far as it was read.
 */
company: string,
/**
 * The person, as far as he was read.
 */
person: string,
/**
 * As [`ReadingView::state`]; empty without a photo.
 */
state: string, };

export type StatisticView = {
/**
 * Who came.
 */
came: number,
/**
 * Who called.
 */
called: number,
/**
 * Who left a number.
 */
phones: number,
/**
 * Of whom a lead card was made.
 */
cards: number,
/**
 * Passed on.
 */
routed: number,
/**
 * Called back.
 */
askedAfter: number, };

export type StatusView = {
/**
 * `none` (not enrolled), `locked`, `open`; in the demo's chooser `choose`.
 */
state: string,
/**
 * Name on the lock screen; empty when not enrolled.
 */
name: string,
/**
 * Everybody who uses this laptop; the demo, where each has a window of his own, lists nobody.
 */
workspaces: Array<WorkspaceRow>,
/**
 * Whose workspace this window shows, among them; empty for the first.
 */
workspace: string,
/**
 * Whether this computer's login opens it now, without the passphrase.
 */
byLogin: boolean,
/**
 * Language that was chosen last, `zh-CN`, `zh-Hant` or `en`; empty at first.
 */
language: string,
/**
 * Only in the demo.
 */
demo: DemoView | null, };

export type SyncLineView = {
/**
 * Empty before the first exchange, then `offline`, `syncing`, `done`, `failed`, `notOurs`.
 */
state: string,
/**
 * What this person did and the server does not have.
 */
unsent: number,
/**
 * Whether there ever was anything of this person to send from this laptop.
 */
any: boolean,
/**
 * When the last exchange ended well.
 */
lastMs: number | null,
/**
 * Code of the failure, a key under `failure.`, or empty.
 */
problem: string,
/**
 * Records sent and taken in the exchange that runs or ran last.
 */
pushed: number,
/**
 * Taken.
 */
pulled: number, };

export type SyncPageView = {
/**
 * The server's origin.
 */
server: string,
/**
 * What this person did and the server does not have.
 */
unsent: number,
/**
 * Signed cards among them.
 */
unsentCards: number,
/**
 * Records of colleagues carried for them.
 */
carried: number,
/**
 * All records held.
 */
records: number,
/**
 * Time of the last receipt by the server, if there was one.
 */
lastServerMs: number | null,
/**
 * How far this laptop's clock was off then, milliseconds; positive is fast.
 */
clockOffMs: number | null,
/**
 * Items that were not taken, each with its reason.
 */
quarantined: Array<QuarantineRow>,
/**
 * What the person is asked before much is let go of.
 */
letGo: LetGoView | null, };

export type TakeFileInput = {
/**
 * Path of the file.
 */
path: string, };

export type TakenFolderView = {
/**
 * Every file that was for us.
 */
taken: Array<TakenView>,
/**
 * Files that could not be taken.
 */
refused: Array<RefusedFileView>, };

export type TakenView = {
/**
 * From whom, by name.
 */
from: string,
/**
 * New signed cards.
 */
cards: number,
/**
 * New records.
 */
records: number,
/**
 * New photos; on the LAN they come afterwards.
 */
photos: number,
/**
 * The acknowledgement that goes back, if the file asked for one.
 */
answer: WrittenFileView | null,
/**
 * Whether it was itself an acknowledgement.
 */
acknowledges: boolean, };

export type TellInput = {
/**
 * Which.
 */
matter: MatterRef,
/**
 * Why it is necessary and what for.
 */
text: string,
/**
 * Whoever signs it has spoken with him.
 */
spoken: boolean, };

export type TimelineEntry = {
/**
 * When, corrected.
 */
atMs: number,
/**
 * Who, by name.
 */
by: string,
/**
 * Key under `timeline.`.
 */
key: string,
/**
 * Arguments.
 */
args: Record<string, string | number | boolean | null>,
/**
 * Text that somebody typed; shown as text, never as markup.
 */
text: string, };

export type Topic = "session" | "leads" | "day" | "desks" | "people" | "sync" | "neighbours";

export type TurnRow = {
/**
 * Whose cards: person id.
 */
person: string,
/**
 * His name.
 */
name: string,
/**
 * His cards of the day.
 */
cards: number,
/**
 * Those of them that nobody has countersigned.
 */
open: Array<string>,
/**
 * Whose turn it is: person id, or empty where nobody may who is there.
 */
leader: string,
/**
 * His name.
 */
leaderName: string,
/**
 * Whether that is the person at the desk.
 */
mine: boolean,
/**
 * Whether the person at the desk may countersign them, be it his turn or not.
 */
may: boolean,
/**
 * Names of who signed on the day of the fair before.
 */
before: Array<string>,
/**
 * Whether whose turn it is signed then, too: there is nobody else.
 */
repeats: boolean,
/**
 * Names of who has signed out of turn.
 */
outOfTurn: Array<string>, };

export type UndoImportInput = {
/**
 * Which.
 */
import: string,
/**
 * Why: stands on every card that is taken back (FAIR-18).
 */
reason: string,
/**
 * From which card of it on; 0 at first, then what the last step said.
 */
from: number, };

export type UndoView = {
/**
 * Cards of this step that are taken back, by it or before.
 */
withdrawn: number,
/**
 * With which card the next step begins.
 */
next: number,
/**
 * Cards that are looked at after this step.
 */
left: number,
/**
 * Cards of this step that are not taken back, because somebody has worked on them since.
 */
kept: Array<KeptCard>, };

export type UnlockInput = {
/**
 * The passphrase.
 */
passphrase: string, };

export type VisitorAddressView = {
/**
 * This laptop's address on one of its networks.
 */
network: string,
/**
 * What is typed on a phone whose camera reads no codes.
 */
text: string,
/**
 * The code's rows of modules from the top, `#` for a dark one; without the quiet zone.
 */
rows: Array<string>, };

export type VisitorFormView = {
/**
 * `noFair` on a day without a fair of this person's, `closed`, `noNetwork` while it is open and no phone
 * could come, `open`.
 */
state: string,
/**
 * The fair, as people write it; empty where there is none.
 */
fair: string,
/**
 * Until when it takes forms.
 */
untilMs: number,
/**
 * Under which addresses it is found, the likeliest first; without a network, by this laptop alone.
 */
addresses: Array<VisitorAddressView>,
/**
 * How many phones have opened the form.
 */
opened: number,
/**
 * How many forms have arrived.
 */
arrived: number,
/**
 * Whether somebody was refused within the last minutes, because too much came at once.
 */
flooded: boolean, };

export type VoidView = {
/**
 * Its record.
 */
id: string,
/**
 * Why: `key`, `not_marketing`, `not_supervisor`, `same_side`, `nothing`, `again`.
 */
why: string, };

export type VouchCodeView = {
/**
 * The code's rows of modules from the top, `#` for a dark one; without the quiet zone.
 */
rows: Array<string>,
/**
 * Whose code was read last; empty at first, and while nobody here knows whose.
 */
other: string,
/**
 * Whether anything is signed here that somebody could vouch for.
 */
signed: boolean,
/**
 * Whether the other vouches for everything that is signed here.
 */
got: boolean,
/**
 * Whether this laptop vouches for the other.
 */
gave: boolean,
/**
 * Whether the other has read that.
 */
has: boolean,
/**
 * Whether the other has signed anything.
 */
asks: boolean,
/**
 * Whether the laptop whose code was read last is not known here yet: it has to read this one's code
 * and shows who it is then.
 */
strange: boolean, };

export type VouchedRow = {
/**
 * Name; empty for an address that was typed.
 */
name: string,
/**
 * Where.
 */
address: string, };

export type VouchingView = {
/**
 * Whether this system can look for them.
 */
looks: boolean,
/**
 * Where this laptop hears, to be typed on another; empty while it does not.
 */
address: string,
/**
 * Laptops that are asked.
 */
colleagues: Array<VouchedRow>,
/**
 * Whether anything was signed here that may be seen.
 */
signed: boolean,
/**
 * Who has seen everything that was signed here, by name.
 */
seenBy: Array<string>,
/**
 * Whose laptops asked this one about more customers in a minute than anybody types, by name.
 */
fishing: Array<string>, };

export type Withdraw = {
/**
 * The card or draft.
 */
card: string,
/**
 * Why.
 */
reason: string, };

export type WitnessInput = {
/**
 * `192.168.1.21:7412`; the port may be left out.
 */
address: string, };

export type WitnessesView = {
/**
 * Those who may compete for the customer themselves.
 */
colleagues: Array<string>,
/**
 * A fair's supervisor, a regional manager.
 */
inCharge: Array<string>,
/**
 * Headquarters.
 */
headquarters: Array<string>,
/**
 * Whether the company's server is among them.
 */
server: boolean, };

export type WorkspaceInput = {
/**
 * Which; null for somebody who has none on this laptop yet.
 */
id: string | null, };

export type WorkspaceRow = {
/**
 * Which.
 */
id: string,
/**
 * Whose: the name on his lock screen.
 */
name: string, };

export type Written = {
/**
 * The id.
 */
id: string, };

export type WrittenFileView = {
/**
 * Where it is.
 */
path: string,
/**
 * For whom, by name.
 */
to: string,
/**
 * Signed cards in it.
 */
cards: number,
/**
 * Records in it.
 */
records: number,
/**
 * Photos in it: those that the server is not known to have.
 */
photos: number,
/**
 * Photos that found no room in it.
 */
photosLeft: number, };

export interface Calls {
  session: { args: null; reply: SessionView };
  capture_view: { args: null; reply: CaptureView };
  duplicates: { args: CardInput; reply: Array<DuplicateHint> };
  card_reading: { args: CardInput; reply: CardReading };
  lead_list: { args: LeadListInput; reply: LeadPageView };
  lead_cards: { args: LeadListInput; reply: LeadCards };
  lead_views: { args: null; reply: Array<SavedView> };
  lead_view_save: { args: SavedView; reply: null };
  lead_view_forget: { args: SavedViewRef; reply: null };
  bulk: { args: BulkInput; reply: BulkView };
  lead: { args: CardRef; reply: LeadView };
  draft: { args: CardRef; reply: DraftView };
  confide_candidates: { args: CardRef; reply: Array<PersonRow> };
  corrections: { args: null; reply: Array<CorrectionRow> };
  day: { args: DayRef; reply: DayView };
  evening: { args: EveningRef; reply: EveningView };
  pool: { args: PoolRef; reply: PoolView };
  hq: { args: null; reply: HqView };
  dense: { args: null; reply: Array<DenseRow> };
  retention: { args: null; reply: RetentionView };
  people: { args: null; reply: Array<PersonRow> };
  pools: { args: null; reply: Array<PoolRow> };
  sync_page: { args: null; reply: SyncPageView };
  notices: { args: null; reply: Array<NoticeRow> };
  earlier_laptops: { args: null; reply: Array<RemainsView> };
  card_autosave: { args: Autosave; reply: null };
  card_draft: { args: CardInput; reply: SignedView };
  card_sign: { args: CardInput; reply: SignedView };
  card_withdraw: { args: Withdraw; reply: null };
  card_correct: { args: CorrectInput; reply: CorrectionAsked };
  correction_decide: { args: DecideCorrectionInput; reply: null };
  countersign: { args: Cards; reply: null };
  evaluate: { args: EvaluateInput; reply: null };
  assign: { args: AssignInput; reply: null };
  deal_pool: { args: DealInput; reply: null };
  excuse_late: { args: ExcuseLateInput; reply: null };
  meeting: { args: MeetingInput; reply: MeetingView };
  discuss: { args: DiscussInput; reply: null };
  assign_proposed: { args: AssignProposedInput; reply: BulkView };
  package: { args: PackageRef; reply: PackageView };
  seal: { args: SealInput; reply: Sealed };
  case_decide: { args: DecideCaseInput; reply: null };
  case_appeal: { args: AppealInput; reply: null };
  decide_identity: { args: IdentityInput; reply: null };
  follow_up: { args: FollowUpInput; reply: null };
  classify: { args: ClassifyInput; reply: null };
  note_edit: { args: NoteInput; reply: null };
  help_note: { args: HelpNoteInput; reply: null };
  confide: { args: ConfideInput; reply: null };
  note_autosave: { args: NoteAutosave; reply: null };
  changes_seen: { args: null; reply: null };
  notices_seen: { args: null; reply: null };
  earlier_laptops_seen: { args: null; reply: null };
  let_go_answer: { args: LetGoAnswer; reply: null };
  erasable_lines: { args: Erasing; reply: Array<ErasableLine> };
  erase: { args: Erase; reply: null };
  erase_proposed: { args: EraseProposed; reply: null };
  adoptable: { args: null; reply: Array<LostLaptopView> };
  leave: { args: Leave; reply: null };
  adopt: { args: Adopt; reply: null };
  branched_laptops: { args: null; reply: Array<BranchedView> };
  branched_laptops_seen: { args: null; reply: null };
  import_now: { args: null; reply: ImportView | null };
  import_rows: { args: ImportRowsInput; reply: Array<ImportRow> };
  imports: { args: null; reply: Array<ImportedView> };
  import_plan: { args: ImportPlan; reply: ImportView };
  import_step: { args: null; reply: ImportView };
  import_end: { args: null; reply: null };
  import_undo: { args: UndoImportInput; reply: UndoView };
  export_allowance: { args: ExportInput; reply: ExportAllowance };
  exports: { args: null; reply: Array<ExportedView> };
  fair_review: { args: FairRef; reply: FairReview };
  about_me: { args: null; reply: Array<AffairRow> };
  package_excuse: { args: ExcuseInput; reply: null };
  penalty_tell: { args: TellInput; reply: null };
  penalty_hear: { args: HearInput; reply: null };
  penalty_decide: { args: DecidePenaltyInput; reply: null };
  booth_dashboard: { args: BoothRef; reply: DashboardView };
  rival_notebook: { args: BoothRef; reply: NotebookView };
  rival_note: { args: RivalInput; reply: null };
  photo_part: { args: CardInput; reply: CardInput };
  rival_photo_drop: { args: RivalPhotoPlace; reply: null };
  visitor_register: { args: BoothRef; reply: RegisterView };
  visitor_receive: { args: ReceptionInput; reply: string };
  visitor_lead: { args: ReceptionRef; reply: SignedView };
  visitor_register_sign: { args: BoothRef; reply: StatisticView };
  competitor_report: { args: BoothRef; reply: CompetitorReportView };
  fair_summary: { args: BoothRef; reply: FairSummaryView };
  fair_reports: { args: null; reply: Array<FairReportState> };
  fair_report_sign: { args: FairReportInput; reply: null };
  booth_keep: { args: BoothKeep; reply: null };
  report: { args: ReportInput; reply: ReportView };
  report_print: { args: ReportInput; reply: ReportMark };
  class_board: { args: BoothRef; reply: ClassBoardView };
  after_fair: { args: BoothRef; reply: AfterFairView };
  award_state: { args: BoothRef; reply: null };
  supervisor_appraise: { args: AppraiseInput; reply: null };
  marketing_score: { args: ScoreInput; reply: null };
  marketing_tell: { args: BoothRef; reply: null };
  book: { args: null; reply: BookView };
  book_history: { args: BookRef; reply: Array<BookVersion> };
  book_places: { args: PlaceInput; reply: Array<BookPlace> };
  book_copy: { args: CopyFair; reply: BookFair };
  book_person: { args: ChangePerson; reply: BookSaved };
  book_territory: { args: ChangeTerritory; reply: BookSaved };
  book_fair: { args: ChangeFair; reply: BookSaved };
  book_divisions: { args: ChangeDivisions; reply: BookSaved };
  book_holidays: { args: ChangeHolidays; reply: BookSaved };
  book_parameters: { args: ChangeParameters; reply: BookSaved };
  replay_now: { args: null; reply: ReplayView | null };
  replay_customer: { args: ReplayRef; reply: ReplayCustomer };
  replay_begin: { args: ReplayInput; reply: ReplayView };
  replay_step: { args: null; reply: ReplayView };
  replay_end: { args: null; reply: null };
  plan_fairs: { args: null; reply: Array<PlanFairRow> };
  fair_plan: { args: PlanRef; reply: FairPlanView };
  fair_copy_preview: { args: PlanCopyRef; reply: PlanCopyView };
  fair_copy: { args: PlanCopyInput; reply: null };
  fair_item_save: { args: PlanItemInput; reply: Written };
  fair_offer: { args: OfferInput; reply: Written };
  fair_receive: { args: ReceiveInput; reply: Written };
  custody: { args: CustodyRef; reply: CustodyView };
  roadshows: { args: RoadshowsRef; reply: RoadshowsView };
  roadshows_waiting: { args: null; reply: number };
  roadshow_save: { args: RoadshowInput; reply: Written };
  roadshow_word: { args: RoadshowWordInput; reply: Written };
  custody_give: { args: CustodyGiveInput; reply: Written };
  custody_take: { args: CustodyTakeInput; reply: Written };
  custody_count: { args: CustodyCountInput; reply: Written };
  incident_say: { args: IncidentSayInput; reply: Written };
  revoke: { args: Revoke; reply: null };
  status: { args: null; reply: StatusView };
  unlock: { args: UnlockInput; reply: null };
  unlock_by_login: { args: null; reply: null };
  by_login: { args: null; reply: ByLoginView };
  set_by_login: { args: SetByLoginInput; reply: null };
  workspace: { args: WorkspaceInput; reply: null };
  lock: { args: null; reply: null };
  recovery_request: { args: null; reply: RecoveryRequestView };
  recover: { args: RecoverInput; reply: null };
  change_passphrase: { args: ChangePassphraseInput; reply: null };
  enrol: { args: EnrolInput; reply: null };
  demo_open: { args: DemoOpenInput; reply: null };
  set_language: { args: LanguageInput; reply: null };
  sync_line: { args: null; reply: SyncLineView };
  sync_now: { args: null; reply: null };
  hand_in_server: { args: HandInStatement; reply: null };
  hand_in_file: { args: HandInFileInput; reply: WrittenFileView };
  recovery: { args: null; reply: RecoveryView | null };
  recovery_confirm: { args: null; reply: RecoveryView | null };
  remains: { args: LaptopRef; reply: RemainsView };
  outstanding: { args: null; reply: Array<OutstandingRow> };
  certificate_write: { args: CertificateInput; reply: CertificateView };
  take_file: { args: TakeFileInput; reply: TakenView };
  take_folder: { args: TakeFileInput; reply: TakenFolderView };
  lan: { args: null; reply: LanView };
  lan_nearby: { args: null; reply: NearbyView };
  lan_vouching: { args: null; reply: VouchingView };
  neighbours: { args: CardInput; reply: Array<NeighbourHint> };
  lan_witness: { args: WitnessInput; reply: null };
  vouch_code_begin: { args: null; reply: VouchCodeView };
  vouch_code: { args: null; reply: VouchCodeView };
  vouch_code_frame: { args: FrameInput; reply: VouchCodeView };
  vouch_code_photo: { args: PhotoInput; reply: VouchCodeView };
  vouch_code_end: { args: null; reply: null };
  visitor_form: { args: null; reply: VisitorFormView };
  visitor_form_open: { args: null; reply: null };
  visitor_form_close: { args: null; reply: null };
  lan_listen: { args: LanListenInput; reply: null };
  hand_in_lan: { args: HandInLanInput; reply: LanPeerView };
  lan_confirm: { args: LanConfirmInput; reply: TakenView | null };
  import_open: { args: ImportOpenInput; reply: ImportView };
  export_write: { args: ExportInput; reply: ExportedFileView };
  report_write: { args: ReportFileInput; reply: ExportedFileView };
  report_press: { args: null; reply: PressView };
  report_stop: { args: null; reply: null };
  photo_keep: { args: PhotoKeepInput; reply: CardInput };
  photo: { args: CardRef; reply: PhotoView };
  rival_photo_keep: { args: RivalPhotoKeepInput; reply: PhotoHash };
  rival_photo: { args: RivalPhotoRef; reply: PhotoView };
  photo_small: { args: CardRef; reply: SmallPhotoView };
  photo_reading: { args: PhotoHash; reply: ReadingView };
  photo_read: { args: PhotoHash; reply: null };
  photo_stop: { args: PhotoHash; reply: null };
  package_code: { args: PackageCodeInput; reply: Array<string> };
  enrolment_code: { args: CodeInput; reply: CodeView };
  demo_move: { args: DemoMoveInput; reply: null };
}

export const CALLS = {
  session: { command: false, topics: ["session", "people"] },
  capture_view: { command: false, topics: ["day", "leads"] },
  duplicates: { command: false, topics: ["leads"] },
  card_reading: { command: false, topics: ["people"] },
  lead_list: { command: false, topics: ["leads"] },
  lead_cards: { command: false, topics: ["leads"] },
  lead_views: { command: false, topics: ["session"] },
  lead_view_save: { command: true, topics: ["session"] },
  lead_view_forget: { command: true, topics: ["session"] },
  bulk: { command: true, topics: ["leads", "day", "desks", "sync"] },
  lead: { command: false, topics: ["leads"] },
  draft: { command: false, topics: ["leads"] },
  confide_candidates: { command: false, topics: ["leads", "people"] },
  corrections: { command: false, topics: ["leads"] },
  day: { command: false, topics: ["day", "leads"] },
  evening: { command: false, topics: ["desks", "leads"] },
  pool: { command: false, topics: ["desks", "leads"] },
  hq: { command: false, topics: ["desks", "leads", "people"] },
  dense: { command: false, topics: ["leads"] },
  retention: { command: false, topics: ["leads"] },
  people: { command: false, topics: ["people"] },
  pools: { command: false, topics: ["people"] },
  sync_page: { command: false, topics: ["sync"] },
  notices: { command: false, topics: ["sync"] },
  earlier_laptops: { command: false, topics: ["sync", "people"] },
  card_autosave: { command: true, topics: [] },
  card_draft: { command: true, topics: ["leads", "day"] },
  card_sign: { command: true, topics: ["leads", "day", "desks", "sync"] },
  card_withdraw: { command: true, topics: ["leads", "day", "desks", "sync"] },
  card_correct: { command: true, topics: ["leads", "desks", "sync"] },
  correction_decide: { command: true, topics: ["leads", "day", "desks", "sync"] },
  countersign: { command: true, topics: ["leads", "desks", "sync"] },
  evaluate: { command: true, topics: ["leads", "desks", "sync"] },
  assign: { command: true, topics: ["leads", "desks", "sync"] },
  deal_pool: { command: true, topics: ["leads", "day", "desks", "sync"] },
  excuse_late: { command: true, topics: ["leads", "day", "desks", "sync"] },
  meeting: { command: false, topics: ["desks", "leads", "sync"] },
  discuss: { command: true, topics: ["desks", "sync"] },
  assign_proposed: { command: true, topics: ["leads", "desks", "sync"] },
  package: { command: false, topics: ["desks", "leads", "sync"] },
  seal: { command: true, topics: ["leads", "desks", "sync"] },
  case_decide: { command: true, topics: ["leads", "day", "desks", "sync"] },
  case_appeal: { command: true, topics: ["leads", "desks", "sync"] },
  decide_identity: { command: true, topics: ["leads", "desks", "sync"] },
  follow_up: { command: true, topics: ["leads", "day", "sync"] },
  classify: { command: true, topics: ["leads", "day", "sync"] },
  note_edit: { command: true, topics: ["leads", "sync"] },
  help_note: { command: true, topics: ["leads", "sync"] },
  confide: { command: true, topics: ["leads", "sync"] },
  note_autosave: { command: true, topics: [] },
  changes_seen: { command: true, topics: ["day"] },
  notices_seen: { command: true, topics: ["sync"] },
  earlier_laptops_seen: { command: true, topics: ["sync"] },
  let_go_answer: { command: true, topics: ["leads", "sync"] },
  erasable_lines: { command: false, topics: ["leads", "desks"] },
  erase: { command: true, topics: ["leads", "desks", "sync"] },
  erase_proposed: { command: true, topics: ["leads", "sync"] },
  adoptable: { command: false, topics: ["desks", "leads", "people"] },
  leave: { command: true, topics: ["session", "leads", "desks", "people", "sync"] },
  adopt: { command: true, topics: ["leads", "desks", "sync"] },
  branched_laptops: { command: false, topics: ["desks", "leads", "people"] },
  branched_laptops_seen: { command: true, topics: ["desks"] },
  import_now: { command: false, topics: [] },
  import_rows: { command: false, topics: [] },
  imports: { command: false, topics: ["leads"] },
  import_plan: { command: true, topics: [] },
  import_step: { command: true, topics: [] },
  import_end: { command: true, topics: ["leads", "day", "desks", "sync"] },
  import_undo: { command: true, topics: ["leads", "day", "desks", "sync"] },
  export_allowance: { command: false, topics: ["leads"] },
  exports: { command: false, topics: ["leads"] },
  fair_review: { command: false, topics: ["desks", "leads"] },
  about_me: { command: false, topics: ["day", "desks", "leads"] },
  package_excuse: { command: true, topics: ["desks", "sync"] },
  penalty_tell: { command: true, topics: ["desks", "sync"] },
  penalty_hear: { command: true, topics: ["day", "desks", "sync"] },
  penalty_decide: { command: true, topics: ["desks", "sync"] },
  booth_dashboard: { command: false, topics: ["leads", "day", "desks", "people"] },
  rival_notebook: { command: false, topics: ["desks", "people"] },
  rival_note: { command: true, topics: ["desks", "sync"] },
  photo_part: { command: true, topics: ["leads", "day"] },
  rival_photo_drop: { command: true, topics: [] },
  visitor_register: { command: false, topics: ["desks", "people"] },
  visitor_receive: { command: true, topics: ["desks", "sync"] },
  visitor_lead: { command: true, topics: ["leads", "day", "desks", "sync"] },
  visitor_register_sign: { command: true, topics: ["desks", "sync"] },
  competitor_report: { command: false, topics: ["desks", "people"] },
  fair_summary: { command: false, topics: ["leads", "desks", "people"] },
  fair_reports: { command: false, topics: ["desks", "people"] },
  fair_report_sign: { command: true, topics: ["desks", "sync"] },
  booth_keep: { command: true, topics: [] },
  report: { command: false, topics: ["leads", "desks"] },
  report_print: { command: true, topics: ["leads", "sync"] },
  class_board: { command: false, topics: ["leads", "desks"] },
  after_fair: { command: false, topics: ["leads", "desks", "people"] },
  award_state: { command: true, topics: ["desks", "sync"] },
  supervisor_appraise: { command: true, topics: ["desks", "sync"] },
  marketing_score: { command: true, topics: ["desks", "sync"] },
  marketing_tell: { command: true, topics: ["desks", "sync"] },
  book: { command: false, topics: ["people", "session"] },
  book_history: { command: false, topics: ["people", "session"] },
  book_places: { command: false, topics: ["people"] },
  book_copy: { command: false, topics: ["people", "session"] },
  book_person: { command: true, topics: ["session", "people", "leads", "desks", "sync"] },
  book_territory: { command: true, topics: ["session", "people", "leads", "desks", "sync"] },
  book_fair: { command: true, topics: ["session", "people", "leads", "day", "desks", "sync"] },
  book_divisions: { command: true, topics: ["session", "people", "sync"] },
  book_holidays: { command: true, topics: ["session", "people", "leads", "sync"] },
  book_parameters: { command: true, topics: ["session", "people", "leads", "desks", "sync"] },
  replay_now: { command: false, topics: [] },
  replay_customer: { command: false, topics: ["leads"] },
  replay_begin: { command: true, topics: [] },
  replay_step: { command: true, topics: [] },
  replay_end: { command: true, topics: [] },
  plan_fairs: { command: false, topics: ["session", "people", "desks"] },
  fair_plan: { command: false, topics: ["desks", "people"] },
  fair_copy_preview: { command: false, topics: ["desks", "people"] },
  fair_copy: { command: true, topics: ["desks", "sync"] },
  fair_item_save: { command: true, topics: ["desks", "sync"] },
  fair_offer: { command: true, topics: ["desks", "sync"] },
  fair_receive: { command: true, topics: ["desks", "sync"] },
  custody: { command: false, topics: ["desks", "people"] },
  roadshows: { command: false, topics: ["session", "people", "desks"] },
  roadshows_waiting: { command: false, topics: ["session", "people", "desks"] },
  roadshow_save: { command: true, topics: ["desks", "sync"] },
  roadshow_word: { command: true, topics: ["desks", "sync"] },
  custody_give: { command: true, topics: ["desks", "sync"] },
  custody_take: { command: true, topics: ["desks", "sync"] },
  custody_count: { command: true, topics: ["desks", "sync"] },
  incident_say: { command: true, topics: ["desks", "sync"] },
  revoke: { command: true, topics: ["people", "sync"] },
  status: { command: false, topics: ["session"] },
  unlock: { command: true, topics: ["session", "leads", "day", "desks", "people", "sync"] },
  unlock_by_login: { command: true, topics: ["session", "leads", "day", "desks", "people", "sync"] },
  by_login: { command: false, topics: ["session"] },
  set_by_login: { command: true, topics: ["session"] },
  workspace: { command: true, topics: ["session", "leads", "day", "desks", "people", "sync"] },
  lock: { command: true, topics: ["session"] },
  recovery_request: { command: false, topics: [] },
  recover: { command: true, topics: ["session", "leads", "day", "desks", "people", "sync"] },
  change_passphrase: { command: true, topics: [] },
  enrol: { command: true, topics: ["session", "leads", "day", "desks", "people", "sync"] },
  demo_open: { command: true, topics: [] },
  set_language: { command: true, topics: ["session"] },
  sync_line: { command: false, topics: ["sync"] },
  sync_now: { command: true, topics: ["leads", "day", "desks", "people", "sync"] },
  hand_in_server: { command: true, topics: ["leads", "day", "desks", "sync"] },
  hand_in_file: { command: true, topics: ["leads", "day", "desks", "sync"] },
  recovery: { command: false, topics: [] },
  recovery_confirm: { command: true, topics: ["sync", "leads", "desks"] },
  remains: { command: false, topics: ["people"] },
  outstanding: { command: false, topics: [] },
  certificate_write: { command: true, topics: [] },
  take_file: { command: true, topics: ["leads", "day", "desks", "people", "sync"] },
  take_folder: { command: true, topics: ["leads", "day", "desks", "people", "sync"] },
  lan: { command: false, topics: ["sync"] },
  lan_nearby: { command: false, topics: [] },
  lan_vouching: { command: false, topics: ["leads", "sync"] },
  neighbours: { command: false, topics: ["neighbours", "leads"] },
  lan_witness: { command: true, topics: [] },
  vouch_code_begin: { command: true, topics: [] },
  vouch_code: { command: false, topics: [] },
  vouch_code_frame: { command: true, topics: [] },
  vouch_code_photo: { command: true, topics: [] },
  vouch_code_end: { command: true, topics: [] },
  visitor_form: { command: false, topics: ["day", "session"] },
  visitor_form_open: { command: true, topics: ["day"] },
  visitor_form_close: { command: true, topics: ["day"] },
  lan_listen: { command: true, topics: ["sync"] },
  hand_in_lan: { command: true, topics: ["leads", "day", "sync"] },
  lan_confirm: { command: true, topics: ["leads", "day", "desks", "people", "sync"] },
  import_open: { command: true, topics: [] },
  export_write: { command: true, topics: ["leads", "sync"] },
  report_write: { command: true, topics: ["leads", "sync"] },
  report_press: { command: false, topics: [] },
  report_stop: { command: true, topics: [] },
  photo_keep: { command: true, topics: ["leads", "day"] },
  photo: { command: false, topics: ["leads"] },
  rival_photo_keep: { command: true, topics: [] },
  rival_photo: { command: false, topics: ["desks"] },
  photo_small: { command: false, topics: ["day"] },
  photo_reading: { command: false, topics: [] },
  photo_read: { command: true, topics: [] },
  photo_stop: { command: true, topics: [] },
  package_code: { command: false, topics: [] },
  enrolment_code: { command: true, topics: ["people"] },
  demo_move: { command: true, topics: ["session", "leads", "day", "desks", "sync"] },
} as const satisfies Record<keyof Calls, { command: boolean; topics: readonly Topic[] }>;
