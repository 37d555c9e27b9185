import { changed, list } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { podMakers, podSpec } from './pods';

/** Longest time a pod may take to end, in seconds: what CloudNativePG gives a database to stop. */
export const MAX_GRACE_PERIOD = 1800;

/** Taints of a node that is gone: a pod may choose how long it waits before it leaves. */
export const NODE_GONE = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** Taints the DaemonSet controller tolerates for every pod of its own; a template has no business with them. */
const DAEMON_SET = [
  ...NODE_GONE,
  ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((name) => `node.kubernetes.io/${name}`),
];

/** Where and how long pods run: what Pod Security `restricted` lets through. */
export function scheduling(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'scheduling',
    holds: 'pods are placed by the scheduler on nodes that are there for them, and end when asked to',
    where: 'tenants',
    matches: podMakers(),
    conditions: { 'new-or-changed': changed(podSpec) },
    variables: {
      spec: podSpec('object'),
      // Of a pod that runs only its tolerations can change; its node was set by the scheduler.
      placing: "object.kind != 'Pod' || request.operation == 'CREATE'",
      before: `request.operation == 'UPDATE' ? ${podSpec('oldObject')}.?tolerations.orValue([]) : []`,
      tolerations: `variables.spec.?tolerations.orValue([]).filter(t, !(t in variables.before)
        && !(t.?key.orValue('') in ${list(NODE_GONE)} && t.?effect.orValue('') == 'NoExecute')
        && !(${isUser(controller('daemon-set-controller'))} && t.?key.orValue('') in ${list(DAEMON_SET)}))`,
    },
    checks: [
      {
        expression: "!variables.placing || variables.spec.?nodeName.orValue('') == ''",
        got: `'nodeName ' + string(variables.spec.nodeName)`,
        about: 'nodeName',
        allowed: 'no nodeName: the scheduler chooses',
      },
      {
        expression: "!variables.placing || variables.spec.?schedulerName.orValue('') in ['', 'default-scheduler']",
        got: `'schedulerName ' + string(variables.spec.schedulerName)`,
        about: 'schedulerName',
        allowed: 'default-scheduler',
      },
      {
        expression: '!variables.placing || size(variables.spec.?schedulingGates.orValue([])) == 0',
        got: `'scheduling gate ' + string(variables.spec.schedulingGates[0].name)`,
        about: 'a scheduling gate',
        allowed: 'no schedulingGates: nobody here would ever open them',
      },
      {
        expression: 'size(variables.tolerations) == 0',
        got: `'a toleration of ' + (variables.tolerations[0].?key.orValue('') == '' ? 'every taint'
          : string(variables.tolerations[0].?key.orValue('')) + ' with effect '
            + (variables.tolerations[0].?effect.orValue('') == '' ? 'any' : string(variables.tolerations[0].effect)))`,
        about: 'a toleration',
        allowed: `tolerations of ${NODE_GONE.join(' and ')} with effect NoExecute`,
      },
      {
        expression: `!variables.placing || variables.spec.?terminationGracePeriodSeconds.orValue(30) <= ${MAX_GRACE_PERIOD}`,
        got: "'terminationGracePeriodSeconds ' + string(variables.spec.terminationGracePeriodSeconds)",
        about: 'terminationGracePeriodSeconds',
        allowed: `at most ${MAX_GRACE_PERIOD}: a node that is drained waits for its pods`,
      },
    ],
  });
}
