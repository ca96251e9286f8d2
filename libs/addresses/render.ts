/**
 * An address as it is written on an envelope: the French norm NF Z 10-011.
 *
 * At most six lines of at most 38 characters, empty ones left out: recipient; where the recipient is found (flat, floor, staircase);
 * the building; number and street; special distribution or hamlet; postcode and locality, or CEDEX. The last three are in
 * capitals without accents and punctuation. Abroad the country follows, the one line the norm allows beside the six.
 *
 * A line that fits is never abbreviated. One that is too long is abbreviated in steps, and only as far as it needs:
 *
 * - street: its type (AVENUE → AV), titles (GENERAL → GAL), French first names (JEAN → J), articles;
 * - special distribution: the same;
 * - locality: SAINT and SAINTE are always abbreviated there; if too long, inner articles go;
 * - recipient and complements: the words of forms of address, companies and buildings (MADAME → MME, BATIMENT → BAT).
 *
 * The last word of a street is what it is found by, and stays whole. What still does not fit is told as a fault and never cut.
 */
import { ARTICLES, bareLocality, capitals, countryOf, type Address } from './address.js';

/** Characters of a line. */
export const MAX_LINE = 38;
/** Lines of an address, its country apart. */
export const MAX_LINES = 6;

export type LineRole = 'recipient' | 'delivery-point' | 'building' | 'street' | 'distribution' | 'locality' | 'country';

export interface LongLine {
  /** From 1. */
  readonly line: number;
  readonly role: LineRole;
  readonly length: number;
}

export interface RenderedAddress {
  readonly lines: readonly string[];
  /** Lines above {@link MAX_LINE} that no abbreviation brings below it. They stand whole in `lines`. */
  readonly tooLong: readonly LongLine[];
}

/** @param recipient first line; without it the lines begin with the complements */
export function renderAddress(address: Address, recipient?: string): RenderedAddress {
  const country = countryOf(address);
  const [deliveryPoint, building] = splitComplement(address.complement ?? '');
  const last = country.french ? frenchLocality(address) : { line: foreignLocality(address, country.code), distribution: capitals(address.specialDistribution ?? '') };
  const written: readonly (readonly [LineRole, string])[] = [
    ['recipient', oneSpace(recipient ?? '')],
    ['delivery-point', deliveryPoint],
    ['building', building],
    ['street', streetLine(address, country)],
    ['distribution', last.distribution],
    ['locality', last.line],
    ['country', country.french ? '' : country.name],
  ];
  const kept = written.filter(([, text]) => text !== '').map(([role, text]) => [role, fitted(role, text, country.french)] as const);
  return {
    lines: kept.map(([, text]) => text),
    tooLong: kept.flatMap(([role, text], i) => (lengthOf(text) > MAX_LINE ? [{ line: i + 1, role, length: lengthOf(text) }] : [])),
  };
}

const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Characters as people count them. */
const lengthOf = (text: string): number => [...text].length;
const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' ');

// The lines.

/** Words that lead to the recipient inside a building. What is not one of them is the building, or what stands for it. */
const DELIVERY_POINT = 'APPARTEMENT|APPART|APPT|APT|APP|ESCALIER|ESC|ETAGE|ETG|PORTE|COULOIR|CHAMBRE|STUDIO|BUREAU|BOITE AUX LETTRES|BAL|BOITE|CHEZ|REZ DE CHAUSSEE|RDC';
const IS_DELIVERY_POINT = new RegExp(`^(\\d+ ?(ER|E|EME|ND|D)? ETAGE|(${DELIVERY_POINT})\\b(?! D(E|U|ES)?\\b))`);
/** Where a complement without commas goes on with a delivery point: at its word, before a number or a letter (not `PORTE DE BAGNOLET`). */
const NEXT_DELIVERY_POINT = /\s+(?=(?:appartement|appart|appt|apt|escalier|esc|[ée]tage|porte|chambre|studio|bureau)\s+(?:\d+\p{L}?|\p{L}\d*)(?:\s|$)|\d+\s?(?:er|e|[eè]me|nd)?\s+[ée]tage)/iu;

/** Where it goes on with the building. After `de la` or in a name it belongs to what stands before; behind `chez` everything is a name. */
const BUILDING = /(?<!(?:^|\s)(?:chez\s.*|de|du|des|la|le|les|l|d|à|a|dans|sur|côté))\s+(?=(?:b[âa]timent|b[âa]t|immeuble|imm|r[ée]sidence|r[ée]s|entr[ée]e|ent|tour|bloc|pavillon|pav)(?:\.|\s|$))/iu;

