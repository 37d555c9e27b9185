import { guards } from '../../../constructs/guardrails';
import { CONFIG } from '../../constructs/guardrails/config';
import type { KubeClient, KubeResponse } from '../harness/client';
import { denialOf } from '../harness/denial';
import type { KubeObject } from '../harness/objects';
import type { House } from './house';

/** Title, the object refused, words of the message, and the same object made legal. */
export type Attempt = readonly [title: string, bad: KubeObject, says: string, good: KubeObject];

/** Guards that do not bind the platform. */
const SPARING = new Set(
  guards(CONFIG)
    .filter(({ bindsPlatform }) => !bindsPlatform)
    .map(({ name }) => name.replace('streha-', '')),
);

/**
 * Tests of one guard: somebody creates an object and is refused by that guard and no other control, and creates the
 * same object made legal, which is accepted; so is the platform with either, where the guard spares it. A denial
 * without its twin could be for any reason.
 */
export function refuses(
  guard: string,
  house: () => House,
  attempts: readonly Attempt[],
  by: keyof House = 'arta',
): void {
  it.each(attempts.map(([title, ...rest]) => ({ title, rest })))('$title', async ({ rest: [bad, says, good] }) => {
    const who = house()[by] as KubeClient;
    expectAccepted(await who.create(good, { dryRun: true }));
    expectRefused(await who.create(bad, { dryRun: true }), guard, says);
    if (SPARING.has(guard)) expectAccepted(await house().platform.create(bad, { dryRun: true }));
  });
}

/** The request was refused by this guard, and the message says what was got, what is allowed and whom to ask. */
export function expectRefused(response: KubeResponse<unknown>, guard: string, says: string): void {
  const denial = denialOf(response);
  const message = denial?.message ?? 'nothing was refused';
  expect({ ...denial, message }).toMatchObject({ control: 'admission-policy', name: `streha-${guard}` });
  expect(message).toContain(says);
  expect(message).toMatch(new RegExp(`: not allowed; allowed: .{3,}; ask ${CONFIG.platformName}$`));
  expect(message.length).toBeLessThan(1200);
}

/** The request was carried out. */
export function expectAccepted(response: KubeResponse<unknown>): void {
  expect(denialOf(response)?.message).toBeUndefined();
}
