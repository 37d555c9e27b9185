import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { Construct } from 'constructs';
import { owned } from './names';
import { makeAfter, type NamespacedProps } from './order';

/** Properties for `PublicRoute`. */
export interface PublicRouteProps extends NamespacedProps {
  /** The platform's Gateway and its HTTPS listener. */
  readonly gateway: { readonly namespace: string; readonly name: string; readonly listener: string };
  /** Hostnames of the namespace that lead here; none may be left out of its annotation. */
  readonly hostnames: readonly string[];
  /** Service in the same namespace that answers. */
  readonly service: string;
  /** Port of the service. */
  readonly port: number;
  /**
   * Path below which requests lead here.
   *
   * @default '/'
   */
  readonly path?: string;
}

/** Opens a service to the public through the platform's Gateway. */
export class PublicRoute extends Construct {
  constructor(scope: Construct, id: string, props: PublicRouteProps) {
    super(scope, id);
    const { gateway, service, port, path = '/' } = props;
    // Every field the API server would add is written out, else each plan would want to take it away again.
    const route = new Manifest(this, 'Resource', {
      manifest: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: `streha-${service}`, namespace: props.namespace, labels: owned() },
        spec: {
          parentRefs: [
            {
              group: 'gateway.networking.k8s.io',
              kind: 'Gateway',
              name: gateway.name,
              namespace: gateway.namespace,
              sectionName: gateway.listener,
            },
          ],
          hostnames: [...new Set(props.hostnames)].sort(),
          rules: [
            {
              matches: [{ path: { type: 'PathPrefix', value: path } }],
              backendRefs: [{ group: '', kind: 'Service', name: service, port, weight: 1 }],
            },
          ],
        },
      },
    });
    makeAfter(route, props.after);
  }
}
