import { parseAddress } from '../cidr';
import type { Problem } from '../codes/define';
import {
  invalidAddress,
  invalidCurrency,
  kubernetesVersion,
  mirrorAddress,
  registryPrefix,
  secretSetting,
  storeAddress,
} from '../codes/platform';
import { unknownField, wrongType } from '../codes/shape';
import { dict } from './dict';
import { kindOf, leaf, text } from './leaf';

/** Leaves that platform.yaml alone has. */

/** An image prefix. */
export const registry = () =>
  text({ pattern: '^[a-z0-9.-]+(:[0-9]+)?/([a-z0-9._/-]+/)?$', examples: ['registry.gov.al/'] }, (value) => {
    if (/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/(?:[a-z0-9._-]+\/)*$/.test(value)) return undefined;
    return credential(value, 'registries') ?? registryPrefix(value, meantPrefix(value));
  });

function meantPrefix(value: string): string | undefined {
  const bare = value.replace(/^[a-z]+:\/\//, '').replace(/\/*$/, '');
  return /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/.test(bare) ? `${bare}/` : undefined;
}

/** The address of an OCI registry. */
export const mirror = () =>
  text({ pattern: '^oci://\\S+$' }, (value) => {
    if (/^oci:\/\/[a-z0-9][^\s@?#]*$/.test(value)) return undefined;
    return credential(value, 'mirror') ?? mirrorAddress(value);
  });

/** The address of an object store. */
export const store = () =>
  text({ pattern: '^https://\\S+$', examples: ['https://s3.gov.al'] }, (value) => {
    if (/^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/.test(value)) return undefined;
    return credential(value, 'endpoint') ?? storeAddress(value);
  });

/** A user or password in an address: no message may repeat it. */
function credential(value: string, field: string): Problem | undefined {
  if (!/^(?:[a-z]+:\/\/)?[^/@]*@/i.test(value)) return undefined;
  return secretSetting(field, 'log in to the registry where it is needed');
}

/** `1.36`. */
export const minorVersion = () =>
  text({ type: ['string', 'number'], pattern: '^1\\.[1-9]\\d?$', examples: ['1.36'] }, (value) =>
    /^1\.[1-9]\d?$/.test(value) ? undefined : kubernetesVersion(value, /^v?(1\.[1-9]\d?)(?:\.|$)/.exec(value)?.[1]),
  );

/** An IP address. */
export const address = () =>
  text({ examples: ['169.254.20.10'] }, (value) => (parseAddress(value) ? undefined : invalidAddress(value)));

/** ISO 4217. */
export const currency = () =>
  text({ pattern: '^[A-Z]{3}$' }, (value) => (/^[A-Z]{3}$/.test(value) ? undefined : invalidCurrency(value)));

/** Names of settings, as Terraform writes them. */
const SETTING = /^[a-z][a-z0-9_]{0,62}$/;

/** Settings of a state backend: whatever is no list and no map. */
export const settings = () =>
  dict(
    { pattern: SETTING.source, judge: (name) => (SETTING.test(name) ? undefined : unknownField(name, [])) },
    leaf<string | number | boolean>({ type: ['string', 'number', 'boolean'] }, (value) =>
      value === null || typeof value === 'object' ? (name) => wrongType(name, 'text', kindOf(value)) : undefined,
    ),
  );
