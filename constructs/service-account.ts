import { DefaultServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/default-service-account-v1';
import { Construct } from 'constructs';
import { protective } from './names';
import { makeAfter, type NamespacedProps } from './order';

/** Properties for `DefaultServiceAccount`. */
export interface DefaultServiceAccountProps extends NamespacedProps {}

/** Takes the token away from pods that name no ServiceAccount: they have no business with the API server. */
export class DefaultServiceAccount extends Construct {
  constructor(scope: Construct, id: string, props: DefaultServiceAccountProps) {
    super(scope, id);
    const account = new DefaultServiceAccountV1(this, 'Resource', {
      metadata: { namespace: props.namespace, labels: protective() },
      automountServiceAccountToken: false,
    });
    makeAfter(account, props.after);
  }
}
