import { join } from 'node:path';
import type { MapAgency, MapLink, MapSystem, ReachMap } from '../../../analysis/reach/map';
import { DATA_CLASSES, type Fleet, loadFleet, placements } from '../../../definition';

/** Maps to draw: the sample government's, by its agreements, and ones made up. */

/** The day on which the sample is judged. */
const AS_OF = '2026-06-01';

/** The sample's map of Tirana, as its agreements have it: every agreed link open where both ends stand. */
export function sampleMap(): ReachMap {
  const { fleet } = loadFleet(join(__dirname, '../../..'), { asOf: AS_OF });
  if (!fleet) throw new Error('the sample does not load');
  return mapOf(fleet, 'tirana');
}

function mapOf(fleet: Fleet, siteKey: string): ReachMap {
  const here = placements(fleet).filter(({ site }) => site.key === siteKey);
  const environments = new Map<string, string[]>();
  for (const { agency, system, environment } of here) {
    const key = `${agency.key}/${system.key}`;
    environments.set(key, [...(environments.get(key) ?? []), environment.key]);
  }
  const site = fleet.platform.sites.find(({ key }) => key === siteKey);
  return {
    title: fleet.platform.name,
    site: { key: siteKey, title: site?.title ?? siteKey },
    agencies: fleet.agencies.map(({ key, name, systems }) => ({
      key,
      name,
      systems: systems
        .filter((system) => environments.has(`${key}/${system.key}`))
        .map((system) => ({ key: `${key}/${system.key}`, title: system.title, data: system.data, quarantined: false })),
    })),
    links: linksOf(fleet, environments).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  };
}

function linksOf(fleet: Fleet, environments: ReadonlyMap<string, readonly string[]>): MapLink[] {
  const consumed = new Set(
    fleet.agencies.flatMap((agency) =>
      agency.systems.flatMap((system) => system.consumes.map((one) => `${agency.key}/${system.key} ${one.service}`)),
    ),
  );
  return fleet.agencies.flatMap((agency) =>
    agency.systems.flatMap((system) =>
      system.exposes.flatMap((service) =>
        service.to
          .filter(({ consumer }) => consumed.has(`${consumer} ${agency.key}/${system.key}/${service.key}`))
          .map(({ consumer, basis, purpose, until }): MapLink => {
            const to = `${agency.key}/${system.key}`;
            const open = (environments.get(to) ?? []).filter((one) => environments.get(consumer)?.includes(one));
            return {
              from: consumer,
              to,
              environments: [...open].sort((a, b) => Number(b === 'prod') - Number(a === 'prod') || (a < b ? -1 : 1)),
              ports: `TCP ${service.port}`,
              agreement: {
                service: service.key,
                title: service.title,
                data: service.data,
                ...(basis === undefined ? {} : { basis }),
                purpose,
                until,
              },
            };
          }),
      ),
    ),
  );
}

function sortKey({ from, to, agreement }: MapLink): string {
  return `${from} ${to} ${agreement?.service ?? ''}`;
}

/** The sample with a link nobody agreed on and a system in quarantine. */
export function troubledMap(): ReachMap {
  const map = sampleMap();
  const unexplained: MapLink = {
    from: 'arsimi/smip',
    to: 'policia/fines',
    environments: ['prod'],
    ports: 'TCP 5432',
  };
  return {
    ...map,
    agencies: map.agencies.map((agency) => ({
      ...agency,
      systems: agency.systems.map((one) => (one.key === 'dpshtrr/vehicles' ? { ...one, quarantined: true } : one)),
    })),
    links: [...map.links, unexplained],
  };
}

/** A whole state: 355 agencies, about 1,100 systems, 5,000 links. The same every time. */
export function largeMap(): ReachMap {
  const next = random(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const agencies: readonly MapAgency[] = Array.from({ length: 355 }, (_, index) => {
    const key = `agency-${String(index).padStart(3, '0')}`;
    const count = 1 + Math.floor(next() * 5.2);
    return {
      key,
      name: `${pick(['Drejtoria e Përgjithshme', 'Agjencia Kombëtare', 'Bashkia', 'Instituti', 'Qendra'])} nr. ${index}`,
      systems: Array.from(
        { length: count },
        (_, nth): MapSystem => ({
          key: `${key}/system-${nth}`,
          title: `${pick(['Regjistri', 'Portali', 'Sistemi i menaxhimit', 'Platforma'])} ${index}.${nth}`,
          data: pick(DATA_CLASSES),
          quarantined: next() < 0.005,
        }),
      ),
    };
  });
  const systems = agencies.flatMap((agency) => agency.systems);
  const links = Array.from({ length: 5000 }, (_, index): MapLink => {
    // a few registers answer most of the state, as everywhere
    const to = systems[Math.floor(next() ** 3 * systems.length)] ?? systems[0];
    const end = {
      from: pick(systems).key,
      to: to?.key ?? '',
      environments: next() < 0.5 ? ['prod', 'test'] : ['prod'],
    };
    if (next() < 0.004) return { ...end, ports: 'TCP 5432' };
    const agreement = {
      service: `service-${index}`,
      title: `Shërbimi nr. ${index}`,
      data: pick(DATA_CLASSES),
      basis: `Ligji nr. ${100 + (index % 400)}/${2000 + (index % 25)}`,
      purpose: `Verifikimi i të dhënave të shtetasve për shërbimin nr. ${index}`,
      until: `20${30 + (index % 9)}-12-31`,
    };
    return { ...end, ports: `TCP ${8000 + (index % 500)}`, agreement };
  });
  return { title: 'Qendra e të Dhënave', site: { key: 'main', title: 'Salla kryesore' }, agencies, links };
}

/** What files may hold and pages must survive. */
export const HOSTILE = [
  '</script><script>window.broken = 1</script>',
  '"quotes" \'single\' \\back\\" & &amp; &lt;',
  '<b>bold</b><img src=x onerror="window.broken = 1">',
  'الوكالة الوطنية للمعلومات',
  `${'A very long name of an institution '.repeat(20)}end`,
  'override \u202eeman\u202c control \u0007\u0000 half \ud800',
  ']]><!-- --> {{x}} ${x} `x`',
] as const;

/** A map whose every text is hostile. */
export function hostileMap(): ReachMap {
  const text = (index: number): string => HOSTILE[index % HOSTILE.length] ?? '';
  const agencies = HOSTILE.map(
    (name, index): MapAgency => ({
      key: `agency-${index}`,
      name,
      systems: [
        { key: `agency-${index}/one`, title: text(index + 1), data: 'personal', quarantined: index === 1 },
        { key: `agency-${index}/two`, title: text(index + 2), data: 'public', quarantined: false },
      ],
    }),
  );
  const links = HOSTILE.map(
    (name, index): MapLink => ({
      from: `agency-${index}/one`,
      to: `agency-${(index + 1) % HOSTILE.length}/two`,
      environments: ['prod', name],
      ports: text(index + 3),
      agreement: {
        service: name,
        title: name,
        data: 'internal',
        basis: name,
        purpose: text(index + 4),
        until: '2030-12-31',
      },
    }),
  );
  return { title: text(2), site: { key: 'main', title: text(0) }, agencies, links };
}

/** The same numbers from the same seed, 0 to 1 (exclusive): a linear congruential generator. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
