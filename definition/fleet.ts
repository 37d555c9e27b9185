/**
 * The fleet: what the agencies and the platform team wrote, read and checked.
 *
 * Plain readonly data, the only thing that flows from `definition/` to the constructs. Quantities stay
 * Kubernetes quantities (`500m`, `4Gi`), durations stay `15m`, `24h`, `35d`: the words the files use.
 */

/** Everything one data centre hosts. */
export interface Fleet {
  readonly platform: Platform;
  /** Sorted by key, so that no order of files or keys reaches the output. */
  readonly agencies: readonly Agency[];
}

/** An institution that hosts its systems here: one file, one owner, one stack per site. */
export interface Agency {
  /** DNS label, equals the file's name, never changes. */
  readonly key: string;
  readonly name: string;
  readonly ministry: string;
  readonly contacts: Contacts;
  readonly access: Access;
  /** What all its environments together may ask for. */
  readonly budget: Budget;
  /** Sorted by key. */
  readonly systems: readonly System[];
}

/** Who answers for an agency: e-mail addresses. */
export interface Contacts {
  readonly owner: string;
  readonly security: string;
  readonly oncall: string;
}

/** Groups of the identity provider by what their members may do; sorted, never single users. */
export interface Access {
  readonly admin: readonly string[];
  readonly developer: readonly string[];
  readonly deployer: readonly string[];
  readonly viewer: readonly string[];
}

/** Kubernetes quantities. */
export interface Budget {
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
}

/** What one environment may ask for at its steady size. Kubernetes quantities and counts. */
export interface Quota extends Budget {
  /** Scratch space on the nodes (`emptyDir`, logs, image layers written to). */
  readonly ephemeralStorage: string;
  /** Pods that run at the same time; every other object count follows from it. */
  readonly pods: number;
}

/** `24x7`: two replicas in two zones at least; `business-hours`: may stand still at night. */
export type ServiceLevel = '24x7' | 'business-hours';

/** Data classes, lowest first. */
export const DATA_CLASSES = ['public', 'internal', 'personal', 'classified'] as const;
/** How much harm it does when data get out: one of {@link DATA_CLASSES}. */
export type DataClass = (typeof DATA_CLASSES)[number];

/** The environment that serves citizens; every other one is for trying things out. */
export const PRODUCTION = 'prod';

/** One system of an agency. */
export interface System {
  readonly key: string;
  readonly title: string;
  readonly service: ServiceLevel;
  /** A class of {@link Platform.continuity}. */
  readonly continuity: string;
  readonly data: DataClass;
  /** Whether its pods talk to the Kubernetes API (operators do). */
  readonly kubernetesApi: boolean;
  /** Sorted by key. */
  readonly environments: readonly Environment[];
  readonly exposes: readonly Service[];
  readonly consumes: readonly Consumption[];
  readonly internet: readonly InternetRange[];
  /**
   * Closes its environments.
   *
   * @default - none is closed but those that say so themselves
   */
  readonly quarantine?: SystemQuarantine;
}

/** One environment of a system: a tenant namespace. */
export interface Environment {
  /** `prod`, `test`, ... */
  readonly key: string;
  /** `<agency>-<system>-<environment>`. */
  readonly namespace: string;
  /** A size of {@link Platform.sizes}, where the file names one. */
  readonly size?: string;
  /** The size's quota, or the file's own. */
  readonly quota: Quota;
  /** Sorted. */
  readonly hostnames: readonly string[];
  /**
   * Closes this environment.
   *
   * @default - the system's
   */
  readonly quarantine?: Quarantine;
}

/** A quarantine that a system says for its environments. */
export interface SystemQuarantine extends Quarantine {
  /**
   * Keys of the environments it closes; sorted.
   *
   * @default - all of them
   */
  readonly environments?: readonly string[];
}

/** Why all traffic of an environment is closed, and all but the platform are kept from changing it. */
export interface Quarantine {
  /** Day of the incident, `YYYY-MM-DD`; it closes from the next deployment, whatever the day. */
  readonly since: string;
  /** Who ordered it: an office or a case. */
  readonly by: string;
  readonly reason: string;
}

/** Labels that select pods. */
export type PodLabels = Readonly<Record<string, string>>;

/** A service other systems may reach by agreement. */
export interface Service {
  readonly key: string;
  readonly title: string;
  /** TCP port the pods listen on. */
  readonly port: number;
  readonly pods: PodLabels;
  readonly data: DataClass;
  /** The provider's half of each agreement, sorted by consumer. */
  readonly to: readonly Agreement[];
}

/** The provider's half of an agreement: whom it lets in and why. */
export interface Agreement {
  /** `<agency>/<system>` of the consumer. */
  readonly consumer: string;
  /** Legal basis. */
  readonly basis?: string;
  readonly purpose: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
}

/** The consumer's half of an agreement. */
export interface Consumption {
  /** `<agency>/<system>/<service>` of the provider. */
  readonly service: string;
  readonly pods: PodLabels;
}

/** A range of the internet a system reaches. */
export interface InternetRange {
  readonly key: string;
  readonly cidr: string;
  readonly port: number;
  readonly reason: string;
}

