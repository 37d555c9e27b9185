import type { Cluster } from './cluster';
import type { Explainer } from './explain';
import { type FlowEnd, flows } from './flows';
import type { PolicyRule } from './judge';
import type { Opening } from './openings';
import type { Direction } from './policy';
import { endText, fewText } from './words';

/** What unexplained openings let through at present, now that the other ends are asked too. */
export class Effect {
  private readonly byRule = new Map<string, FlowEnd[]>();

  constructor(cluster: Cluster, explainer: Explainer) {
    for (const flow of flows(cluster)) {
      if (explainer.explainFlow(flow)) continue;
      this.add(flow.ingress, 'ingress', flow.from);
      this.add(flow.egress, 'egress', flow.to);
    }
  }

  of({ rule, direction }: Opening): readonly string[] {
    if (!rule) return [];
    const open = this.byRule.get(keyOf(rule, direction));
    if (!open) return ['the other end still holds it back'];
    return [`open now ${direction === 'ingress' ? 'from' : 'to'} ${fewText([...new Set(open.map(endText))])}`];
  }

  private add(rule: PolicyRule | undefined, direction: Direction, end: FlowEnd): void {
    if (!rule) return;
    const key = keyOf(rule, direction);
    const present = this.byRule.get(key);
    if (present) present.push(end);
    else this.byRule.set(key, [end]);
  }
}

const keyOf = ({ namespace, name, rule }: PolicyRule, direction: Direction): string =>
  `${namespace} ${name} ${direction} ${rule}`;
