import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IStackSynthesizer, ISynthesisSession, TerraformStack } from 'cdktf';
import { plainTerraform } from './plain-terraform';
import { NotPlain, stableJson } from './stable-json';

/** What a token leaves in text: its marker, or a number far beyond any that a definition holds. */
const TOKEN = /TfToken\[|e\+\d{3}/;

/**
 * Writes a stack in which nothing is left to resolve, and leaves every other to cdktf.
 *
 * cdktf resolves each element, then the whole once more, then sorts it: nearly all the time of a synthesis. Our
 * stacks hold no tokens: names are literal and dependencies are addresses. A stack somebody extends may hold tokens,
 * aspects, annotations or outputs; that is cdktf's work then. Both ways give the same bytes, and a test holds that.
 */
export class PlainSynthesizer implements IStackSynthesizer {
  constructor(
    private readonly stack: TerraformStack,
    private readonly usual: IStackSynthesizer,
  ) {}

  synthesize(run: ISynthesisSession): void {
    const text = this.plainText();
    if (text === undefined) {
      this.usual.synthesize(run);
      return;
    }
    if (!run.skipValidation) this.stack.runAllValidations();
    const file = join(run.outdir, run.manifest.forStack(this.stack).synthesizedStackPath);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  private plainText(): string | undefined {
    const terraform = plainTerraform(this.stack);
    if (!terraform) return undefined;
    try {
      const text = stableJson(terraform);
      return TOKEN.test(text) ? undefined : text;
    } catch (error) {
      if (error instanceof NotPlain) return undefined;
      throw error;
    }
  }
}
