/**
 * A fictional hardware wholesaler and three years of life around it: companies and households that move, rename their shops, lose
 * and hire people, call and write, say what they allow, ask for corrections; reps in their teams, who visit, follow up, are away,
 * and one who leaves. Seeded: the same seed tells the same story, command by command. No name,
 * number or address is anybody's: phones are of the range kept free for fiction, e-mails end in `.example`.
 */
import type { BatchLine } from '#libs/client/client.js';
import { addDays, type Day } from '#libs/temporal/dates.js';
import { Dice } from './dice.js';

export interface DemoOptions {
  readonly seed: number;
  /** The story ends on this day. */
  readonly today: Day;
  /** B2B clients; there are as many households. */
  readonly companies: number;
}

/** Lines that refer to each other and so are sent together. */
export type Chapter = readonly BatchLine[];

const YEARS_OF_LIFE = 3 * 365;
const SCOPE = 'sales';
const GIVEN = ['Anna', 'Ben', 'Chloé', 'David', 'Élise', 'Farid', 'Gaëlle', 'Hugo', 'Inès', 'Jules', 'Karim', 'Léa', 'Maëlys', 'Noé', 'Océane', 'Paul', 'Quentin', 'Rose', 'Sacha', 'Théo', 'Ulysse', 'Violette', 'Yann', 'Zoé'];
const FAMILY = ['Aubépin', 'Bruyère', 'Charmille', 'Doucette', 'Épinette', 'Fougeray', 'Genestet', 'Houssaye', 'Iffrig', 'Jonquet', 'Kerlann', 'Lavandier', 'Myrtille', 'Noisetel', 'Ormeau', 'Pervenche', 'Quercy', 'Roseraie', 'Sureau', 'Tilleul'];
const SHOPS = ['Brico', 'Quincaillerie', 'Outillage', 'Matériaux', 'Comptoir', 'Ateliers', 'Peintures', 'Jardinerie'];
const PLACES = [
  { locality: 'Nantes', postcode: '44000', inseeCode: '44109', latitude: '47.218', longitude: '-1.553' }, { locality: 'Rennes', postcode: '35000', inseeCode: '35238', latitude: '48.117', longitude: '-1.678' },
  { locality: 'Lyon', postcode: '69004', inseeCode: '69384', latitude: '45.778', longitude: '4.828' }, { locality: 'Angers', postcode: '49000', inseeCode: '49007', latitude: '47.473', longitude: '-0.554' },
  { locality: 'Vannes', postcode: '56000', inseeCode: '56260', latitude: '47.658', longitude: '-2.760' }, { locality: 'Tours', postcode: '37000', inseeCode: '37261', latitude: '47.394', longitude: '0.685' },
];
const STREETS = ['rue des Tilleuls', 'avenue du Commerce', 'quai des Outils', 'place du Marché', 'chemin des Ajoncs', 'boulevard de la Gare'];
const TALK = [
  ['Demande de devis', 'Devis pour des étagères'], ['Livraison en retard', 'La palette attendue lundi n’est pas arrivée'], ['Réclamation', 'Deux perceuses défectueuses, avoir demandé'], ['Point trimestriel', 'Les ventes montent, le stock tourne bien'],
  ['Nouvelle gamme', 'Intéressé par les visseuses sans fil'], ['Question de facturation', 'La facture de mars porte l’ancienne adresse'], ['Prise de rendez-vous', 'Visite souhaitée avant l’été'], ['Remerciements', 'Content de la mise en rayon'],
] as const;

const TO_DO = ['Envoyer le devis', 'Rappeler pour la commande', 'Préparer les échantillons', 'Relancer la facture', 'Organiser une démonstration'];