/** The data centre: `platform.yaml`. */
export interface Platform {
  /** DNS label. */
  readonly key: string;
  readonly name: string;
  /** Every hostname ends in one of these; sorted. */
  readonly domains: readonly string[];
  readonly state: StateBackend;
  /** Minor version of Kubernetes, `1.36`: the version Pod Security is pinned to. */
  readonly kubernetes: string;
  /** Image prefixes, each ending in `/`; sorted. */
  readonly registries: readonly string[];
  readonly charts: Charts;
  readonly ingress: Ingress;
  readonly groups: PlatformGroups;
  readonly network: Network;
  /** Sorted by key. */
  readonly sites: readonly Site[];
  /** Sorted by key. */
  readonly sizes: readonly Size[];
  /** Sorted by {@link ContinuityClass.restoreOrder}. */
  readonly continuity: readonly ContinuityClass[];
  readonly prices: Prices;
  readonly reserve: Reserve;
}

/** Where Terraform keeps its state: a backend and its settings, credentials excepted (they come from the environment). */
export interface StateBackend {
  readonly backend: 'local' | 'pg' | 's3' | 'kubernetes';
  /** The backend's own settings, by Terraform's names. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** Third-party software, from the data centre's own mirror. */
export interface Charts {
  /** OCI address of the mirror. */
  readonly mirror: string;
  readonly releases: Readonly<Record<ReleaseName, ChartPin>>;
}

/** What the operators stack installs. */
export const RELEASES = ['cert-manager', 'gateway', 'prometheus', 'velero'] as const;
/** Name of a release of the operators stack: one of {@link RELEASES}. */
export type ReleaseName = (typeof RELEASES)[number];

/** One chart of the mirror, at one version. */
export interface ChartPin {
  /** Chart name below the mirror. */
  readonly chart: string;
  readonly version: string;
  /** Namespace it is installed in; a platform namespace no agency may claim. */
  readonly namespace: string;
}

/** How the outside reaches the systems. */
export interface Ingress {
  /** IngressClass of every Ingress. */
  readonly class: string;
  readonly gateway: {
    /** Namespace of the Gateway and of its pods. */
    readonly namespace: string;
    readonly name: string;
    /** Its HTTPS listener. */
    readonly listener: string;
  };
}

/** Groups of the identity provider with a say over the whole platform; sorted. */
export interface PlatformGroups {
  readonly platform: readonly string[];
  readonly breakGlass: readonly string[];
  readonly auditors: readonly string[];
}

/** Addresses of the cluster; the same on every site. CIDRs, sorted. */
export interface Network {
  readonly pods: readonly string[];
  readonly services: readonly string[];
  readonly nodes: readonly string[];
  readonly resolver: Resolver;
}

/** Who answers DNS: pods, and where a node-local cache runs, its link-local address. */
export interface Resolver {
  readonly namespace: string;
  readonly pods: PodLabels;
  /** IP address of the node-local cache. */
  readonly nodeLocal?: string;
}

/** `primary` serves; `standby` is ready to take over. */
export type SiteRole = 'primary' | 'standby';

/** One data hall: one cluster. */
export interface Site {
  readonly key: string;
  readonly title: string;
  readonly role: SiteRole;
  /** Context of the kubeconfig. */
  readonly context: string;
  /** Floor area in m2. */
  readonly floor?: number;
  /** Whether `classified` data may stand here. */
  readonly classified: boolean;
  /** Addresses and port of the API server as pods see it after service translation. */
  readonly apiServer: { readonly cidrs: readonly string[]; readonly port: number };
  /** Sorted by key. */
  readonly zones: readonly Zone[];
  /** The first is the default. */
  readonly storageClasses: readonly string[];
  /**
   * Where the site's backups go.
   *
   * @default - the chart's own setting
   */
  readonly backups?: ObjectStore;
}

/** An S3-compatible object store; its credentials are a Secret of the cluster, never a setting. */
export interface ObjectStore {
  readonly bucket: string;
  /** `https://` address. */
  readonly endpoint: string;
  readonly region: string;
}

/** A part of a site that fails by itself; its capacity is what nodes and disks there offer to tenants. */
export interface Zone extends Budget {
  readonly key: string;
}

/** A quota by name. */
export interface Size extends Quota {
  readonly key: string;
}

/** What happens to a system when something fails (ISO 22301). */
export interface ContinuityClass {
  readonly key: string;
  /** Recovery point objective: how much work may be lost. Duration. */
  readonly rpo: string;
  /** Recovery time objective. Duration. */
  readonly rto: string;
  /** Sites that hold a copy of the backups; sorted. A standby among them also holds the tenant, ready to be restored into. */
  readonly copies: readonly string[];
  /** How long a backup is kept. Duration. */
  readonly retention: string;
  /** A restore is proved at least this often. Duration. */
  readonly drillEvery: string;
  /** Value of the PriorityClass. */
  readonly priority: number;
  /** Lower comes back first. */
  readonly restoreOrder: number;
}

/** The dated rate card. Amounts are in `currency` for one month of 730 hours. */
export interface Prices {
  /** ISO 4217, `ALL` for lekë. */
  readonly currency: string;
  /** Day from which the card holds, `YYYY-MM-DD`. */
  readonly from: string;
  /** One CPU. */
  readonly cpu: number;
  /** One GiB of memory. */
  readonly memory: number;
  /** One GiB of storage. */
  readonly storage: number;
  /** One GiB of one copy of a backup. */
  readonly backup: number;
  /** One environment, whatever its size. */
  readonly base: number;
}

/** What is kept free and how far promises may exceed it. */
export interface Reserve {
  /** Part of each site kept for failures, 0 to 1 (exclusive). */
  readonly highAvailability: number;
  /** Part of a quota granted on top of it for a rollout's surge and a dead zone's lingering pods. */
  readonly headroom: number;
  /** How often a resource may be sold; 1 means once. */
  readonly overcommit: { readonly cpu: number; readonly memory: number; readonly storage: number };
}
