/**
 * What a dry run can tell of relations whose parties are not there yet: the rules of the server over what the file brings. What a type limits,
 * and what stands between parties of which one is there, the server alone tells.
 */
import { checkEnds } from '#libs/relations/relation-ends.js';
import { canCycle, orderedEnds, type RelationType } from '#libs/relations/relation-type.js';
import type { PartyEnd } from '#libs/relations/parties.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { dayRange, intersect, isEmpty, overlaps, sameBound, type DayRange, type From, type To } from '#libs/temporal/periods.js';
import { bareIdentifier, type ImportedFact, type ImportedRelation, type ImportRecord } from './record.js';
import { explain } from './sending.js';

interface Edge {
  readonly from: From;
  readonly to: To;
  readonly range: DayRange;
}

export class RelationsToBe {
  /** By type and both ends; ids of the old system. */
  private readonly periods = new Map<string, Edge[]>();
  /** By type and the end at A: what it lies under. */
  private readonly above = new Map<string, { readonly b: string; readonly range: DayRange }[]>();

  /** @param made what the file says of a party that it makes; of one that stands, the server knows more */
  constructor(private readonly types: ReadonlyMap<string, RelationType>, private readonly made: (id: string) => Pick<ImportRecord, 'kind' | 'facts'> | undefined, private readonly today: Day) {}

  /** Why the server would refuse the relation, as far as the file tells; what is not refused is there from then on. */
  refusal({ id }: ImportRecord, { type: code, direction, to: other, ...stated }: ImportedRelation): string | undefined {
    const type = this.types.get(code);
    if (!type) return `unknown-type: there is no relation type ${code}`;
    const { a, b } = orderedEnds(type, ...(direction === 'a-to-b' ? [id, other] as const : [other, id] as const));
    const period = { from: stated.validFrom as From, to: (stated.validTo ?? null) as To };
    const range = rangeOf(stated, this.today);
    if (isEmpty(range)) return `period-upside-down: validTo: expected a day after ${range.lower}`;
    const [endA, endB] = [this.endOf(a), this.endOf(b)];
    if (endA && endB) {
      try {
        checkEnds(type, { a: endA, b: endB }, range);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return explain({ code: error.code, detail: error.detail, ...(error.extra.errors && { errors: error.extra.errors }) });
      }
    }
    const standing = this.periods.get(`${code} ${a} ${b}`) ?? [];
    if (standing.some((one) => sameBound(one.from, period.from) && sameBound(one.to, period.to))) return undefined;
    if (standing.some((one) => overlaps(one.range, range))) return 'period-overlap: the file has another period of the same relation on some of these days';
    if (canCycle(type) && this.lies(code, b, a, range)) return 'cycle: by other lines of the file the one lies under the other already';
    this.periods.set(`${code} ${a} ${b}`, [...standing, { ...period, range }]);
    this.above.set(`${code} ${a}`, [...(this.above.get(`${code} ${a}`) ?? []), { b, range }]);
    return undefined;
  }

  /** Whether one party lies under another on some day of a period. */
  private lies(code: string, under: string, above: string, range: DayRange, seen = new Set<string>()): boolean {
    return (this.above.get(`${code} ${under}`) ?? []).some(({ b, range: held }) => {
      const both = intersect(held, range);
      const way = `${b} ${both.lower} ${both.upper}`;
      if (isEmpty(both) || seen.has(way)) return false;
      seen.add(way);
      return b === above || this.lies(code, b, above, both, seen);
    });
  }

  private endOf(id: string): PartyEnd | undefined {
    const party = this.made(id);
    if (!party) return undefined;
    const facts = (attribute: string): readonly ImportedFact[] => party.facts.filter((fact) => fact.attribute === attribute && typeof fact.value === 'string');
    return {
      partyId: id, kind: party.kind,
      structuresDuring: (range) => facts('structure').filter((fact) => overlaps(rangeOf(fact, this.today), range)).map(({ value }) => value as string),
      identifiers: (scheme) => facts(`identifier.${scheme}`).map(({ value }) => bareIdentifier(value as string)),
    };
  }
}

const rangeOf = ({ validFrom, validTo = null }: Pick<ImportedFact, 'validFrom' | 'validTo'>, today: Day): DayRange => dayRange({ from: validFrom as From, to: validTo as To }, today);
