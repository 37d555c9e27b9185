import type { DataClass } from '../../definition';

/** Every word the picture and its page say, in one place: a catalogue of another language takes its shape from here. */
export const WORDS = {
  language: 'en',
  title: 'Who reaches whom',
  site: 'Site',
  classes: { public: 'public', internal: 'internal', personal: 'personal', classified: 'classified' } satisfies Record<
    DataClass,
    string
  >,
  unexplained: 'no agreement',
  unexplainedLong: 'The policies open this, and no agreement explains it.',
  quarantined: 'quarantined',
  direction: 'An arrow runs from the system that asks to the system that answers.',
  byAgency: 'Each line gathers the links between two agencies; select an agency to see its systems.',
  nothing: 'No system stands on this site.',
  legend: 'Legend',
  agencies: (count: number): string => counted(count, 'agency', 'agencies'),
  systems: (count: number): string => counted(count, 'system', 'systems'),
  links: (count: number): string => counted(count, 'link', 'links'),
  without: (count: number): string => `${number(count)} without agreement`,
  inQuarantine: (count: number): string => `${number(count)} in quarantine`,
  asks: (from: string, to: string, what: string): string => `${from} asks ${to}: ${what}`,
  data: (name: string): string => `${name} data`,
  pictureLabel: 'Map of the links. Move with the arrow keys, select with Enter, leave with Escape.',
  search: 'Search',
  searchHint: 'Agency, system, service, law or number',
  dataFilter: 'Links by data',
  environmentFilter: 'Environments',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFit: 'Fit',
  zoom: 'Zoom',
  details: 'Details',
  detailsHint: 'Select an agency or a system in the map, or search for one.',
  linksTable: 'All links',
  systemsTable: 'All systems',
  skip: 'Skip to the table of links',
  from: 'Asks',
  to: 'Answers',
  service: 'Service',
  dataColumn: 'Data',
  ports: 'Ports',
  environments: 'Environments',
  basis: 'Legal basis',
  purpose: 'Purpose',
  until: 'Until',
  agency: 'Agency',
  system: 'System',
  state: 'State',
  asksCount: 'Asks',
  answersCount: 'Answers',
  sortHint: 'Sort by this column',
  scroll: 'Table, scrolls sideways',
} as const;

/** What the page's script says, handed to it as data. `{n}` is a number. */
export const SCRIPT_WORDS = {
  shown: '{n} of {all} links shown',
  found: 'Found',
  foundNothing: 'Nothing found.',
  foundMore: 'and {n} more',
  foundLinks: '{n} links match. They are in the table below.',
  foundLink: '1 link matches. It is in the table below.',
  systems: 'Systems',
  asks: 'Asks',
  answers: 'Answers',
  asksNobody: 'It asks nobody.',
  answersNobody: 'It answers nobody.',
  filteredOut: '{n} more hidden by the filters.',
  data: 'Data',
  ports: 'Ports',
  environments: 'Environments',
  basis: 'Legal basis',
  purpose: 'Purpose',
  until: 'Until',
  showAll: 'Show all {n}',
  closed: 'In quarantine: all its traffic is closed.',
  close: 'Close',
} as const;

/** A whole number with its thousands set apart. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
