import type { DataClass } from '../../definition';

/** Who reaches whom on one site, as a map of the state: systems grouped by agency, and the links between them. */
export interface ReachMap {
  /** Name of the data centre. */
  readonly title: string;
  /** The site's key, and what people call it. */
  readonly site: { readonly key: string; readonly title: string };
  /** Sorted by key; agencies without a system on the site are left out. */
  readonly agencies: readonly MapAgency[];
  /** Sorted by ends and service. */
  readonly links: readonly MapLink[];
}

/** An agency and its systems. */
export interface MapAgency {
  readonly key: string;
  readonly name: string;
  /** Sorted by key. */
  readonly systems: readonly MapSystem[];
}

/** A system of the map. */
export interface MapSystem {
  /** `<agency>/<system>`. */
  readonly key: string;
  readonly title: string;
  readonly data: DataClass;
  /** Whether all its traffic is closed. */
  readonly quarantined: boolean;
}

/** What one system may call of another, in the environments where the policies open it. */
export interface MapLink {
  /** `<agency>/<system>` of the consumer. */
  readonly from: string;
  /** `<agency>/<system>` of the provider. */
  readonly to: string;
  /** Environments it is open in, `prod` first. */
  readonly environments: readonly string[];
  /** Such as `TCP 8443`. */
  readonly ports: string;
  /** The agreement behind it; absent where policies open what nobody agreed on. */
  readonly agreement?: MapAgreement;
}

/** What an agreement says. */
export interface MapAgreement {
  /** Key of the service. */
  readonly service: string;
  /** Title of the service. */
  readonly title: string;
  readonly data: DataClass;
  readonly basis?: string;
  readonly purpose: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
}
