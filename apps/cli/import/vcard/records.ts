/** From cards to records: one person a card, or one organisation where the card names nobody; employments where it names an organisation. Pure. */
import { builtInAttribute, foldCase } from '#libs/facts/catalogue.js';
import { Refusal } from '#libs/platform/refusal.js';
import { codeOf, hasExtension, instantOf, isEmail, phoneOf, urlOf } from '../cells.js';
import { contactText } from '../csv/records.js';
import { externalId, fingerprint, matchKey, undated, type ImportedFact, type ImportedRelation, type ImportRecord, type Note, type Reading } from '../record.js';
import { listsOf, NOT_BEGUN, NOT_ENDED, partsOf, textOf, type Card, type Property } from './cards.js';

export interface CardOptions {
  /** Whose national phone numbers are meant: ISO 3166. */
  readonly region: string | undefined;
  readonly match: readonly ('email' | 'phone')[];
}

/** Properties that say nothing of the party itself. */
const SILENT: ReadonlySet<string> = new Set(['PRODID', 'PROFILE', 'MAILER', 'SORT-STRING', 'XML', 'CLIENTPIDMAP', 'REV', 'UID', 'VERSION']);
/** A list of other cards, and a place. */
const NO_PARTY: ReadonlySet<string> = new Set(['group', 'location']);
/** Pictures, sounds and keys: a base of dated facts holds none. */
const BINARY: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);
const NETWORKS: Readonly<Record<string, string>> = {
  'X-AIM': 'aim', 'X-ICQ': 'icq', 'X-SKYPE': 'skype', 'X-SKYPE-USERNAME': 'skype', 'X-JABBER': 'jabber', 'X-MSN': 'msn', 'X-YAHOO': 'yahoo', 'X-GOOGLE-TALK': 'google-talk', 'X-TWITTER': 'twitter',
};
/** Schemes of addresses that are called otherwise than their network (RFC 6350, 6.4.3). */
const SCHEMES: Readonly<Record<string, string>> = { xmpp: 'jabber', msnim: 'msn', ymsgr: 'yahoo', gtalk: 'google-talk', googletalk: 'google-talk' };
/** Types of a profile that say where it is used, and not of which network it is. */
const PLACES: ReadonlySet<string> = new Set(['home', 'work', 'pref', 'internet']);

export function recordsOf(cards: readonly Card[], options: CardOptions): Reading[] {
  const first = new Map<string, number>();
  return cards.map((card): Reading => {
    const reading = new CardReader(card, options).read();
    if ('rejected' in reading) return reading;
    const before = first.get(reading.record.id);
    if (before !== undefined) return { rejected: { line: card.line, reason: `duplicate-id: the card at line ${before} has the same UID, or says the same of the same name` } };
    first.set(reading.record.id, card.line);
    return reading;
  });
}

class CardReader {
  private readonly notes: Note[] = [];
  private readonly facts: ImportedFact[] = [];
  /** Facts of the employment, if there is one. */
  private readonly jobFacts: ImportedFact[] = [];
  private readonly recordedAt: string | undefined;
  private readonly from: object;

