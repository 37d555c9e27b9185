import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Guard, type GuardrailsConfig, guards } from '../../../constructs/guardrails';
import { CONFIG } from './config';

const ALL = guards(CONFIG);
const each = ALL.map((guard) => [guard.name, guard] as const);

/** Every expression of a policy. */
const expressions = ({ policy: { spec } }: Guard): readonly string[] =>
  [...(spec.matchConditions ?? []), ...spec.variables, ...spec.validations].map(({ expression }) => expression);

describe('the guards', () => {
  it('are these, in this order', () => {
    expect(ALL.map(({ name }) => name.replace('streha-', ''))).toEqual([
      'namespaces',
      'cluster-objects',
      'owned-objects',
      'protected-objects',
      'quarantine',
      'templates',
      'network-policies',
      'services',
      'endpoints',
      'ingresses',
      'http-routes',
      'dns-annotations',
      'foreign-kinds',
      'images',
      'scheduling',
      'priorities',
      'jobs',
      'grace-periods',
      'volumes',
      'claims',
      'roles',
      'role-bindings',
      'secrets',
      'finalizers',
      'backups',
      'replicas',
      'autoscalers',
      'zones',
      'disruption-budgets',
    ]);
  });

  it('do not depend on the order in which a platform lists its words, nor on doubles', () => {
    const shuffled: GuardrailsConfig = {
      ...CONFIG,
      platformGroups: [...CONFIG.platformGroups].reverse(),
      continuityClasses: [...CONFIG.continuityClasses, 'vital'].reverse(),
      storageClasses: ['block', 'block'],
    };
    expect(JSON.stringify(guards(shuffled))).toBe(JSON.stringify(ALL));
  });

  it('of a bare prefix are not made: it would match what only begins alike', () => {
    const open = () => guards({ ...CONFIG, registries: ['registry.gdc.gov.al/', 'quay.example'] });
    expect(open).toThrow("invalid registry prefix 'quay.example'; allowed: a prefix that ends in '/'");
  });

  it('of no platform are not made: nobody could change what they protect', () => {
    expect(() => guards({ ...CONFIG, platformGroups: [] })).toThrow('no platform groups');
  });

  it('bind everybody in tenant namespaces, but for those that guard more', () => {
    const elsewhere = ALL.filter(({ binding }) => !('matchLabels' in binding.spec.matchResources.namespaceSelector));
    expect(elsewhere.map(({ name }) => name)).toEqual([
      'streha-namespaces',
      'streha-cluster-objects',
      'streha-protected-objects',
    ]);
  });

  it('spare the platform, but for those that hold an accident of its own', () => {
    expect(ALL.filter(({ bindsPlatform }) => bindsPlatform).map(({ name }) => name)).toEqual([
      'streha-namespaces',
      'streha-protected-objects',
      'streha-templates',
    ]);
  });

  it('are each seen to refuse something on a real API server', () => {
    const folder = join(__dirname, '../../cluster/guardrails');
    const tests = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const unseen = ALL.filter(({ name }) => !tests.some((text) => text.includes(`'${name.replace('streha-', '')}'`)));
    expect(unseen).toEqual([]);
  });
});

describe.each(each)('%s', (name, guard) => {
  const { policy, binding } = guard;

  it('refuses, and says so in the audit log, when in doubt too', () => {
    expect([policy.metadata.name, binding.metadata.name, binding.spec.policyName]).toEqual([name, name, name]);
    expect(binding.spec.validationActions).toEqual(['Deny', 'Audit']);
    expect(policy.spec.failurePolicy).toBe('Fail');
  });

  it('keeps its rules to namespaced or to cluster-scoped kinds', () => {
    const scopes = policy.spec.matchConstraints.resourceRules.map(({ scope }) => scope);
    const inCluster = ['streha-namespaces', 'streha-cluster-objects'].includes(name);
    expect(new Set(scopes)).toEqual(new Set([inCluster ? 'Cluster' : 'Namespaced']));
  });

  it('has messages that say what is allowed and whom to ask, short enough to be shown', () => {
    for (const { message, messageExpression } of policy.spec.validations) {
      expect(message).toMatch(new RegExp(`^[a-zA-Z\`].*: not allowed; allowed: .{3,}; ask ${CONFIG.platformName}$`));
      expect(message.length).toBeLessThan(400);
      // Whatever a tenant chose is cut.
      const fixed = messageExpression.replace(/variables\.\w+\.substring\(0, 300\)/g, '');
      expect(fixed).not.toMatch(/variables\.(?!(got|allowed)\d)/);
      expect(messageExpression).toContain("substring(0, 300) + '...'");
    }
  });

  it('reads the namespace where it exists: not in conditions', () => {
    for (const { expression } of policy.spec.matchConditions ?? []) expect(expression).not.toContain('namespaceObject');
  });

  it('asks for the name and the subresource as what may be absent', () => {
    for (const expression of expressions(guard)) expect(expression).not.toMatch(/request\.(name|subResource)\b/);
  });

  it('names no variable that YAML reads as true or false, and keeps no optional in one', () => {
    for (const { name: variable, expression } of policy.spec.variables) {
      expect(variable).toMatch(/^[a-z][a-zA-Z0-9]{2,}$/);
      expect(['yes', 'off', 'true', 'false', 'null']).not.toContain(variable);
      // Kept in a variable an optional reads as absent, and what it held goes unjudged.
      expect(expression).not.toMatch(/\.\?\w+$/);
    }
  });
});
