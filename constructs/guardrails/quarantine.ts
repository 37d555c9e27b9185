import { ANNOTATION } from '../names';
import { namespaceAnnotation } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { anyKind, EVENTS, kinds } from './rules';

const RESOURCE = 'request.resource.resource';
const SUBRESOURCE = "request.?subResource.orValue('')";

/**
 * What goes on while a namespace is closed, each by the account that does it: pods that run are kept running and
 * reported on. Controllers of workloads are not among them, since a rollout, an autoscaler or a job's history limit
 * would delete the very pods that are kept as evidence; nor is the garbage collector.
 */
const CLUSTER: Readonly<Record<string, string>> = {
  // A node reports on its pods and renews their tokens; without it they would end.
  'nodes-run-pods': `'system:nodes' in request.userInfo.?groups.orValue([])`,
  // Pods the platform makes for its work.
  'pods-are-placed': `${isUser('system:kube-scheduler')} && ${RESOURCE} == 'pods' && ${SUBRESOURCE} == 'binding'`,
  'endpoints-follow': `${isUser(
    controller('endpoint-controller'),
    controller('endpointslice-controller'),
    controller('endpointslicemirroring-controller'),
  )} && ${RESOURCE} in ['endpoints', 'endpointslices']`,
  'quota-is-counted': `${isUser('system:apiserver', controller('resourcequota-controller'))}
    && ${RESOURCE} == 'resourcequotas' && ${SUBRESOURCE} == 'status'`,
  // Its own guards decide whether a namespace may end.
  'namespace-ends': `${isUser(controller('namespace-controller'))} && request.operation == 'DELETE'`,
};

/** A namespace under quarantine: closed to its own people, its controllers and every account but the platform's. */
export function quarantine(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'quarantine',
    holds: 'nobody but the platform makes, changes, deletes or enters anything in a namespace under quarantine',
    where: 'quarantined',
    matches: [anyKind('*/*', ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'])],
    leavesOut: [...EVENTS, kinds('coordination.k8s.io', '*', ['leases'], ['CREATE', 'UPDATE', 'DELETE'])],
    conditions: Object.fromEntries(Object.entries(CLUSTER).map(([name, spared]) => [`not-${name}`, `!(${spared})`])),
    checks: [
      {
        expression: 'false',
        got: `request.operation + ' of ' + request.resource.resource + ' by ' + request.userInfo.username
          + ' in a namespace under quarantine since ' + ${namespaceAnnotation(ANNOTATION.quarantineSince)}`,
        about: 'a request in a namespace under quarantine',
        allowed: 'requests by the platform, until the definition of the tenant ends the quarantine',
        reason: 'Forbidden',
      },
    ],
  });
}