  constructor(private readonly card: Card, private readonly options: CardOptions) {
    const rev = this.raw('REV');
    this.recordedAt = rev === undefined ? undefined : (instantOf(rev, 'iso') ?? instantOf(rev.replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/, (_, y: string, m: string, d: string, h?: string, i?: string, s?: string) => `${y}-${m}-${d}${h === undefined ? '' : `T${h}:${i}:${s}`}`), 'iso'));
    // Nothing in a card is dated but its last change: what it says was so by then.
    this.from = undated(this.recordedAt?.slice(0, 10));
  }

  read(): Reading {
    const { card: { line, faults, properties, version } } = this;
    const broken = faults.find(({ reason }) => reason === NOT_BEGUN || reason === NOT_ENDED);
    if (broken) return { rejected: { line, reason: `broken-card: ${broken.reason}` } };
    if (NO_PARTY.has(this.raw('KIND')?.toLowerCase() ?? '')) return { rejected: { line, reason: 'kind-not-imported: the card is neither of a person nor of an organisation' } };
    for (const { line: at, reason } of faults) this.notes.push({ place: `line ${at}`, reason });
    const organisation = this.organisation();
    const person = this.names();
    if (!person) this.organisationName(organisation);
    const kind = person ? 'person' : 'organisation';
    const employed = kind === 'person' && organisation !== undefined;
    for (const property of properties) this.property(property, kind, employed);
    if (this.facts.every(({ attribute }) => attribute === 'notice')) return { rejected: { line, reason: 'nothing-known: the card has neither a name nor a contact point that can be read' } };
    const match = this.options.match.flatMap((by) => [...this.facts, ...this.jobFacts].filter(({ attribute }) => attribute === by).flatMap(({ value }) => matchKey(by, value) ?? []));
    const uid = this.raw('UID');
    const contacts = [...this.facts, ...this.jobFacts].filter(({ attribute }) => attribute === 'email' || attribute === 'phone').map(({ value }) => contactText(value)).sort();
    const record: ImportRecord = {
      line, kind, facts: this.facts, undatedFrom: this.from, match,
      id: uid ? externalId(uid) : fingerprint(this.raw('FN') ?? this.raw('N') ?? '', ...(contacts.length > 0 ? contacts : this.apart())),
      relations: employed ? [this.employment(organisation)] : [],
      ...(!uid && { idIsMade: true }), ...(this.recordedAt !== undefined && { recordedAt: this.recordedAt }),
      notes: [...(['2.1', '3.0', '4.0'].includes(version) ? [] : [{ place: 'VERSION', reason: 'none of 2.1, 3.0 and 4.0; read as they are' }]), ...this.notes],
    };
    return { record };
  }

  /** What tells two cards of one name apart that have no contact points. */
  private apart(): string[] {
    return [...this.facts, ...this.jobFacts].map(({ attribute, value }) => JSON.stringify([attribute, value])).sort().concat(this.organisation() ?? []);
  }

  private raw(name: string): string | undefined {
    const property = this.card.properties.find((one) => one.name === name);
    return property && property.raw.trim() !== '' ? textOf(property.raw) : undefined;
  }

  /** The name of the organisation: the first part of the first ORG; further parts are departments. */
  private organisation(): string | undefined {
    const [org] = this.card.properties.filter(({ name, raw }) => name === 'ORG' && raw.trim() !== '');
    return org && (partsOf(org.raw, ';')[0] || undefined);
  }

  /** The language that comes first: where none has a rank before others, as it stands in the card. */
  private language(): Property | undefined {
    const rank = ({ parameters: { PREF } }: Property): number => Number(PREF ?? NOT_PREFERRED);
    return this.card.properties.filter(({ name, raw }) => name === 'LANG' && raw.trim() !== '').sort((a, b) => rank(a) - rank(b))[0];
  }

  /** What the card of an organisation calls it: its ORG, else its formatted name. */
  private organisationName(organisation: string | undefined): void {
    const formatted = this.raw('FN');
    const [name, place] = organisation === undefined ? [formatted, 'FN'] : [organisation, 'ORG'];
    if (name !== undefined) this.take('name.trade', name, place);
    if (organisation !== undefined && formatted !== undefined && foldCase(formatted) !== foldCase(organisation)) this.notes.push({ place: 'FN', reason: 'an organisation is called as ORG says' });
  }

  /** Whether the card is a person's, whose names it takes then; else it is an organisation's. */
  private names(): boolean {
    const n = this.card.properties.find(({ name }) => name === 'N');
    // Each part may be a list (RFC 6350, 6.2.2): of names one text, of civilities the first.
    const lists = n ? listsOf(n.raw) : [];
    const [family = '', given = '', additional = '', , suffix = ''] = lists.map((list) => list.join(' '));
    const [prefix, ...morePrefixes] = lists[3] ?? [];
    const formatted = this.raw('FN');
    const organisation = this.organisation();
    const isOrganisation = this.raw('KIND')?.toLowerCase() === 'org' || this.raw('X-ABSHOWAS')?.toUpperCase() === 'COMPANY' || (family === '' && given === '' && organisation !== undefined && (formatted === undefined || formatted === organisation));
    if (isOrganisation) return false;
    const usual = family !== '' ? family : given !== '' ? undefined : formatted;
    if (usual !== undefined) this.take('name.usual', usual, n ? 'N' : 'FN');
    if (given !== '') this.take('name.given', [given, additional].filter((part) => part !== '').join(' '), 'N');
    const civility = prefix && codeOf(prefix);
    if (civility) this.take('civility', civility, 'N');
    if (morePrefixes.length > 0) this.notes.push({ place: 'N', reason: 'a person has one civility; the first is taken' });
    const words = wordsOf(lists.flat().join(' '));
    if (formatted !== undefined && words.length > 0 && !wordsOf(formatted).every((word) => words.includes(word))) this.notes.push({ place: 'FN', reason: 'a person is called as N says' });
    if (suffix !== '') this.notes.push({ place: 'N', reason: 'the suffix has no attribute' });
    return true;
  }

  private property(property: Property, kind: 'person' | 'organisation', employed: boolean): void {
    const { name, raw, types } = property;
    if (name === 'N' || name === 'FN') {
      // In another language, for example (ALTID).
      if (raw.trim() !== '' && textOf(raw) !== this.raw(name)) this.notes.push({ place: name, reason: 'a card names one party once; the first is taken' });
      return;
    }
    if (SILENT.has(name)) return;
    if (BINARY.has(name)) return void this.notes.push({ place: name, reason: 'pictures, sounds and keys are not imported' });
    if (raw.replace(/[;,\s]/g, '') === '') return;
    const atWork = types.includes('work');
    if (['TEL', 'EMAIL', 'ADR'].includes(name) && (types.includes('pref') || property.parameters['PREF'] !== undefined)) this.notes.push({ place: name, reason: 'which one is preferred is not imported' });
    const use = atWork ? 'professional' : types.includes('home') ? 'personal' : undefined;
    const contact = (attribute: string, value: unknown): void => this.take(attribute, value, name, atWork && employed ? this.jobFacts : this.facts);
    const withUse = (member: string, value: string | undefined): unknown => (value === undefined ? undefined : use === undefined ? value : { [member]: value, use });
    switch (name) {
      case 'TEL': {
        if (types.includes('fax') || types.includes('pager')) return void this.notes.push({ place: name, reason: 'facsimiles and pagers have no attribute' });
        const number = textOf(raw).replace(/^tel:/i, '');
        if (number.includes(';ext=') || hasExtension(number, this.options.region)) this.notes.push({ place: name, reason: 'the extension has no place in a number of E.164' });
        return contact('phone', withUse('number', phoneOf(number.replace(/;.*$/, ''), this.options.region)));
      }
      case 'EMAIL': {
        const address = textOf(raw).replace(/^mailto:/i, '');
        return contact('email', withUse('address', isEmail(address) ? address : undefined));
      }
      case 'ADR':
        if (use !== undefined && !(atWork && employed)) this.notes.push({ place: name, reason: 'whether it is at home or at work is not imported' });
        for (const more of ['LABEL', 'GEO', 'TZ']) if (property.parameters[more] !== undefined) this.notes.push({ place: `${name};${more}`, reason: 'a parameter without an attribute' });
        return contact('address.geographic', addressOf(raw));
      case 'URL':
        if (/^mailto:/i.test(raw)) return this.property({ ...property, name: 'EMAIL', raw: raw.split('?', 1)[0]! }, kind, employed);
        return contact('website', urlOf(textOf(raw)));
      case 'GENDER': {
        const [sex = '', identity = ''] = partsOf(raw, ';');
        if (identity !== '') this.notes.push({ place: name, reason: 'of a gender the letter is taken, its text has no attribute' });
        return sex === '' ? undefined : this.take('gender', { M: 'male', F: 'female', O: 'other' }[sex.toUpperCase()], name);
      }
      case 'LANG':
        if (property !== this.language()) return void this.notes.push({ place: name, reason: 'a party has one language; the one that is preferred is taken' });
        return this.take('language', textOf(raw), name);
      case 'CLASS': return textOf(raw).toUpperCase() === 'PUBLIC' ? undefined : void this.notes.push({ place: name, reason: 'who may see a card is not imported' });
      case 'NOTE': return this.take('notice', textOf(raw), name);
      case 'KIND': case 'X-ABSHOWAS': return;
      case 'ORG': return this.department(property, employed);
      case 'TITLE':
        if (employed) return this.take('job-title', textOf(raw), name, this.jobFacts);
        return void this.notes.push({ place: name, reason: kind === 'person' ? 'a title without an organisation' : 'an organisation has no title' });
      case 'IMPP': case 'X-SOCIALPROFILE': case 'SOCIALPROFILE': return this.take('social', socialOf(property, use), name);
      default: {
        const network = NETWORKS[name];
        if (network !== undefined) return this.take('social', { network, handle: textOf(raw) }, name);
        this.notes.push({ place: name, reason: 'a property without an attribute' });
      }
    }
  }

  private department(org: Property, employed: boolean): void {
    const [first, ...units] = partsOf(org.raw, ';');
    if (first !== this.organisation()) return void this.notes.push({ place: 'ORG', reason: 'a card names one organisation; the first is taken' });
    const department = units.filter((unit) => unit !== '').join(', ');
    if (department === '') return;
    if (employed) this.take('department', department, 'ORG', this.jobFacts);
    else this.notes.push({ place: 'ORG', reason: 'an organisation alone has no department' });
  }

  private employment(organisation: string): ImportedRelation {
    return {
      type: 'employee-of', direction: 'a-to-b', validFrom: this.from, facts: this.jobFacts,
      // One party for each name, however it is written: cards give organisations no ids.
      to: fingerprint('organisation', asIdsFold(organisation)),
      named: { kind: 'organisation', facts: [{ attribute: 'name.trade', value: organisation, validFrom: this.from }], undatedFrom: this.from },
    };
  }

  /** A value that is not what its attribute takes is left out and told; one that stands already is not said twice. */
  private take(attribute: string, value: unknown, place: string, facts = this.facts): void {
    let normal: unknown;
    try {
      normal = value === undefined ? undefined : builtInAttribute(attribute)!.read(value, attribute);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    if (normal === undefined) this.notes.push({ place, reason: `cannot be read as ${attribute}` });
    else if (!facts.some((fact) => fact.attribute === attribute && contactOrText(fact.value) === contactOrText(normal))) facts.push({ attribute, value: normal, validFrom: this.from });
  }
}