/** A complement holds both: what leads to the recipient inside the building, and the building itself. */
function splitComplement(complement: string): readonly [deliveryPoint: string, building: string] {
  const parts = complement.split(/\s*[,;\r\n]\s*|\s+-\s+/).flatMap((part) => part.split(NEXT_DELIVERY_POINT)).flatMap((part) => part.split(BUILDING)).map(oneSpace).filter((part) => part !== '');
  const inside = (part: string): boolean => IS_DELIVERY_POINT.test(capitals(part));
  return [parts.filter(inside).join(' '), parts.filter((part) => !inside(part)).join(' ')];
}

const NUMBER_FIRST: ReadonlySet<string> = new Set(['GB', 'IE', 'US', 'CA', 'AU', 'NZ', 'ZA', 'IN', 'LU', 'MC', 'MA', 'DZ', 'TN', 'SN', 'CI']);
/** Signs that tell a house from its neighbours: `12 B`, `12 BIS`. */
function streetLine({ number, repetition, streetType, street }: Address, country: { readonly french: boolean; readonly code: string | undefined }): string {
  const house = joined(number, repetition);
  const name = joined(streetType, street);
  return capitals(country.french || country.code === undefined || NUMBER_FIRST.has(country.code) ? joined(house, name) : joined(name, house));
}

function frenchLocality(address: Address): { readonly line: string; readonly distribution: string } {
  const { postcode = '', locality = '', cedex, cedexCode } = address;
  const distribution = shortBoxes(capitals(address.specialDistribution ?? ''));
  const place = bareLocality(locality);
  if (cedex === undefined && cedexCode === undefined && !/\bCEDEX\b/i.test(locality)) return { line: joined(closed(postcode), shortSaints(place)), distribution };
  const label = cedexLabel(capitals(cedex ?? locality), place);
  // The office of the CEDEX may be another town than the one where the recipient is: then the town goes with the box.
  const elsewhere = place !== '' && shortSaints(place) !== shortSaints(bareLocality(label.replace(SECTOR, ''))) ? shortSaints(place) : '';
  return { line: joined(closed(cedexCode ?? postcode), shortSaints(label)), distribution: joined(distribution, elsewhere) };
}

const closed = (postcode: string): string => capitals(postcode.replace(/\s/g, ''));

/** The postal sectors of ministries and armies write SP, and no CEDEX: `75700 PARIS 07 SP`. */
const SECTOR = /(?: \d{1,2})? SP(?: \d+)?$/;

/** `PARIS CEDEX 08` from that, from `CEDEX 08`, from `08` or from `PARIS`. */
function cedexLabel(cedex: string, place: string): string {
  if (/^\d{1,2}$/.test(cedex)) return joined(place, 'CEDEX', cedex);
  if (/^CEDEX\b/.test(cedex)) return joined(place, cedex);
  return /\bCEDEX\b/.test(cedex) || SECTOR.test(cedex) ? cedex : joined(cedex === '' ? place : cedex, 'CEDEX');
}

const POSTCODE_LAST: ReadonlySet<string> = new Set(['GB', 'IE', 'US', 'CA', 'AU', 'NZ', 'IN', 'ZA', 'SG']);
function foreignLocality({ postcode = '', locality = '', cedex, cedexCode }: Address, code: string | undefined): string {
  const [zip, place] = [capitals(keepDash(cedexCode ?? postcode)), capitals(cedex ?? locality)].map((text) => text.replaceAll(DASH, '-'));
  return code !== undefined && POSTCODE_LAST.has(code) ? joined(place, zip) : joined(zip, place);
}
/** Postcodes abroad may hold a dash (1234-567): it is part of them. Stands for it while punctuation goes. */
const DASH = 'ꟷ';
const keepDash = (postcode: string): string => postcode.replace(/-/g, DASH);

/** Before the name of the saint. La Poste leaves plurals whole: SAINTES MARIES DE LA MER. */
const shortSaints = (text: string): string => text.replace(/\bSAINT(E?)\b(?= (?!CEDEX\b))/g, 'ST$1');
const shortBoxes = (text: string): string => text.replace(/^BOITE POSTALE\b/, 'BP').replace(/^B P\b/, 'BP').replace(/^COURSE SPECIALE\b/, 'CS').replace(/^C S\b/, 'CS').replace(/^T S A\b/, 'TSA').replace(/^(BP|CS|TSA) ?N?(?: |(?=\d))/, '$1 ');

// Abbreviating.

type Step = (words: readonly string[]) => readonly string[];

