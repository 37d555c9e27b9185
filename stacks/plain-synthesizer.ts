import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  Aspects,
  type IStackSynthesizer,
  type ISynthesisSession,
  TerraformElement,
  TerraformOutput,
  type TerraformStack,
} from 'cdktf';
import { NotPlain, stableJson } from './stable-json';

type Plain = Record<string, unknown>;

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
    const metadata: Plain = { version: this.stack.node.tryGetContext('cdktfVersion'), stackName: this.stack.node.id };
    const tf: Plain = { '//': { metadata, outputs: {} } };
    for (const construct of this.stack.node.findAll()) {
      if (Aspects.of(construct).all.length > 0 || construct.node.metadata.some(({ type }) => type !== 'stacktrace'))
        return;
      if (!TerraformElement.isTerraformElement(construct)) continue;
      if (TerraformOutput.isTerraformOutput(construct)) return;
      merge(tf, construct.toTerraform());
      merge(metadata, construct.toMetadata());
    }
    try {
      const text = stableJson(tf);
      return TOKEN.test(text) ? undefined : text;
    } catch (error) {
      if (error instanceof NotPlain) return undefined;
      throw error;
    }
  }
}

/** Adds what `source` says to `target`; what `target` lacks is taken over as it is, not copied. */
function merge(target: Plain, source: Plain): void {
  for (const [key, value] of Object.entries(source)) {
    const present = target[key];
    if (value === undefined) continue;
    if (Array.isArray(present) && Array.isArray(value)) target[key] = [...present, ...value];
    else if (isMap(present) && isMap(value)) merge(present, value);
    else target[key] = value;
  }
}

const isMap = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
