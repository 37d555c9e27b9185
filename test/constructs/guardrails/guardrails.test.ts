import { Guardrails, guards } from '../../../constructs/guardrails';
import { type Resource, synth } from '../synth';
import { CONFIG } from './config';

const resources = (config = CONFIG): readonly Resource[] =>
  synth((scope) => new Guardrails(scope, 'Guardrails', config)).filter(({ type }) => type === 'kubernetes_manifest');

const manifestOf = ({ body }: Resource) =>
  body.manifest as { readonly kind: string; readonly metadata: { readonly name: string } };

describe('Guardrails', () => {
  it('makes one policy and one binding for each guard, as the guard has them', () => {
    const expected = guards(CONFIG).flatMap(({ policy, binding }) => [policy, binding]);
    expect(resources().map(manifestOf)).toEqual(expected);
  });

  it('names them by what they are, so that none moves when another comes or goes', () => {
    expect(
      resources()
        .slice(0, 2)
        .map(({ id }) => id.replace(/_[0-9A-F]{8}$/, '')),
    ).toEqual(['Guardrails_streha-namespaces_Policy', 'Guardrails_streha-namespaces_Binding']);
  });

  it('binds once all policies are there, so that they come into force together', () => {
    const all = resources();
    const policies = all.filter(({ id }) => id.includes('_Policy_')).map(({ id }) => `kubernetes_manifest.${id}`);
    for (const { body, id } of all) {
      expect(body.depends_on).toEqual(id.includes('_Binding_') ? [...policies].sort() : undefined);
    }
  });

  it('gives Terraform nothing to evaluate', () => {
    const hostile = { ...CONFIG, platformName: 'GDC ${file("/etc/shadow")} %{ if true }', ingressClass: '${x}' };
    const json = JSON.stringify(resources(hostile));
    expect(json).toContain('$${file');
    expect(json.replaceAll(/\$\$\{|%%\{/g, '')).not.toMatch(/\$\{|%\{/);
  });

  it('quotes what it is given', () => {
    const quoted = JSON.stringify(resources({ ...CONFIG, platformName: "Qendra 'e' Re\\" }).map(manifestOf));
    expect(quoted).toContain(JSON.stringify("; ask Qendra \\'e\\' Re\\\\'").slice(1, -1));
  });
});