/** The chapters in the order in which they must be told; `staff` is asked for the ids of the first one's reps once it is told. */
export function* chaptersOf({ seed, today, companies }: DemoOptions, staff: () => readonly string[]): Generator<Chapter> {
  const dice = new Dice(seed);
  const start = addDays(today, -YEARS_OF_LIFE);
  yield ourselves(seed, dice, start, today);
  for (let n = 1; n <= companies; n += 1) {
    yield companyLife({ key: `demo-${seed}:company-${n}`, system: seed === 1 ? 'demo' : `demo-${seed}`, n, dice, start, today, reps: staff() });
    yield householdLife({ key: `demo-${seed}:household-${n}`, n: companies + n, dice, start, today, reps: staff() });
  }
  // Her customers pass to the successor on the day she leaves; what she still had to do waits to be handed over.
  yield [line(`demo-${seed}:us:handover`, 'hand-over-portfolio', { from: staff()[LEAVER]!, to: staff()[SUCCESSOR]!, on: leaveDay(today) })];
}

/** Our reps: one leaves, one takes over. */
export const REPS = 4;
const LEAVER = 3;
const SUCCESSOR = 0;
const leaveDay = (today: Day): Day => addDays(today, -40);
const REP_OF = [
  { company: 'us', team: 'west', territories: ['44', '49'], skills: [{ code: 'negotiation', level: 4 }, { code: 'power-tools', level: 3 }] }, { company: 'us', team: 'west', territories: ['35', '56'], skills: [{ code: 'paints', level: 5 }] },
  { company: 'services', team: 'south', territories: ['69'], skills: [{ code: 'negotiation', level: 2 }, { code: 'rental', level: 4 }] }, { company: 'us', team: 'west', territories: ['37'], skills: [{ code: 'gardening', level: 3 }] },
] as const;

/** Two companies of ours, a team in each, and our reps: who leads, who is away and who stands in, who has left. */
function ourselves(seed: number, dice: Dice, start: Day, today: Day): Chapter {
  const key = `demo-${seed}:us`;
  const company = (ref: string, code: string, name: string, since: Day): BatchLine =>
    line(ref === 'us' ? key : `${key}:${ref}`, 'create-party', { kind: 'organisation', facts: [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'name.legal', value: name, validFrom: since }, { attribute: 'own-company', value: code, validFrom: since }] }, ref);
  const team = (ref: string, name: string, of: string): BatchLine[] => [
    line(`${key}:${ref}`, 'create-party', { kind: 'organisation', facts: [{ attribute: 'structure', value: 'team', validFrom: 'unknown' }, { attribute: 'name.legal', value: name, validFrom: start }, { attribute: 'territory', value: ref, validFrom: start }] }, ref),
    line(`${key}:${ref}-of`, 'start-relation', { type: 'team-of', a: `$${ref}`, b: `$${of}`, validFrom: start }),
  ];
  const reps = REP_OF.flatMap(({ company: employer, team: own, territories, skills }, i): BatchLine[] => [
    line(`${key}:rep-${i}`, 'create-party', {
      kind: 'person', facts: [
        ...personName(dice, start), { attribute: 'phone', value: { number: phoneOf(900, i), use: 'personal' }, validFrom: start },
        ...territories.map((value) => ({ attribute: 'territory', value, validFrom: start })), ...skills.map((value) => ({ attribute: 'skill', value, validFrom: addDays(start, 30 * i) })),
      ],
    }, `rep${i}`),
    line(`${key}:job-${i}`, 'start-relation', {
      type: 'employee-of', a: `$rep${i}`, b: `$${employer}`, validFrom: start,
      facts: [{ attribute: 'job-title', value: 'Commercial', validFrom: start }, { attribute: 'email', value: { address: `rep${i + 1}@lanvaux.example`, use: 'professional' }, validFrom: start }, { attribute: 'phone', value: { number: phoneOf(901, i), use: 'professional' }, validFrom: start }],
    }, `repJob${i}`),
    line(`${key}:member-${i}`, 'start-relation', { type: 'member-of-team', a: `$rep${i}`, b: `$${own}`, validFrom: start, ...(i === LEAVER && { validTo: leaveDay(today) }) }),
  ]);
  const away = (rep: number, deputy: number, from: number, to: number): BatchLine =>
    record(`${key}:away-${rep}`, `$rep${rep}`, { attribute: 'absence', value: { deputyId: `$rep${deputy}` }, validFrom: addDays(today, from), validTo: addDays(today, to) });
  return [
    company('us', 'lanvaux', 'Comptoir de Lanvaux', '1998-03-01'), company('services', 'lanvaux-services', 'Lanvaux Services', '2012-01-01'), ...team('west', 'Équipe Ouest', 'us'), ...team('south', 'Équipe Sud-Est', 'services'), ...reps,
    ...[0, 2].map((rep) => line(`${key}:leads-${rep}`, 'start-relation', { type: 'leads-team', a: `$rep${rep}`, b: `$${REP_OF[rep]!.team}`, validFrom: start })),
    // On holiday, to go on holiday, back from it.
    away(1, 0, -4, 10), away(0, 1, 30, 51), away(2, 1, -120, -99),
    line(`${key}:leaver`, 'end-period', { relationId: `$repJob${LEAVER}`, periodId: `$repJob${LEAVER}.periodId`, on: leaveDay(today), reason: 'resigned' }),
  ];
}

