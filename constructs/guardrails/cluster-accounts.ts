import { controller, isUser } from './identity';

/** CEL: what is asked for. */
export const RESOURCE = 'request.resource.resource';
/** CEL: the part of it, empty where it is the whole. */
export const SUBRESOURCE = "request.?subResource.orValue('')";

/** CEL: the API server and its controller count what a quota bounds; else no counted kind could be made (measured). */
export const QUOTA_IS_COUNTED = `${isUser('system:apiserver', controller('resourcequota-controller'))}
    && ${RESOURCE} == 'resourcequotas' && ${SUBRESOURCE} == 'status'`;

/** CEL: a namespace whose deletion was allowed is emptied. */
export const NAMESPACE_ENDS = `${isUser(controller('namespace-controller'))} && request.operation == 'DELETE'`;

/** CEL: the addresses behind a Service follow its pods. */
export const ENDPOINTS_FOLLOW = `${isUser(
  controller('endpoint-controller'),
  controller('endpointslice-controller'),
  controller('endpointslicemirroring-controller'),
)} && ${RESOURCE} in ['endpoints', 'endpointslices']`;
