import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { type KubernetesObject, renderYaml } from '../../manifests';

const VERSIONS = ['1.1', '1.2'] as const;

/** Reads a file as a strict reader of one YAML version does: any doubt is an error. */
function read(text: string, version: (typeof VERSIONS)[number]): unknown[] {
  const documents = parseAllDocuments(text, { version, strict: true });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  });
}

const write = (...objects: readonly unknown[]) =>
  renderYaml({ name: 's', objects: objects as readonly KubernetesObject[], releases: [] });

describe('what a file looks like', () => {
  test('header, documents, nesting', () => {
    expect(
      renderYaml({
        name: 'tirana-operators',
        releases: ['cert-manager', 'velero'],
        objects: [
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'velero', labels: { 'a.b/c': 'yes' } } },
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'p', namespace: 'velero', annotations: { note: 'line one\nline two\n', hosts: '' } },
            spec: {
              podSelector: {},
              ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: [] } }], ports: [] }],
              egress: [{}],
              matrix: [['a', []], 'x\ny'],
              port: 53,
              open: false,
              none: null,
            },
          },
        ],
      }),
    ).toBe(`# Kubernetes objects of stack tirana-operators, rendered from its Terraform JSON.
# Helm releases, which render to no object here: cert-manager, velero
apiVersion: v1
kind: Namespace
metadata:
  name: velero
  labels:
    a.b/c: "yes"
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: velero
  annotations:
    note: |
      line one
      line two
    hosts: ""
spec:
  podSelector: {}
  ingress:
  - from:
    - podSelector: {}
    - ipBlock:
        cidr: "10.0.0.0/8"
        except: []
    ports: []
  egress:
  - {}
  matrix:
  -
    - a
    - []
  - |-
    x
    y
  port: 53
  open: false
  none: null
`);
  });

  test('a stack without objects has no file', () => {
    expect(renderYaml({ name: 's', objects: [], releases: ['velero'] })).toBe('');
  });

  test('a name cannot break out of the header', () => {
    const file = renderYaml({
      name: 's\nkind: x',
      objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }],
      releases: ['r\n---'],
    });
    expect(read(file, '1.2')).toEqual([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }]);
  });
});

describe('text stays text, for readers of YAML 1.1 and 1.2', () => {
  const surprises = `yes no on off y n Y N true false True NULL null ~ Null NaN .nan .inf -.inf inf 012 0o14 0x1F 0b11
    1e3 1E3 1_000 1__0 +1 -0 1. .5 12:30:00 190:20:30 2024-01-01 2001-1-1 2024-01-01T00:00:00Z = << ! & * - ? : , [ ]
    { } # % @ \` | > ' " --- ... 0 007 1.0 08 0.0.0.0 10.0.0.0/8 a:b a: b:c #x x#y v1.36 1.36 24x7`
    .split(/\s+/)
    .concat('', ' ', ' a', 'a ', 'a: b', 'a #b', '\t', 'a\tb', '\n', 'a\n', 'a\n\n', '\na', 'a\nb', 'a\n  b\n', ' a\nb')
    .concat(
      'a\r\nb',
      '\r',
      'a\u0085b',
      'a\u2028b\nc',
      '\ufeff',
      'a\u0000b',
      '\u007f',
      'ë',
      'ënjëjtë\ntë',
      '😀',
      'a\n\tb',
    )
    .concat('a\n---\nb', 'a\n...\n', '%YAML 1.2', '# x\n# y', '- a\n- b', 'k: v\nl: w', 'a\n ', 'a \nb', '{{ x }}');

  test.each(VERSIONS)('what surprises readers of YAML, by version %s', (version) => {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
      data: Object.fromEntries(surprises.map((text, index) => [`k${index}`, text])),
      keys: Object.fromEntries(surprises.map((text) => [text, 'x'])),
      list: surprises,
    };
    expect(read(write(object), version)).toEqual([object]);
  });

  test.each(VERSIONS)('numbers, flags and nothing keep their types, by version %s', (version) => {
    const values = [0, -1, 8443, 1.5, -0.25, 1e21, 1.5e300, 1e-7, 2 ** 53 - 1, true, false, null];
    expect(read(write({ values }), version)).toEqual([{ values }]);
  });

  // A lone half of a surrogate pair is no character: no file in UTF-8 holds one.
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r', 'a', '-', ':', '#', '"', "'", '|', '\u0085', '\u2028') }),
    fc.double({ noNaN: true }).map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.mixedCase(fc.constantFrom('yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'y', 'n', '.inf')),
  );
  const anyKey = anyText.filter((key) => key !== '__proto__'); // no own key for the library that reads it back
  const anyValue = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      anyText,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(anyKey, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;

  test.each(VERSIONS)('any object comes back as it was, by version %s', (version) => {
    fc.assert(
      fc.property(fc.dictionary(anyKey, anyValue, { minKeys: 1, noNullPrototype: true }), anyText, (object, text) => {
        const objects = [object, { kind: 'ConfigMap', text }];
        expect(read(write(...objects), version)).toEqual(objects);
      }),
      { numRuns: 500 },
    );
  });
});

test('invisible signs, changes of direction and odd line breaks are shown as what they are', () => {
  expect(write({ a: 'x\u202ey\u200bz', b: 'x\n\u2066y', c: 'x\u2028y\u0085' })).toContain(
    'a: "x\\u202ey\\u200bz"\nb: "x\\n\\u2066y"\nc: "x\\u2028y\\u0085"\n',
  );
});

test('numbers have a dot before their exponent: a strict reader of YAML 1.1 takes others for text', () => {
  expect(write({ a: 1e21, b: -1e-7, c: 1.5e300 })).toContain('a: 1.0e+21\nb: -1.0e-7\nc: 1.5e+300\n');
});
