import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { type Fleet, readFleet } from '../../definition';
import { FleetApp, type OwnStacks } from '../../stacks';
import { SMALL } from '../cli/small-fleet';

/** Texts of a fleet by path. */
export type Texts = Readonly<Record<string, string>>;

/** A passage of the small fleet written differently; it stands there exactly once. */
export function rewrite(texts: Texts, path: string, from: string, to: string): Texts {
  const parts = (texts[path] ?? '').split(from);
  if (parts.length !== 2) throw new Error(`found ${parts.length - 1} times: ${from}`);
  return { ...texts, [path]: parts.join(to) };
}

/**
 * The fleet of these texts.
 *
 * @throws Error with what is wrong with them
 */
export function fleetOf(texts: Texts = SMALL): Fleet {
  const files = Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  const { fleet, findings } = readFleet(files, { asOf: '2026-06-01' });
  if (!fleet) throw new Error(findings.map(({ message }) => message).join('\n'));
  return fleet;
}

/** Every NetworkPolicy the stacks of a fleet make, as `<stack> <namespace>/<name>`, with its construct. */
export function policiesOf(fleet: Fleet, ownStacks: OwnStacks = {}): ReadonlyMap<string, NetworkPolicyV1> {
  const app = new FleetApp({ fleet, ownStacks });
  return new Map(
    app.node.children.flatMap((stack) =>
      stack.node.findAll().flatMap((construct) => {
        if (!(construct instanceof NetworkPolicyV1)) return [];
        const { namespace, name } = construct.metadataInput ?? {};
        return [[`${stack.node.id} ${namespace}/${name}`, construct] as const];
      }),
    ),
  );
}
