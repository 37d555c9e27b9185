import { ANNOTATION } from '../names';
import { namespaceAnnotation } from './cel';
import { ENDPOINTS_FOLLOW, NAMESPACE_ENDS, QUOTA_IS_COUNTED, RESOURCE, SUBRESOURCE } from './cluster-accounts';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { anyKind, EVENTS } from './rules';

/**
 * What goes on while a namespace is closed, each by the account that does it: pods that run are kept running and
 * reported on, and what every namespace is given is given to one that is made closed, on a standby or again.
 *
 * Everybody else is kept out:
 * - Controllers of workloads: a rollout, an autoscaler or a job's history limit would delete the very pods that are
 *   kept as evidence. A pod the platform takes away does not come back before the end.
 * - The garbage collector, the collector of ended pods, the controller of dead nodes, the scheduler where it makes
 *   room for others: they delete. What was being deleted in the foreground when the namespace closed stays half
 *   deleted until the end, and is then gone.
 * - The controllers that protect claims: a claim that the platform deletes waits for its finalizer, which the platform
 *   takes off itself.
 * - Certificate managers and gateways: a certificate that ends is renewed after the end.
 * - Velero: a restore would lay a backup over the evidence. Its backups go on, since who reads is not judged here; but
 *   its hooks, which run the tenant's own commands, are refused, and a backup that needs them may miss those pods.
 */
const CLUSTER: Readonly<Record<string, string>> = {
  // A node reports on its pods and renews their tokens; without it they would end.
  'nodes-run-pods': `'system:nodes' in request.userInfo.?groups.orValue([])`,
  // Pods the platform makes for its work: where they go, or why nowhere.
  'pods-are-placed': `${isUser('system:kube-scheduler')} && ${RESOURCE} == 'pods' && ${SUBRESOURCE} in ['binding', 'status']`,
  'endpoints-follow': ENDPOINTS_FOLLOW,
  'quota-is-counted': QUOTA_IS_COUNTED,
  // Without its default account a new namespace keeps Terraform waiting.
  'accounts-are-made': `${isUser(controller('service-account-controller'))} && ${RESOURCE} == 'serviceaccounts'
    && request.operation == 'CREATE'`,
  // Every pod mounts the authorities of the cluster, which change.
  'authorities-are-published': `${isUser(controller('root-ca-cert-publisher'))} && ${RESOURCE} == 'configmaps'`,
  // Its own guards decide whether a namespace may end.
  'namespace-ends': NAMESPACE_ENDS,
};

/** A namespace under quarantine: closed to its own people, its controllers and every account but the platform's. */
export function quarantine(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'quarantine',
    holds: 'nobody but the platform makes, changes, deletes or enters anything in a namespace under quarantine',
    where: 'quarantined',
    matches: [anyKind('*/*', ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'])],
    leavesOut: EVENTS,
    conditions: Object.fromEntries(Object.entries(CLUSTER).map(([name, spared]) => [`not-${name}`, `!(${spared})`])),
    variables: { ends: 'namespaceObject.metadata.?deletionTimestamp.hasValue()' },
    checks: [
      {
        // Once it ends, controllers that hold an object back must let it go, or it never does.
        expression: `variables.ends && request.operation == 'UPDATE'
          && request.userInfo.username.startsWith('system:serviceaccount:')
          && !request.userInfo.username.startsWith('system:serviceaccount:' + request.namespace + ':')`,
        got: `request.operation + ' of ' + request.resource.resource + ' by ' + request.userInfo.username
          + ' in a namespace under quarantine since ' + ${namespaceAnnotation(ANNOTATION.quarantineSince)}`,
        about: 'a request in a namespace under quarantine',
        allowed: 'requests by the platform, until the definition of the tenant ends the quarantine',
        reason: 'Forbidden',
      },
    ],
  });
}
