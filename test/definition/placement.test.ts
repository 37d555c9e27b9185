import { type Fleet, placements, readFleet } from '../../definition';
import { AS_OF, changed } from './sample';

const standing = (changes: Parameters<typeof changed>[0]) => {
  const { fleet } = readFleet(changed(changes), { asOf: AS_OF });
  return placements(fleet as Fleet).map(
    ({ site, environment, role, class: { key } }) => `${site.key} ${environment.namespace} ${role} ${key}`,
  );
};

describe('placements', () => {
  it('are everything on the primary, and prod on the standby its class copies to', () => {
    expect(standing([])).toEqual([
      'tirana doganat-clearance-prod active essential',
      'tirana doganat-clearance-test active essential',
      'tirana gjendja-civile-registry-prod active vital',
      'tirana gjendja-civile-registry-test active vital',
      'tirana tatimet-archive-prod active deferrable',
      'tirana tatimet-e-filing-prod active vital',
      'tirana tatimet-e-filing-test active vital',
      'tirana tatimet-investigations-prod active essential',
      'vlora doganat-clearance-prod standby essential',
      'vlora gjendja-civile-registry-prod standby vital',
      'vlora tatimet-e-filing-prod standby vital',
      'vlora tatimet-investigations-prod standby essential',
    ]);
  });

  it('are on no standby that the class does not copy to', () => {
    const changes = [
      {
        file: 'platform.yaml',
        from: 'essential: { rpo: 4h, rto: 8h, copies: [tirana, vlora]',
        to: 'essential: { rpo: 4h, rto: 8h, copies: [tirana]',
      },
    ];
    expect(standing(changes).filter((one) => one.startsWith('vlora'))).toEqual([
      'vlora gjendja-civile-registry-prod standby vital',
      'vlora tatimet-e-filing-prod standby vital',
    ]);
  });
});
