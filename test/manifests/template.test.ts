import * as fc from 'fast-check';
import { renderStack } from '../../manifests';
import { refusalOf, renderOne } from './render-one';

const stack = (labels: Readonly<Record<string, unknown>>) => ({
  resource: {
    kubernetes_namespace_v1: {
      'vat-namespace': { metadata: { name: 'tatimet-vat-prod', labels: { 'streha.al/agency': 'tatimet' } } },
      other: { metadata: { name: 'other', labels } },
    },
    kubernetes_priority_class_v1: { vital: { metadata: { name: 'vital' }, value: 7 } },
  },
});

const read = (value: unknown) => {
  const { objects } = renderStack('s', stack({ it: value }));
  return objects.find((object) => object.metadata.name === 'other')?.metadata.labels?.it;
};

describe('references to what the stack itself sets', () => {
  test.each([
    ['${kubernetes_namespace_v1.vat-namespace.metadata[0].name}', 'tatimet-vat-prod'],
    ['${kubernetes_namespace_v1.vat-namespace.metadata.0.name}', 'tatimet-vat-prod'],
    ['${ kubernetes_namespace_v1.vat-namespace.metadata[0].name }', 'tatimet-vat-prod'],
    ['ns/${kubernetes_namespace_v1.vat-namespace.metadata[0].name}!', 'ns/tatimet-vat-prod!'],
    ['${kubernetes_priority_class_v1.vital.value}', '7'],
  ])('%s is %s', (template, value) => {
    expect(read(template)).toBe(value);
  });

  test('a reference to a reference is followed', () => {
    const terraform = stack({ it: '${kubernetes_namespace_v1.vat-namespace.metadata[0].name}' });
    expect(
      renderStack('s', {
        resource: {
          ...terraform.resource,
          kubernetes_config_map_v1: {
            c: {
              metadata: { name: 'c', namespace: '${kubernetes_namespace_v1.other.metadata[0].name}' },
              data: { text: '${kubernetes_config_map_v1.c.metadata[0].namespace}-x' },
            },
          },
        },
      }).objects.find((object) => object.kind === 'ConfigMap'),
    ).toMatchObject({ metadata: { namespace: 'other' }, data: { text: 'other-x' } });
  });

  test('a circle is refused', () => {
    const namespace = (id: string) => ({ metadata: { name: `\${kubernetes_namespace_v1.${id}.metadata[0].name}` } });
    expect(refusalOf({ resource: { kubernetes_namespace_v1: { a: namespace('b'), b: namespace('a') } } })).toContain(
      'kubernetes_namespace_v1.a, metadata.name: `${kubernetes_namespace_v1.a.metadata[0].name}` refers to itself',
    );
  });
});

describe('everything else Terraform computes is refused', () => {
  test.each([
    '${var.password}',
    '${local.name}',
    '${kubernetes_namespace_v1.missing.metadata[0].name}',
    '${kubernetes_namespace_v1.vat-namespace.id}',
    '${kubernetes_namespace_v1.vat-namespace.metadata[0].uid}',
    '${kubernetes_namespace_v1.vat-namespace.metadata}',
    '${kubernetes_namespace_v1.vat-namespace.constructor.name}',
    '${data.kubernetes_namespace_v1.x.metadata[0].name}',
    '${base64encode("x")}',
    '${true ? "a" : "b"}',
    'a ${upper("${var.x}")} b',
    '%{ if true }x%{ endif }',
    'open ${ and not closed',
    '${}',
  ])('%s', (template) => {
    expect(refusalOf(stack({ it: template }))).toBe(
      `stack tirana-tatimet, kubernetes_namespace_v1.other, metadata.labels.it: \`${template}\` is an expression whose ` +
        'value is known only when Terraform runs; write the value itself, or refer to an attribute this stack sets; ' +
        'a literal `${` is written `$${`',
    );
  });

  test('also in a key', () => {
    expect(refusalOf(stack({ '${var.key}': 'x' }))).toContain('metadata.labels: `${var.key}` is an expression');
  });
});

describe('escapes are what they stand for', () => {
  test.each([
    ['$${x}', '${x}'],
    ['a $${b} %%{c} d', 'a ${b} %{c} d'],
    ['cost $5 {a} 100% %x $ {', 'cost $5 {a} 100% %x $ {'],
    [
      '$${kubernetes_namespace_v1.vat-namespace.metadata[0].name}',
      '${kubernetes_namespace_v1.vat-namespace.metadata[0].name}',
    ],
  ])('%s', (template, text) => {
    expect(read(template)).toBe(text);
  });

  test('in keys too, and once only', () => {
    expect(
      renderOne('kubernetes_config_map_v1', { metadata: { name: 'c', namespace: 'a' }, data: { '$${k}': '$$${v}' } })
        .data,
    ).toEqual({ '${k}': '$${v}' });
  });

  test('any text, escaped, comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '%', '{', '}', 'a', '"', ' ') }), (text) => {
        expect(read(text.replace(/[$%](?=\{)/g, (sign) => sign + sign))).toBe(text);
      }),
    );
  });
});
