import fc from 'fast-check';
import { isMap, isSeq, parseDocument, visit } from 'yaml';
import { type Fleet, readFleet } from '../../definition';
import { printAgency, printPlatform } from '../../definition/print';
import { fleet } from './arbitraries';
import { AS_OF, changed, file } from './sample';

/** A fleet's files as text, by path. */
function printed({ platform, agencies }: Fleet): readonly (readonly [string, string])[] {
  return [
    ['platform.yaml', printPlatform(platform)],
    ...agencies.map((agency) => [`agencies/${agency.key}.yaml`, printAgency(agency)] as const),
  ];
}

function read(texts: readonly (readonly [string, string])[]) {
  return readFleet(
    texts.map(([path, text]) => file(path, text)),
    { asOf: AS_OF },
  );
}

/** The same YAML with the entries of every map in another order. */
function shuffled(text: string, random: () => number): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  visit(document, {
    Map(_, node) {
      if (!isMap(node)) return;
      node.items = node.items
        .map((item) => ({ item, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item);
    },
    Seq(_, node) {
      if (isSeq(node)) node.flow = false;
    },
  });
  return document.toString({ lineWidth: 0 });
}

describe('a printed definition', () => {
  it('reads as the definition it was printed from', () => {
    fc.assert(
      fc.property(fleet, (whole) => {
        const reading = read(printed(whole));
        expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(reading.fleet).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('reads the same whatever the order of its keys and files', () => {
    fc.assert(
      fc.property(fleet, fc.array(fc.nat(), { minLength: 50, maxLength: 50 }), (whole, numbers) => {
        let next = 0;
        const random = () => numbers[next++ % numbers.length] ?? 0;
        const texts = printed(whole).map(([path, text]) => [path, shuffled(text, random)] as const);
        expect(read([...texts].reverse()).fleet).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it('is printed in the order of the documentation', () => {
    const { fleet: sample } = readFleet(changed([]), { asOf: AS_OF });
    const [, doganat] = printed(sample as Fleet);
    expect(doganat?.[1]).toBe(`# yaml-language-server: $schema=../schema/agency.schema.json
version: 1
agency: doganat
name: Drejtoria e Përgjithshme e Doganave
ministry: Ministria e Financave
contacts:
  owner: drejtoria@doganat.example
  security: siguria@doganat.example
  oncall: kujdestaria@doganat.example
access:
  admin: [ doganat-admins ]
budget: { cpu: 32, memory: 128Gi, storage: 2560Gi }
systems:
  clearance:
    title: Përpunimi i deklaratave doganore
    service: 24x7
    continuity: essential
    data: internal
    environments:
      prod: { size: large, hostnames: [ deklarimi.doganat.gov.al ] }
      test: { size: small }
    consumes:
      tatimet/e-filing/taxpayer-status:
        pods: { app: worker }
`);
  });
});