function fitted(role: LineRole, text: string, french: boolean): string {
  const steps = role === 'country' || (!french && (role === 'street' || role === 'distribution' || role === 'locality')) ? [] : STEPS[role];
  let words: readonly string[] = text.split(' ');
  for (const step of steps) {
    if (lengthOf(words.join(' ')) <= MAX_LINE) break;
    words = step(words);
  }
  return words.join(' ');
}

const table = (text: string): ReadonlyMap<string, string> => new Map(text.trim().split(/\s+/).map((pair) => pair.split('=') as [string, string]));

const STREET_TYPES = table(`ALLEE=ALL ALLEES=ALL AVENUE=AV BOULEVARD=BD CARREFOUR=CAR CHAUSSEE=CHS CHEMIN=CHE CITE=CITE COURS=CRS DOMAINE=DOM DESCENTE=DSC ECART=ECA ESPLANADE=ESP
  FAUBOURG=FG GRANDE=GDE HAMEAU=HAM IMMEUBLE=IMM IMPASSE=IMP LIEU=LD LOTISSEMENT=LOT MARCHE=MAR MONTEE=MTE PASSAGE=PAS PLACE=PL PLAINE=PLN PLATEAU=PLT PROMENADE=PROM
  PARVIS=PRV QUARTIER=QUA QUAI=QUAI RESIDENCE=RES ROCADE=ROC ROUTE=RTE RUE=RUE RUELLE=RLE SENTIER=SEN SENTE=SEN SQUARE=SQ TERRASSE=TSSE TRAVERSE=TRA VENELLE=VLA VILLA=VLA VILLAGE=VLGE
  CENTRE=CTRE CLOS=CLOS DIGUE=DIG ESCALIER=ESC GALERIE=GAL PARC=PARC PASSERELLE=PLE PONT=PONT PORTE=PTE ROND=RPT VOIE=VOIE ZONE=ZONE`);
const TITLES = table(`ABBE=ABB ADJUDANT=ADJ AMIRAL=AML ARCHEVEQUE=ARC ASPIRANT=ASP CAPITAINE=CNE CARDINAL=CDL CHANOINE=CHN COLONEL=CNL COMMANDANT=CDT COMTE=CTE COMTESSE=CTSE DEPUTE=DEP DOCTEUR=DR
  DOCTEURS=DRS DUCHESSE=DCHSE EVEQUE=EVQ GENERAL=GAL GENERAUX=GAUX GOUVERNEUR=GVR INGENIEUR=ING INSPECTEUR=INSP LIEUTENANT=LT MADAME=MME MADEMOISELLE=MLLE MAITRE=ME MARECHAL=MAL MARQUIS=MQS
  MINISTRE=MIN MONSEIGNEUR=MGR MONSIEUR=M PASTEUR=PST PREFET=PRF PRESIDENT=PDT PRINCE=PRCE PRINCESSE=PCSE PROFESSEUR=PR PROFESSEURS=PRS RECTEUR=RECT REGIMENT=RGT REVEREND=RVD SAINT=ST SAINTE=STE
  SAINTS=STS SAINTES=STES SENATEUR=SEN SERGENT=SGT VICOMTE=VCTE INSTITUTEUR=INST BATAILLON=BTN DIVISION=DIV COMPAGNIE=CIE INTERNATIONAL=INTL INTERNATIONALE=INTL NATIONAL=NAL NATIONALE=NALE`);
const TITLES_SHORT: ReadonlySet<string> = new Set(TITLES.values());
const INSIDE = table(`APPARTEMENT=APP BATIMENT=BAT BATIMENTS=BAT BUREAU=BUR CENTRE=CTRE COMMERCIAL=CCIAL CHAMBRE=CHB ENTREE=ENT ESCALIER=ESC ETAGE=ETG IMMEUBLE=IMM INDUSTRIELLE=IND LOTISSEMENT=LOT
  PAVILLON=PAV PORTE=PTE QUARTIER=QUA RESIDENCE=RES ZONE=Z`);
const RECIPIENTS = table(`ASSOCIATION=ASS COMPAGNIE=CIE DIRECTION=DIR DIRECTEUR=DIR DIRECTRICE=DIR DOCTEUR=DR ETABLISSEMENT=ETS ETABLISSEMENTS=ETS INTERNATIONAL=INTL INTERNATIONALE=INTL MADAME=MME
  MADEMOISELLE=MLLE MAITRE=ME MONSIEUR=M NATIONAL=NAL NATIONALE=NALE PROFESSEUR=PR RESPONSABLE=RESP SERVICE=SCE SERVICES=SCES SOCIETE=STE SYNDICAT=SYND UNIVERSITE=UNIV DEPARTEMENT=DPT`);
