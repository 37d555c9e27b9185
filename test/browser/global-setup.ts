import { findChromium } from './chromium';

/** Says once, before any test, that there is no browser. */
export default function globalSetup(): void {
  try {
    findChromium();
  } catch (error) {
    // the message says it all; jest would print where it was thrown besides
    if (error instanceof Error) error.stack = '';
    throw error;
  }
}
