/** What the guards need to know of a platform. Everything else they read off the namespace of the object they judge. */
export interface GuardrailsConfig {
  /** Groups of the identity provider that are the platform, break-glass included. Nobody else is, not even `system:masters`. */
  readonly platformGroups: readonly string[];
  /** Whom a message sends its reader to. */
  readonly platformName: string;
  /** Image prefixes, each ending in `/`: without it `r.gov.al` would let in `r.gov.al.evil.example`. */
  readonly registries: readonly string[];
  /** IngressClass of every Ingress. */
  readonly ingressClass: string;
  /** The Gateway every HTTPRoute attaches to, and its HTTPS listener. */
  readonly gateway: { readonly namespace: string; readonly name: string; readonly listener: string };
  /** StorageClasses a claim may name. */
  readonly storageClasses: readonly string[];
  /** Keys of the continuity classes, each of which has a PriorityClass. */
  readonly continuityClasses: readonly string[];
  /** Namespace of Velero, whose account is `velero-server`. */
  readonly veleroNamespace: string;
  /**
   * Finalizers that software of the platform puts on objects of tenants, such as `acme.cert-manager.io/finalizer`.
   *
   * @default - those of Kubernetes alone
   */
  readonly finalizers?: readonly string[];
}
