/** What a bench found: lines for whoever watches, and rows of one table at the end. */
import type { Comparison, Rate } from './measure.js';

/** One figure beside what it is measured against. */
export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly floor: string;
  readonly ratio: string;
  /** Empty where none was set. */
  readonly target: string;
  /** Undefined where no target was set. */
  readonly reached: boolean | undefined;
}

/** Rates: the ratio has to reach the target, where there is one. */
export function rateFinding({ what, ours, floor, ratio, target }: Omit<Comparison, 'target'> & { readonly target?: number }): Finding {
  return { what, ours: describeRate(ours), floor: describeRate(floor), ratio: ratio.toFixed(2), ...targetOf(target, (least) => [`≥ ${least}`, ratio >= least]) };
}

/** Waiting times: how many times as long as the floor, at most. */
export function waitFinding({ what, ours, floor, ratio, target }: { readonly what: string; readonly ours: Rate; readonly floor: Rate; readonly ratio: number; readonly target?: number }): Finding {
  return { what, ours: describeRate(ours), floor: describeRate(floor), ratio: ratio.toFixed(2), ...targetOf(target, (most) => [`≤ ${most}`, ratio <= most]) };
}

/** A figure that has to keep a bound of its own, whatever the floor; the ratio says how far it is from the floor. */
export function limitFinding({ what, ours, floor, ...bound }: { readonly what: string; readonly ours: Rate; readonly floor: Rate } & ({ readonly leastPerSecond: number } | { readonly mostP99: number })): Finding {
  const [ratio, target, reached] = 'mostP99' in bound
    ? [ours.p99 / floor.p99, `p99 ≤ ${bound.mostP99} ms`, ours.p99 <= bound.mostP99] as const
    : [ours.perSecond / floor.perSecond, `≥ ${bound.leastPerSecond}/s`, ours.perSecond >= bound.leastPerSecond] as const;
  return { what, ours: describeRate(ours), floor: describeRate(floor), ratio: ratio.toFixed(2), target, reached };
}

function targetOf(target: number | undefined, judge: (target: number) => readonly [string, boolean]): Pick<Finding, 'target' | 'reached'> {
  const [text, reached] = target === undefined ? ['', undefined] : judge(target);
  return { target: text, reached };
}

/** `6120/s (p50 2.4, p95 3.9, p99 6.0 ms)` */
export function describeRate({ perSecond, p50, p95, p99 }: Rate): string {
  return `${perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0)}/s (p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms)`;
}

export function describeFinding({ what, ours, floor, ratio, target, reached }: Finding): string {
  const against = floor === '' ? '' : `; floor ${floor}`;
  const judged = target === '' ? '' : ` (target ${target}${reached ? '' : ', MISSED'})`;
  return `${what}: ${ours}${against}; ${ratio}${judged}`;
}

/** A table in Markdown, as it stands in `docs/performance.md`. */
export function table(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, ours, floor, ratio, target, reached }) => [what, ours, floor, ratio, target === '' ? '' : `${target}${reached ? '' : ' missed'}`]);
  return [['', 'Annals', 'floor', 'ratio', 'target'], ['---', '---', '---', '--:', '--:'], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