const FIRST_NAMES: ReadonlySet<string> = new Set(`ADOLPHE ADRIEN ALAIN ALBERT ALEXANDRE ALEXIS ALFRED ALPHONSE AMBROISE ANATOLE ANDRE ANNE ANTOINE ANTONIN ARISTIDE ARMAND ARTHUR AUGUSTE AUGUSTIN BAPTISTE BENJAMIN BERNARD BERTHE BLAISE CAMILLE
  CATHERINE CHARLES CHARLOTTE CHRISTIAN CLAUDE CLAUDINE CLEMENT DANIEL DANIELLE DENIS EDGAR EDITH EDMOND EDOUARD ELISABETH EMILE EMILIE ERIC ERNEST ETIENNE EUGENE EUGENIE FELIX FERDINAND FERNAND FRANCIS FRANCOIS FRANCOISE FREDERIC GABRIEL
  GASTON GEORGES GERARD GERMAINE GILBERT GUILLAUME GUSTAVE GUY HECTOR HELENE HENRI HENRIETTE HENRY HIPPOLYTE HONORE HUBERT IRENE ISIDORE JACQUELINE JACQUES JEAN JEANNE JEROME JOSEPH JOSEPHINE JULES JULIEN LAURENT LEON LEONARD LEOPOLD LOUIS
  LOUISE LUCIE LUCIEN MADELEINE MARC MARCEL MARCELIN MARGUERITE MARIE MARTHE MATHIEU MAURICE MAX MAXIME MAXIMILIEN MICHEL NICOLAS OLIVIER OLYMPE OSCAR PASCAL PAUL PAULINE PHILIPPE PIERRE PROSPER RAOUL RAYMOND RENE RENEE ROBERT ROGER
  ROLAND ROMAIN ROSA SIMON SIMONE SOPHIE STEPHANE SUZANNE THEODORE THEOPHILE THERESE THOMAS TOUSSAINT VICTOR VICTORINE VINCENT VLADIMIR XAVIER YVES YVONNE`.trim().split(/\s+/));

/** Every word but the last is looked up, with its accents and case or without. */
const abbreviate = (words: ReadonlyMap<string, string>): Step => (line) => line.map((word, i) => (i === line.length - 1 ? word : words.get(capitals(word)) ?? word));

/** Only the first word that is a type, as in `12 BIS AVENUE`: later ones (RUE DE LA PLACE) belong to the name. */
const streetType: Step = (line) => {
  const at = line.findIndex((word, i) => i < line.length - 1 && STREET_TYPES.has(word));
  if (at < 0 || line.slice(0, at).some((word) => /^\p{L}{4,}$/u.test(word) && word !== 'QUATER')) return line;
  const pair = (line[at] === 'LIEU' && line[at + 1] === 'DIT') || (line[at] === 'ROND' && line[at + 1] === 'POINT');
  if ((line[at] === 'LIEU' || line[at] === 'ROND') && !pair) return line;
  return [...line.slice(0, at), STREET_TYPES.get(line[at]!)!, ...line.slice(at + (pair ? 2 : 1))];
};

/** A first name is one that a name follows, and that no article precedes (RUE DES CLEMENT is a family). */
const firstNames: Step = (line) => line.map((word, i) => (i > 0 && i < line.length - 1 && FIRST_NAMES.has(word) && line[i - 1] !== 'ST' && line[i - 1] !== 'STE' && !/^\d/.test(line[i + 1]!) ? word[0]! : word));

/** The DE of CHARLES DE GAULLE is part of a name: it follows a first name, an initial or a title. A first word is part of the name too. */
const articles: Step = (line) => line.filter((word, i) => {
  if (i === 0 || i === line.length - 1 || !ARTICLES.has(word) || word === 'A') return true;
  const before = line[i - 1]!;
  return (word === 'DE' || word === 'D') && i > 1 && (/^\p{L}$/u.test(before) || FIRST_NAMES.has(before) || TITLES_SHORT.has(before));
});

/** `77000 LE MEE`: an article right after the postcode is the beginning of the name. */
const innerArticles: Step = (line) => line.filter((word, i) => i <= 1 || !ARTICLES.has(word));

const STREET: readonly Step[] = [streetType, abbreviate(TITLES), firstNames, articles];
const STEPS: Readonly<Record<Exclude<LineRole, 'country'>, readonly Step[]>> = {
  recipient: [abbreviate(RECIPIENTS)], 'delivery-point': [abbreviate(INSIDE)], building: [abbreviate(INSIDE), abbreviate(TITLES)],
  street: STREET, distribution: STREET, locality: [innerArticles],
};
