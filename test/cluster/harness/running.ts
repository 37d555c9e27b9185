import type { ControlPlane } from './control-plane';

/** Set by the global setup and read by the global teardown, which jest runs in the same process. */
export const running: { controlPlane?: ControlPlane } = {};
