import type { GuardrailsConfig } from '../../../constructs/guardrails';

/** A platform as the sample government has it. */
export const CONFIG: GuardrailsConfig = {
  platformGroups: ['gdc-break-glass', 'gdc-deployer', 'gdc-platform'],
  platformName: 'Qendra e të Dhënave Qeveritare',
  registries: ['registry.gdc.gov.al/'],
  ingressClass: 'traefik',
  gateway: { namespace: 'gateway', name: 'public', listener: 'https' },
  storageClasses: ['block'],
  continuityClasses: ['deferrable', 'essential', 'vital'],
  veleroNamespace: 'velero',
};
