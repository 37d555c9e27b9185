import { autoscalers } from './autoscalers';
import { backups } from './backups';
import { claims } from './claims';
import { clusterObjects } from './cluster-objects';
import type { GuardrailsConfig } from './config';
import { disruptionBudgets } from './disruption-budgets';
import { dnsAnnotations } from './dns-annotations';
import { endpoints } from './endpoints';
import { finalizers } from './finalizers';
import { foreignKinds } from './foreign-kinds';
import { gracePeriods } from './grace-periods';
import type { Guard } from './guard';
import { httpRoutes } from './http-routes';
import { images } from './images';
import { ingresses } from './ingresses';
import { jobs } from './jobs';
import { namespaces } from './namespaces';
import { networkPolicies } from './network-policies';
import { ownedObjects } from './owned-objects';
import { priorities } from './priorities';
import { protectedObjects } from './protected-objects';
import { quarantine } from './quarantine';
import { replicas } from './replicas';
import { roleBindings } from './role-bindings';
import { roles } from './roles';
import { scheduling } from './scheduling';
import { secrets } from './secrets';
import { services } from './services';
import { templateMetadata } from './templates';
import { volumes } from './volumes';
import { zones } from './zones';

const GUARDS: readonly ((config: GuardrailsConfig) => Guard)[] = [
  // What is the platform's.
  namespaces,
  clusterObjects,
  ownedObjects,
  protectedObjects,
  quarantine,
  templateMetadata,
  // Who reaches whom.
  networkPolicies,
  services,
  endpoints,
  ingresses,
  httpRoutes,
  dnsAnnotations,
  foreignKinds,
  // What runs, and where.
  images,
  scheduling,
  priorities,
  jobs,
  gracePeriods,
  volumes,
  claims,
  // Who may do what.
  roles,
  roleBindings,
  secrets,
  // What lasts.
  finalizers,
  backups,
  replicas,
  autoscalers,
  zones,
  disruptionBudgets,
];

/** Every guard, in the order of the documentation. Their number is the same for any platform and any number of tenants. */
export function guards(config: GuardrailsConfig): readonly Guard[] {
  const open = config.registries.filter((prefix) => !prefix.endsWith('/'));
  if (open.length > 0) {
    throw new Error(
      `invalid registry prefix '${open[0]}'; allowed: a prefix that ends in '/', else '${open[0]}.evil.example' matches it too`,
    );
  }
  if (config.platformGroups.length === 0) {
    throw new Error('no platform groups; allowed: at least one, else nobody could change what the guardrails protect');
  }
  return GUARDS.map((make) => make(config));
}