interface Life {
  readonly key: string;
  readonly n: number;
  readonly dice: Dice;
  readonly start: Day;
  readonly today: Day;
  readonly reps: readonly string[];
}

/** @param system whose ids the companies have: two stories have each their own */
function companyLife({ key, system, n, dice, start, today, reps }: Life & { readonly system: string }): Chapter {
  const name = `${dice.pick(SHOPS)} ${dice.pick(FAMILY)}`;
  const founded = addDays(start, -dice.below(6_000));
  const [rep, nextRep] = [dice.pick(reps), dice.pick(reps)];
  const lines: BatchLine[] = [line(`${key}:made`, 'create-party', {
    kind: 'organisation',
    facts: [
      { attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'identifier.external', value: { system, value: `C-${String(n).padStart(4, '0')}` }, validFrom: 'unknown' },
      { attribute: 'name.legal', value: `${name} SARL`, validFrom: founded }, { attribute: 'name.banner', value: name, validFrom: founded }, { attribute: 'address.geographic', value: addressOf(dice), validFrom: founded },
      { attribute: 'phone', value: phoneOf(n, 0), validFrom: start }, { attribute: 'role', value: 'client', validFrom: start }, { attribute: 'followed-by', value: { scope: SCOPE, partyId: rep }, validFrom: start },
    ],
  }, 'company')];
  const people = 1 + dice.below(3);
  for (let i = 0; i < people; i += 1) {
    const hired = addDays(start, -dice.below(2_000));
    lines.push(
      line(`${key}:person-${i}`, 'create-party', { kind: 'person', facts: [...personName(dice, hired), { attribute: 'phone', value: phoneOf(n, i + 1), validFrom: hired }] }, `person${i}`),
      line(`${key}:job-${i}`, 'start-relation', {
        type: 'employee-of', a: `$person${i}`, b: '$company', validFrom: hired,
        facts: [{ attribute: 'job-title', value: dice.pick(['Gérante', 'Acheteur', 'Chef de rayon', 'Comptable']), validFrom: hired }, { attribute: 'email', value: { address: `contact${i}@c${n}.example`, use: 'professional' }, validFrom: hired }],
      }, `job${i}`),
    );
  }
  const them = Array.from({ length: people }, (_, i) => `$person${i}`);
  lines.push(...talk({ key, dice, start, today, agentOn: agentOf(reps, rep, today), them, times: 15 + dice.below(30) }), ...agenda({ key, dice, today, agentOn: agentOf(reps, rep, today), customer: '$company', them }));
  // Among professionals nobody is asked first, and anybody may object.
  if (dice.below(4) === 0) lines.push(line(`${key}:objection`, 'register-objection', { partyId: '$person0', purpose: 'b2b-prospecting', ...(dice.below(2) === 0 && { channel: 'phone' }), from: addDays(today, -10 - dice.below(300)), proof: { method: 'phone' } }));
  // What happens in three years: a new sign, a move, a leaver, a new rep, and what we had wrong.
  const turn = (from: number, to: number): Day => addDays(start, from + dice.below(to - from));
  if (dice.below(3) === 0) lines.push(record(`${key}:sign`, '$company', { attribute: 'name.banner', value: `${dice.pick(SHOPS)} & Cie`, validFrom: turn(200, 900) }, 'sign'));
  if (dice.below(4) === 0) lines.push(record(`${key}:move`, '$company', { attribute: 'address.geographic', value: addressOf(dice), validFrom: turn(300, 1_000) }));
  if (dice.below(2) === 0) lines.push(line(`${key}:leaver`, 'end-period', { relationId: '$job0', periodId: '$job0.periodId', on: turn(400, 1_000), reason: 'resigned' }));
  if (dice.below(5) === 0) lines.push(record(`${key}:rep`, '$company', { attribute: 'followed-by', value: { scope: SCOPE, partyId: nextRep }, validFrom: turn(500, 1_000) }));
  if (dice.below(3) === 0) lines.push(line(`${key}:correction`, 'correct-fact', { partyId: '$company', factId: '$company.factIds.2', value: `${name} SAS`, validFrom: founded, validTo: null, note: 'Lu sur le contrat' }));
  if (dice.below(4) === 0) lines.push(line(`${key}:bounce`, 'dispute-fact', { partyId: '$company', factId: '$company.factIds.5', on: turn(800, 1_000), reason: 'wrong-number' }));
  if (dice.below(5) === 0) lines.push(line(`${key}:proposal`, 'request-update', { party: '$company', facts: [{ attribute: 'phone', value: phoneOf(n, 9), validFrom: today }], note: 'Par le portail' }));
  if (dice.below(6) === 0) {
    const refused = dice.below(3) === 0;
    lines.push(
      line(`${key}:wish`, 'request-update', { party: '$company', facts: [{ attribute: 'website', value: `https://c${n}.example`, validFrom: addDays(today, -90) }], note: 'Au téléphone' }, 'wish'),
      line(`${key}:wish-met`, refused ? 'refuse-update' : 'accept-update', { requestId: '$wish', ...(refused && { reason: 'not-proven' }) }),
    );
  }
  return lines;
}

