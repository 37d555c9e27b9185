import { list, text } from './cel';
import type { GuardrailsConfig } from './config';

/**
 * CEL: whoever asks is the platform. By group alone: a label may forbid, only who somebody is may permit. A user of
 * `system:masters` is not the platform, nor is Velero, though it may do everything.
 */
export const isPlatform = ({ platformGroups }: GuardrailsConfig): string =>
  `request.userInfo.?groups.orValue([]).exists(group, group in ${list(platformGroups)})`;

/** User name of one of the cluster's own controllers: each has an account of its own. */
export const controller = (name: string): string => `system:serviceaccount:kube-system:${name}`;

/** CEL: whoever asks is one of these users. */
export const isUser = (...names: readonly string[]): string =>
  names.length === 1
    ? `request.userInfo.username == ${text(names[0] as string)}`
    : `request.userInfo.username in ${list(names)}`;

/** User name of Velero's account. */
export const velero = ({ veleroNamespace }: GuardrailsConfig): string =>
  `system:serviceaccount:${veleroNamespace}:velero-server`;
