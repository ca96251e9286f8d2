/** What an address is made of, and how its words are compared and written in capitals. */
import { withoutAccents, withSur } from '#libs/platform/plain-letters.js';

/** The components of `address.geographic` and `address.postal`; every one may be missing. */
export interface Address {
  readonly complement?: string;
  readonly number?: string;
  /** `bis`, `ter`, `B` … */
  readonly repetition?: string;
  readonly streetType?: string;
  readonly street?: string;
  /** `BP 123`, `CS 40001`, `TSA …`, or the name of a hamlet. */
  readonly specialDistribution?: string;
  readonly postcode?: string;
  readonly locality?: string;
  /** Code of the commune in the Code officiel géographique of INSEE. */
  readonly inseeCode?: string;
  /** Takes the place of the postcode on the envelope. */
  readonly cedexCode?: string;
  /** Label of the CEDEX: `PARIS CEDEX 08`. */
  readonly cedex?: string;
  /** A name in French or English, or two or three letters of ISO 3166-1; France when missing. */
  readonly country?: string;
  readonly latitude?: string;
  readonly longitude?: string;
}

/** Attributes whose values are addresses. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(['address.geographic', 'address.postal']);

/** Capitals without accents and punctuation, one space between words: what a sorting machine reads. Letters of other scripts stay. */
export const capitals = (text: string): string => withoutAccents(text.replaceAll('&', ' et ')).toUpperCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

export const ARTICLES: ReadonlySet<string> = new Set(['LE', 'LA', 'LES', 'L', 'DE', 'DU', 'DES', 'D', 'AU', 'AUX', 'A']);
/** Words that people write whole or cut short. */
const CUT_SHORT = { SAINT: 'ST', SAINTE: 'STE', SAINTS: 'STS', SAINTES: 'STES' } as const;
const PLACE_WORDS: Readonly<Record<string, string>> = { ...CUT_SHORT, S: 'SUR' };

/** Cities with municipal arrondissements: the code of the commune, how many they are, and the codes of INSEE and postcodes before the first. */
export const ARRONDISSEMENTS = {
  PARIS: { code: '75056', count: 20, codes: 75_100, postcodes: 75_000 }, LYON: { code: '69123', count: 9, codes: 69_380, postcodes: 69_000 }, MARSEILLE: { code: '13055', count: 16, codes: 13_200, postcodes: 13_000 },
} as const;
export type CityOfArrondissements = keyof typeof ARRONDISSEMENTS;
/** The other postcode of the sixteenth of Paris. */
export const SIXTEENTH_TOO = '75116';
/** By their numbers. */
export const ROMAN = ' I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'.split(' ');
const ORDINAL = '(?:(?<digits>\\d{1,2}) ?|(?<roman>[IVX]+) ?)(?:ER|RE|E|EM|EME|IEME|ND|NDE)?';
const WRITTEN_OUT = '(?:ARR|ARRT|ARDT|ARROND|ARRONDISSEMENT)';
const CITY = `(?<city>${Object.keys(ARRONDISSEMENTS).join('|')})`;
/** The city first (`PARIS 8E`, `LYON 03`, `PARIS VIIIE ARR`), or the arrondissement (`8E ARRONDISSEMENT DE PARIS`). */
const ARRONDISSEMENT = [new RegExp(`^${CITY}(?: |(?=\\d))${ORDINAL}(?: ?${WRITTEN_OUT})?$`), new RegExp(`^${ORDINAL} ?${WRITTEN_OUT}(?: DE)? ${CITY}$`)];

/** A municipal arrondissement of Paris, Lyon or Marseille. */
export interface Arrondissement {
  readonly city: CityOfArrondissements;
  readonly number: number;
  /** Of INSEE: it is a commune there, beside its city. */
  readonly code: string;
  /** The one it always has; the sixteenth of Paris has another beside it. */
  readonly postcode: string;
}

function arrondissement(city: CityOfArrondissements, number: number): Arrondissement | undefined {
  const { count, codes, postcodes } = ARRONDISSEMENTS[city];
  return number >= 1 && number <= count ? { city, number, code: String(codes + number), postcode: String(postcodes + number) } : undefined;
}

/** The arrondissement that a locality names, however it is written; one that its city has not is none. */
export function arrondissementOf(locality: string): Arrondissement | undefined {
  const text = withoutCedex(locality);
  const { city, digits, roman } = ARRONDISSEMENT.map((form) => form.exec(text)).find((match) => match !== null)?.groups ?? {};
  return city === undefined ? undefined : arrondissement(city as CityOfArrondissements, digits === undefined ? ROMAN.indexOf(roman!) : Number(digits));
}

/** The arrondissement that a postcode serves. */
export function arrondissementAt(postcode: string): Arrondissement | undefined {
  if (postcode === SIXTEENTH_TOO) return arrondissement('PARIS', 16);
  const city = (Object.keys(ARRONDISSEMENTS) as CityOfArrondissements[]).find((name) => Math.floor(Number(postcode) / 100) * 100 === ARRONDISSEMENTS[name].postcodes);
  return city && arrondissement(city, Number(postcode) % 100);
}

/** Compatibility letters are those they stand for: the raised e of `8ᵉ`. */
const withoutCedex = (locality: string): string => capitals(locality.normalize('NFKC')).replace(/ ?\bCEDEX\b.*$/, '');

/** A locality in capitals without its CEDEX; of an arrondissement of Paris, Lyon or Marseille the city, as on envelopes. */
export function bareLocality(locality: string): string {
  return arrondissementOf(locality)?.city ?? withoutCedex(withSur(locality));
}

