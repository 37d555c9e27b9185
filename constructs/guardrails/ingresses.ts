import { changed, few, text } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { covered, HOSTNAMES, isOwnHostname, OWN_HOSTNAMES } from './hostnames';
import { kinds } from './rules';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** Annotations that bring in more hostnames, names in the certificate, or raw configuration of the gateway. */
const LOOPHOLES = '(/server-alias|snippets?|^cert-manager[.]io/(common-name|alt-names|[a-z]+-sans))$';

/** Ingresses: hostnames the namespace owns, over TLS, by the platform's gateway. */
export function ingresses(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'ingresses',
    holds:
      "an Ingress serves hostnames its namespace owns, all with TLS, by the platform's class, without a default backend",
    where: 'tenants',
    matches: [kinds('networking.k8s.io', 'v1', ['ingresses'])],
    conditions: {
      'new-or-changed': `${changed((which) => `${which}.spec`)} || object.metadata.?annotations != oldObject.metadata.?annotations`,
    },
    variables: {
      ...HOSTNAMES,
      hosts: "object.spec.?rules.orValue([]).map(rule, rule.?host.orValue(''))",
      tls: 'object.spec.?tls.orValue([])',
      foreign: `variables.hosts.filter(host, !${isOwnHostname('host')})`,
      foreignTls: `variables.tls.map(entry, entry.?hosts.orValue([]).filter(host, !${isOwnHostname('host')}))
        .filter(hosts, size(hosts) > 0)`,
      open: `variables.hosts.filter(host, !variables.tls.exists(entry, ${covered('host', 'entry.?hosts.orValue([])')}))`,
      annotations: `object.metadata.?annotations.orValue({}).filter(key, key == '${CLASS_ANNOTATION}' || key.matches('${LOOPHOLES}'))`,
    },
    checks: [
      {
        expression: 'size(variables.foreign) == 0 && size(variables.foreignTls) == 0',
        got: `(size(variables.foreign) == 0 ? 'hostname ' + ${few('variables.foreignTls[0]')} + ' of tls'
          : variables.foreign[0] == '' ? 'a rule without host, which means every hostname'
          : 'hostname ' + ${few('variables.foreign')})`,
        about: 'a hostname',
        allowed: 'hostnames of the namespace',
        allowedHere: OWN_HOSTNAMES,
      },
      {
        expression: 'size(variables.tls) > 0 && variables.tls.all(entry, size(entry.?hosts.orValue([])) > 0)',
        got: "(size(variables.tls) == 0 ? 'an Ingress without tls' : 'a tls entry without hosts')",
        about: 'an Ingress without tls',
        allowed: 'tls with the hostnames it is for',
      },
      {
        expression: 'size(variables.open) == 0',
        got: `'hostname without tls: ' + ${few('variables.open')}`,
        about: 'a hostname without tls',
        allowed: 'tls for the hostname of every rule',
      },
      {
        expression: `object.spec.?ingressClassName.orValue('') == ${text(config.ingressClass)}`,
        got: `'ingressClassName ' + object.spec.?ingressClassName.orValue('none')`,
        about: 'ingressClassName',
        allowed: config.ingressClass,
      },
      {
        expression: '!has(object.spec.defaultBackend)',
        got: "'a defaultBackend, which means every hostname'",
        about: 'a defaultBackend',
        allowed: 'rules with hosts',
      },
      {
        expression: 'size(variables.annotations) == 0',
        got: `'annotation ' + variables.annotations[0]`,
        about: 'an annotation',
        allowed: 'the class by ingressClassName, hostnames by rules and tls, no raw configuration',
      },
    ],
  });
}