function householdLife({ key, n, dice, start, today, reps }: Life): Chapter {
  const family = dice.pick(FAMILY);
  const together = addDays(start, -dice.below(4_000));
  const members = 1 + dice.below(3);
  const lines: BatchLine[] = [line(`${key}:made`, 'create-party', { kind: 'household', facts: [{ attribute: 'name.usual', value: `Famille ${family}`, validFrom: together }, { attribute: 'address.geographic', value: addressOf(dice), validFrom: together }] }, 'home')];
  for (let i = 0; i < members; i += 1) {
    lines.push(
      line(`${key}:person-${i}`, 'create-party', {
        kind: 'person',
        facts: [
          { attribute: 'name.usual', value: family, validFrom: 'unknown' }, { attribute: 'name.given', value: dice.pick(GIVEN), validFrom: 'unknown' }, { attribute: 'email', value: { address: `m${n}.${i}@famille.example`, use: 'personal' }, validFrom: together },
          { attribute: 'phone', value: phoneOf(n, i), validFrom: together }, { attribute: 'capacity', value: 'individual', validFrom: 'unknown' },
        ],
      }, `person${i}`),
      line(`${key}:lives-${i}`, 'start-relation', { type: 'member-of-household', a: `$person${i}`, b: '$home', validFrom: together }, `lives${i}`),
    );
  }
  for (let i = 0; i < members; i += 1) lines.push(...permissions({ key, dice, today, person: i }));
  lines.push(...talk({ key, dice, start, today, agentOn: agentOf(reps, dice.pick(reps), today), them: Array.from({ length: members }, (_, i) => `$person${i}`), times: 3 + dice.below(12) }));
  if (members > 1 && dice.below(3) === 0) lines.push(line(`${key}:moves-out`, 'end-period', { relationId: '$lives1', periodId: '$lives1.periodId', on: addDays(start, 300 + dice.below(700)), reason: 'moved-out' }));
  if (dice.below(3) === 0) lines.push(record(`${key}:moves`, '$home', { attribute: 'address.geographic', value: addressOf(dice), validFrom: addDays(start, 200 + dice.below(800)) }));
  return lines;
}