/** By which names of places are compared: lists and people differ in articles, hyphens, accents and `Saint`. */
export function placeKey(locality: string): string {
  const words = bareLocality(locality).split(' ').map((word) => PLACE_WORDS[word] ?? word);
  const telling = words.filter((word) => !ARTICLES.has(word));
  return (telling.length > 0 ? telling : words).join('');
}

const SHORT_WORDS = new Map(Object.entries(CUT_SHORT).map(([long, short]) => [long.toLowerCase(), short.toLowerCase()]));
const LONG_WORDS = new Map([...SHORT_WORDS].map(([long, short]) => [short, long]));

/** A folded locality as it is typed, with `st` written out, and with `saint` cut short: lists hold either. */
export function placeSpellings(folded: string): string[] {
  const words = folded.split(' ');
  return [...new Set([SHORT_WORDS, LONG_WORDS].reduce((spellings, by) => [...spellings, words.map((word) => by.get(word) ?? word).join(' ')], [folded]))];
}

/** The codes of ISO 3166-1: three letters, then the two they stand beside. Intl knows the latter alone, and their names. */
const ALPHA_3 = `AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR
  IOTIO BRNBN BGRBG BFABF BDIBI CPVCV KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG
  SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI FRAFR GUFGF PYFPF ATFTF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW GUYGY HTIHT HMDHM VATVA HNDHN
  HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW
  MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM
  PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SXMSX
  SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB USAUS
  UMIUM URYUY UZBUZ VUTVU VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE ZMBZM ZWEZW XKXXK`;

/** What people call countries besides the names that Intl has: short forms, former names, and parts that are no country of their own. */
const CALLED: Readonly<Record<string, string>> = {
  FR: 'France métropolitaine, République française, Métropole', GF: 'Guyane', RE: 'Réunion, Île de la Réunion', PM: 'Saint-Pierre et Miquelon, St Pierre et Miquelon', WF: 'Wallis et Futuna', BL: 'St Barthélemy, Saint Barth, St Barth',
  MF: 'St Martin', TF: 'TAAF', GB: 'UK, Grande-Bretagne, Great Britain, Angleterre, England, Écosse, Scotland, Pays de Galles, Wales, Irlande du Nord, Northern Ireland', IE: 'Eire, Republic of Ireland, République d’Irlande',
  US: 'États-Unis d’Amérique, United States of America', AE: 'EAU, Émirats, UAE', BA: 'Bosnie', BY: 'Bélarus', CD: 'RDC, DRC, République démocratique du Congo, Congo Kinshasa', CG: 'Congo, République du Congo, Congo Brazzaville',
  CH: 'Confédération helvétique', CI: 'Ivory Coast', CN: 'République populaire de Chine', CV: 'Cabo Verde', CZ: 'République tchèque, Czech Republic', DE: 'RFA, République fédérale d’Allemagne', GW: 'Guinée Bissau', HK: 'Hong Kong', KG: 'Kirghizistan',
  KR: 'Corée, Korea, République de Corée', LU: 'Grand-Duché de Luxembourg', MK: 'Macédoine', MM: 'Birmanie, Burma, Myanmar', MO: 'Macao, Macau', MU: 'Île Maurice', NL: 'Hollande, Holland, The Netherlands', PS: 'Palestine', RU: 'Fédération de Russie',
  SX: 'Sint Maarten', SZ: 'Swaziland', TR: 'Turkey', TW: 'Taïwan', VA: 'Vatican, Saint-Siège', VN: 'Vietnam',
};

/** Names and codes of countries, as they are compared, to their codes of two letters; made when first needed. */
let countryCodes: Map<string, string> | undefined;
const frenchNames = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' });

/** `U.S.A.` is USA, and the article before a name is left out. */
const countryKey = (country: string): string => capitals(country.replace(/’/g, "'")).replace(/\b(\p{L}) (?=\p{L}\b)/gu, '$1').replace(/^(?:LE|LA|LES|L|THE) (?=\p{L})/u, '');

function codesOfCountries(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const official = ALPHA_3.split(/\s+/).map((word) => [word.slice(0, 3), word.slice(3)] as const);
  // Codes that were withdrawn or are reserved share a name with the one in force (DD and DE): those in force come first.
  const codes = [...official.map(([, code]) => code), ...letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => frenchNames.of(code) !== undefined)];
  const names = [
    ...Object.entries(CALLED).flatMap(([code, called]) => called.split(', ').map((name) => [name, code] as const)), ['FX', 'FR'] as const, ...official,
    ...codes.flatMap((code) => [code, frenchNames.of(code), english.of(code)].map((name) => [name, code] as const)),
  ];
  const found = new Map<string, string>();
  for (const [name, code] of names) if (name !== undefined && !found.has(countryKey(name))) found.set(countryKey(name), code);
  return found;
}

/** French postcodes and communes reach overseas; Monaco has its postcodes from France but is a country. */
const FRENCH: ReadonlySet<string> = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF']);

/** What France and its parts overseas are called, as `countryOf` knows them, in capitals without blanks. */
export function frenchCountries(): string[] {
  countryCodes ??= codesOfCountries();
  return [...countryCodes].flatMap(([name, code]) => (FRENCH.has(code) ? [name.replaceAll(' ', '')] : []));
}

/** The country of an address: whether French rules hold, its code where it is known, and its name in French capitals. */
export function countryOf({ country }: Address): { readonly french: boolean; readonly code: string | undefined; readonly name: string } {
  countryCodes ??= codesOfCountries();
  const code = country === undefined ? 'FR' : countryCodes.get(countryKey(country));
  return { french: code !== undefined && FRENCH.has(code), code, name: code === undefined ? capitals(country!) : capitals(frenchNames.of(code) ?? code) };
}