/** Ranks go from 1 to 100. */
const NOT_PREFERRED = 101;

const wordsOf = (name: string): string[] => foldCase(name).match(/[\p{L}\p{N}]+/gu) ?? [];

const contactOrText = (value: unknown): string => (typeof value === 'object' && value !== null && ('number' in value || 'address' in value) ? contactText(value) : typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Who somebody is on a network: IMPP (RFC 6350, 6.4.3), SOCIALPROFILE (RFC 9554) and as Apple writes both. The network is what a
 * parameter calls it, else the scheme or the host of the address; undefined where nothing tells it.
 */
function socialOf({ name, raw, types, parameters }: Property, use: string | undefined): unknown {
  const [, scheme = '', address = ''] = /^([a-z][a-z0-9+.-]*):(.+)$/i.exec(textOf(raw)) ?? [];
  const isLink = /^https?$/i.test(scheme);
  // Before the top-level domain: fr.linkedin.com, m.facebook.com.
  const host = isLink ? /^\/\/(?:[^/.]+\.)*([^/.]+)\.[^/.:]+(?=[/:?#]|$)/i.exec(address)?.[1]?.toLowerCase() : scheme.toLowerCase();
  const service = parameters['X-SERVICE-TYPE'] ?? parameters['SERVICE-TYPE'] ?? (name === 'X-SOCIALPROFILE' ? types.find((type) => !PLACES.has(type)) : undefined);
  const called = service ?? host ?? '';
  const network = codeOf(SCHEMES[called.toLowerCase()] ?? called);
  const handle = parameters['X-USER'] || parameters['USERNAME'] || (isLink || address === '' ? textOf(raw) : unquoted(address.split('?', 1)[0]!));
  return network === undefined || handle === '' ? undefined : { network, handle, ...(use !== undefined && { use }) };
}

/** Of an address in a URI; as it stands where it is quoted wrongly. */
function unquoted(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Post office box; extended address; street; locality; region; postal code; country. */
function addressOf(raw: string): Readonly<Record<string, string>> | undefined {
  const [box = '', extended = '', street = '', locality = '', region = '', postcode = '', country = ''] = partsOf(raw, ';').map((part) => part.replace(/\s*\n\s*/g, ', '));
  const address = { specialDistribution: box, complement: extended, street, postcode, locality: [locality, region].filter((part) => part !== '').join(' '), country };
  const filled = Object.entries(address).filter(([, part]) => part !== '');
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

/**
 * A name as its id has it. The same for ever, so that a card that is imported again finds the party that it made: how names are compared
 * in searches may change (`foldCase`), this may not.
 */
const asIdsFold = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[œæß]/g, (letter) => ({ œ: 'oe', æ: 'ae', ß: 'ss' })[letter]!).replace(/[\s'’-]+/gu, ' ').trim();
