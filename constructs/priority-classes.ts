import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import { Construct } from 'constructs';
import { owned, priorityClassName } from './names';
import { literal } from './text';

/** Properties for `PriorityClasses`. */
export interface PriorityClassesProps {
  /** Continuity classes; a higher priority is scheduled first and pushes lower ones out. */
  readonly classes: readonly { readonly key: string; readonly priority: number; readonly rto: string }[];
}

/** One PriorityClass for each continuity class; once in a cluster. */
export class PriorityClasses extends Construct {
  constructor(scope: Construct, id: string, props: PriorityClassesProps) {
    super(scope, id);
    for (const { key, priority, rto } of props.classes) {
      new PriorityClassV1(this, key, {
        metadata: { name: priorityClassName(key), labels: owned() },
        value: priority,
        description: literal(`Pods of ${key} systems: back within ${rto}`),
      });
    }
  }
}
