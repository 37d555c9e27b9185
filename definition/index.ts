export type { Finding, Location } from './finding';
export * from './fleet';
export { FORMATS, type Format, type FormatOptions, formatFindings } from './format';
export {
  type AgreedLink,
  type Call,
  type Connection,
  connections,
  connectionsOf,
  isAgreed,
  isClosed,
  type Link,
  links,
  type Offer,
  quarantineOf,
  standingConnections,
} from './links';
export { type LoadOptions, loadFleet } from './load';
export { type Placement, placements, placementsOn } from './placement';
export { printAgency, printPlatform } from './print';
export { type Reading, type ReadOptions, readFleet } from './read';
export { agencySchema, type JsonSchema, platformSchema } from './schema/json-schema';
export type { Path, SourceFile, Sources } from './source';