/** Who speaks for us on a day: the rep, or whoever took over. */
const agentOf = (reps: readonly string[], rep: string, today: Day) => (day: Day): string => (rep === reps[LEAVER] && day >= leaveDay(today) ? reps[SUCCESSOR]! : rep);

/** Consumers are asked first: what they allow and refuse, by channel, and how it can be shown; some think better of it. */
function* permissions({ key, dice, today, person }: { readonly key: string; readonly dice: Dice; readonly today: Day; readonly person: number }): Generator<BatchLine> {
  const asked = addDays(today, -200 - dice.below(600));
  const stated = { partyId: `$person${person}`, purpose: 'b2c-prospecting', proof: { method: 'web-form', textVersion: 'lanvaux-2023-01' } };
  const granted = dice.below(3) > 0;
  yield line(`${key}:consent-${person}`, granted ? 'grant-consent' : 'refuse-consent', { ...stated, channel: 'email', from: asked, ...(granted && { expires: addDays(asked, 1_095) }) });
  if (dice.below(2) === 0) yield line(`${key}:consent-${person}-sms`, 'refuse-consent', { ...stated, channel: 'sms', from: asked });
  if (granted && dice.below(4) === 0) yield line(`${key}:consent-${person}-back`, 'withdraw-consent', { ...stated, channel: 'email', from: addDays(asked, 30 + dice.below(150)), proof: { method: 'email' } });
}

/** What was done for a customer, what is late, what is to be done, and the visits paid and planned. */
function* agenda({ key, dice, today, agentOn, customer, them }: { readonly key: string; readonly dice: Dice; readonly today: Day; readonly agentOn: (day: Day) => string; readonly customer: string; readonly them: readonly string[] }): Generator<BatchLine> {
  const at = (day: Day, hour = 9): string => `${day}T${String(hour).padStart(2, '0')}:30:00Z`;
  const task = (name: string, ref: string, created: Day, due: Day): BatchLine =>
    line(`${key}:${name}`, 'create-task', { subject: dice.pick(TO_DO), about: [{ partyId: customer }], assigneeId: agentOn(created), due: { date: due }, priority: dice.pick(['normal', 'normal', 'high']), at: at(created) }, ref);
  const done = addDays(today, -100 - dice.below(300));
  yield task('task-done', 'done', done, addDays(done, 10));
  yield line(`${key}:task-done-done`, 'complete-task', { taskId: '$done', at: at(addDays(done, dice.below(15)), 15), outcome: 'Fait' });
  if (dice.below(2) === 0) yield task('task-late', 'late', addDays(today, -60), addDays(today, -1 - dice.below(30)));
  if (dice.below(3) > 0) yield task('task-open', 'open', addDays(today, -1 - dice.below(20)), addDays(today, 1 + dice.below(25)));
  const contact = dice.pick(them);
  const visit = (name: string, ref: string, planned: Day, day: Day): BatchLine => line(`${key}:${name}`, 'propose-interaction', {
    kind: 'visit', participants: [{ partyId: agentOn(day), side: 'us', role: 'agent' }, { partyId: contact, side: 'them', role: 'contact' }], startsAt: at(day, 8), zone: 'Europe/Paris', durationMinutes: 60,
    subject: dice.pick(['Visite de secteur', 'Nouvelle gamme', 'Point annuel']), place: 'Sur place', at: at(planned),
  }, ref);
  const paid = addDays(today, -15 - dice.below(200));
  yield visit('visit-paid', 'visitPaid', addDays(paid, -7), paid);
  yield line(`${key}:visit-told`, 'log-interaction', {
    participants: [{ side: 'us', role: 'agent', party: agentOn(paid) }, { side: 'them', role: 'contact', party: contact }], direction: 'outbound', medium: 'face-to-face', startedAt: at(paid, 8), durationSeconds: 3_600, subject: 'Visite', topics: [{ subject: 'Assortiment', raisedBy: 'us' }],
  }, 'visitTold');
  yield line(`${key}:visit-held`, 'hold-interaction', { plannedInteractionId: '$visitPaid', interactionId: '$visitTold', at: at(paid, 10) });
  if (dice.below(2) === 0) {
    yield visit('visit-next', 'visitNext', addDays(today, -3), addDays(today, 2 + dice.below(20)));
    if (dice.below(2) === 0) yield line(`${key}:visit-next-confirmed`, 'confirm-interaction', { plannedInteractionId: '$visitNext', at: at(addDays(today, -2)) });
  }
}

