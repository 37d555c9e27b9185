/** The tenants of a values file as a cdk8s app: `node main.js VALUES OUTDIR`. One chart a stack, one construct a tenant. */

const { readFileSync } = require('node:fs');
const { ApiObject, App, Chart } = require('cdk8s');
const { Construct } = require('constructs');

const OWNED = { 'app.kubernetes.io/managed-by': 'streha', 'velero.io/exclude-from-backup': 'true' };
const PROTECTED = { ...OWNED, 'streha.al/protected': 'true' };
const RBAC = 'rbac.authorization.k8s.io';

class Tenant extends Construct {
  constructor(scope, tenant) {
    super(scope, tenant.namespace);
    this.namespace = tenant.namespace;
    this.object('Namespace', 'v1', 'Namespace', {
      metadata: { name: tenant.namespace, labels: tenant.labels, annotations: tenant.annotations },
    });
    this.inside('ServiceAccount', 'v1', 'ServiceAccount', 'default', PROTECTED, {
      automountServiceAccountToken: false,
    });
    this.inside('Quota', 'v1', 'ResourceQuota', 'streha-quota', PROTECTED, { spec: { hard: tenant.quota } });
    this.inside('Limits', 'v1', 'LimitRange', 'streha-limits', PROTECTED, { spec: { limits: tenant.limits } });
    this.policy('streha-deny-all', PROTECTED, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    this.policy('streha-own-namespace', PROTECTED, {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    });
    for (const { name, labels, spec, annotations } of tenant.flows) this.policy(name, labels, spec, annotations);
    for (const { role, groups } of tenant.access) this.binding(role, groups);
    this.backup(tenant.backup);
  }

  policy(name, labels, spec, annotations) {
    const metadata = { name, namespace: this.namespace, labels, ...(annotations && { annotations }) };
    this.object(name, 'networking.k8s.io/v1', 'NetworkPolicy', { metadata, spec });
  }

  binding(role, groups) {
    this.inside(`Access-${role}`, `${RBAC}/v1`, 'RoleBinding', `streha-${role}`, role === 'admin' ? PROTECTED : OWNED, {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: `streha-tenant-${role}` },
      subjects: groups.map((name) => ({ apiGroup: RBAC, kind: 'Group', name, namespace: 'default' })),
    });
  }

  backup({ namespace, schedule, paused, ttl }) {
    this.object('Backup', 'velero.io/v1', 'Schedule', {
      metadata: { name: this.namespace, namespace, labels: OWNED },
      spec: {
        schedule,
        paused,
        useOwnerReferencesInBackup: false,
        template: { includedNamespaces: [this.namespace], ttl },
      },
    });
  }

  inside(id, apiVersion, kind, name, labels, rest) {
    this.object(id, apiVersion, kind, { metadata: { name, namespace: this.namespace, labels }, ...rest });
  }

  object(id, apiVersion, kind, rest) {
    new ApiObject(this, id, { apiVersion, kind, ...rest });
  }
}

const [, , values, outdir] = process.argv;
const { tenants } = JSON.parse(readFileSync(values, 'utf8'));
const app = new App({ outdir });
const charts = new Map();
for (const tenant of tenants) {
  if (!charts.has(tenant.stack)) charts.set(tenant.stack, new Chart(app, tenant.stack));
  new Tenant(charts.get(tenant.stack), tenant);
}
app.synth();
