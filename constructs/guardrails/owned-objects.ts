import { ENDPOINTS_FOLLOW, NAMESPACE_ENDS, QUOTA_IS_COUNTED, RESOURCE, SUBRESOURCE } from './cluster-accounts';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { isOwned } from './reserved';
import { anyKind, EVENTS } from './rules';

const OPERATION = 'request.operation';

/**
 * What the cluster itself does to objects of the platform, each by the account that does it. Without these no object
 * could be counted, no namespace would end and no garbage be collected (measured). A whole group of accounts would
 * be too much: a tenant's template with our label would then give pods that pass for ours.
 */
const CLUSTER: Readonly<Record<string, string>> = {
  'quota-is-counted': QUOTA_IS_COUNTED,
  // What a controller reports on, such as a gateway on a route. Its own namespace is where a tenant's accounts live.
  'status-is-reported': `${SUBRESOURCE} == 'status' && ${RESOURCE} != 'resourcequotas'
    && request.userInfo.username.startsWith('system:')
    && !request.userInfo.username.startsWith('system:serviceaccount:' + request.namespace + ':')
    && object.metadata.?labels == oldObject.metadata.?labels`,
  'namespace-ends': NAMESPACE_ENDS,
  'garbage-is-collected': `${isUser(controller('generic-garbage-collector'))} && ${OPERATION} != 'CREATE'`,
  'endpoints-follow': ENDPOINTS_FOLLOW,
  'pods-are-placed': `${isUser('system:kube-scheduler')} && ${RESOURCE} == 'pods' && ${SUBRESOURCE} == 'binding'`,
  'pods-run': `'system:nodes' in request.userInfo.?groups.orValue([])
    && (${RESOURCE} == 'pods' && ${OPERATION} == 'DELETE' || ${RESOURCE} == 'serviceaccounts' && ${SUBRESOURCE} == 'token')`,
  'pods-of-dead-nodes-go': `${isUser(controller('node-controller'), controller('pod-garbage-collector'))}
    && ${RESOURCE} == 'pods' && ${OPERATION} == 'DELETE'`,
};

/** What Streha made in a tenant's namespace: by label, and by a name nobody else may take first. */
export function ownedObjects(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'owned-objects',
    holds: "nobody but the platform makes, changes, deletes or enters what carries the platform's label or name prefix",
    where: 'tenants',
    matches: [anyKind('*/*', ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'])],
    leavesOut: EVENTS,
    conditions: {
      'owned-by-the-platform': isOwned,
      ...Object.fromEntries(Object.entries(CLUSTER).map(([name, spared]) => [`not-${name}`, `!(${spared})`])),
    },
    checks: [
      {
        expression: 'false',
        got: `request.operation + ' of ' + request.resource.resource + ' ' + request.?name.orValue('')
          + ' by ' + request.userInfo.username + ', the name or label of the platform'`,
        about: 'the name or label of the platform',
        allowed:
          'names that do not start with streha-, no label of streha.al/, app.kubernetes.io/managed-by other than streha',
        reason: 'Forbidden',
      },
    ],
  });
}
