import { list, listed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { isUser, velero } from './identity';
import { podMakers, podSpec } from './pods';
import { kinds } from './rules';

/** CEL: everything a pod pulls, as image and policy: containers of all three sorts and image volumes. */
const pulls = (spec: string): string => `(
  (dyn(${spec}.containers) + dyn(${spec}.?initContainers.orValue([])) + dyn(${spec}.?ephemeralContainers.orValue([])))
    .map(c, {'name': string(c.name), 'image': string(c.?image.orValue('')), 'policy': string(c.?imagePullPolicy.orValue(''))})
  + ${spec}.?volumes.orValue([]).filter(v, has(v.image))
    .map(v, {'name': '', 'image': string(v.image.?reference.orValue('')), 'policy': string(v.image.?pullPolicy.orValue(''))}))`;

/**
 * The container by which Velero holds a pod up until its volumes are back. It is of Velero's own image and says nothing
 * of pulling; one of that name that a tenant wrote Velero takes out.
 */
const RESTORE_WAIT = 'restore-wait';

/**
 * Images. `Always` with a digest too: without it a node runs the private image of another tenant that lies in its
 * cache, with no credentials asked.
 */
export function images(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'images',
    holds:
      'every image comes from an allowed registry, pinned by a tag other than latest or a digest, and is always pulled',
    where: 'tenants',
    matches: [...podMakers(), kinds('', 'v1', ['pods/ephemeralcontainers'], ['UPDATE'])],
    variables: {
      spec: podSpec('object'),
      // Judges what is new, not the past: an image that was there may stay.
      before: `request.operation == 'UPDATE' ? ${pulls(podSpec('oldObject'))} : []`,
      bad: `${pulls('variables.spec')}.filter(pull, !(pull in variables.before) && !(
        ${list(config.registries)}.exists(prefix, pull.image.startsWith(prefix))
        && (pull.policy == 'Always' || (pull.name == '${RESTORE_WAIT}' && ${isUser(velero(config))}))
        && (pull.image.matches('@sha256:[a-f0-9]{64}$') || pull.image.matches('^[^@]+:[A-Za-z0-9_][A-Za-z0-9_.-]*$'))
        && !pull.image.matches(':latest(@.*)?$')))`,
    },
    checks: [
      {
        expression: 'size(variables.bad) == 0',
        got: `'image ' + variables.bad[0].image + ' with pull policy '
          + (variables.bad[0].policy == '' ? 'unset' : variables.bad[0].policy)`,
        about: 'an image',
        allowed: `images of ${listed(config.registries)} with a digest or a tag other than latest, imagePullPolicy Always`,
      },
    ],
  });
}
