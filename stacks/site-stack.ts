import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Fleet, Site } from '../definition';
import { PlainSynthesizer } from './plain-synthesizer';
import { StackState } from './state-backend';

/** Properties for `SiteStack`. */
export interface SiteStackProps {
  readonly fleet: Fleet;
  /** Site whose cluster the stack is applied to. */
  readonly site: Site;
}

/** A stack on one site: its own state, and the site's context of the kubeconfig that the environment names. */
export class SiteStack extends TerraformStack {
  readonly fleet: Fleet;
  readonly site: Site;
  private readonly usual = this.synthesizer;

  constructor(scope: Construct, name: string, props: SiteStackProps) {
    super(scope, name);
    this.fleet = props.fleet;
    this.site = props.site;
    this.synthesizer = new PlainSynthesizer(this, this.usual);
    new StackState(this, name, props.fleet.platform.state);
    new KubernetesProvider(this, 'Kubernetes', { configContext: props.site.context });
  }

  /**
   * Nothing to prepare: names are literal, so no reference crosses a stack, and the backend stands. cdktf's own
   * preparation resolves every element once more, a quarter of the time of a synthesis.
   */
  override prepareStack(): void {}

  /** An override of the whole stack is cdktf's to apply. */
  override addOverride(path: string, value: unknown): void {
    this.synthesizer = this.usual;
    super.addOverride(path, value);
  }

  /** For stacks that install Helm releases. */
  protected addHelmProvider(): void {
    new HelmProvider(this, 'Helm', { kubernetes: { configContext: this.site.context } });
  }
}