function* talk({ key, dice, start, today, agentOn, them, times }: { readonly key: string; readonly dice: Dice; readonly start: Day; readonly today: Day; readonly agentOn: (day: Day) => string; readonly them: readonly string[]; readonly times: number }): Generator<BatchLine> {
  const days = Math.round((Date.parse(today) - Date.parse(start)) / 86_400_000);
  for (let i = 0; i < times; i += 1) {
    const [subject, notes] = dice.pick(TALK);
    const medium = dice.pick(['phone', 'phone', 'email', 'face-to-face', 'web-form', 'email-campaign'] as const);
    const direction = medium === 'web-form' ? 'inbound' : medium === 'email-campaign' ? 'outbound' : dice.pick(['inbound', 'outbound']);
    const day = addDays(start, dice.below(days));
    yield line(`${key}:talk-${i}`, 'log-interaction', {
      participants: [{ side: 'us', role: 'agent', party: agentOn(day) }, { side: 'them', role: 'contact', party: dice.pick(them) }], direction, medium,
      startedAt: `${day}T${String(8 + dice.below(9)).padStart(2, '0')}:${String(dice.below(60)).padStart(2, '0')}:00Z`, ...(medium === 'phone' && { durationSeconds: 60 + dice.below(900) }),
      subject, notes, topics: [{ subject, raisedBy: direction === 'inbound' ? 'them' : 'us' }],
    });
  }
}

const line = (key: string, command: string, body: object, ref?: string): BatchLine => ({ key, command, body, ...(ref !== undefined && { ref }) }) as BatchLine;
const record = (key: string, partyId: string, fact: object, ref?: string): BatchLine => line(key, 'record-facts', { partyId, facts: [fact] }, ref);

function personName(dice: Dice, from: Day): object[] {
  return [{ attribute: 'name.given', value: dice.pick(GIVEN), validFrom: 'unknown' }, { attribute: 'name.usual', value: dice.pick(FAMILY), validFrom: from }];
}

function addressOf(dice: Dice): object {
  const { locality, postcode, inseeCode, latitude, longitude } = dice.pick(PLACES);
  const street = dice.pick(STREETS);
  return { number: String(1 + dice.below(120)), streetType: street.slice(0, street.indexOf(' ')), street: street.slice(street.indexOf(' ') + 1), postcode, locality, inseeCode, country: 'FR', latitude, longitude };
}

/** Of the ranges that the French regulator keeps free for fiction: 02 61 91 xx xx. */
const phoneOf = (party: number, n: number): string => `+3326191${String((party * 10 + n) % 10_000).padStart(4, '0')}`;
