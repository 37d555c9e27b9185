import { Aspects, TerraformElement, TerraformOutput, type TerraformStack } from 'cdktf';

type Plain = Record<string, unknown>;

/**
 * What a stack says to Terraform, put together from its elements as they are; undefined where cdktf has to do that,
 * for aspects, annotations or outputs. Tokens, if somebody's stack holds any, are still in it.
 */
export function plainTerraform(stack: TerraformStack): Plain | undefined {
  const metadata: Plain = { version: stack.node.tryGetContext('cdktfVersion'), stackName: stack.node.id };
  const tf: Plain = { '//': { metadata, outputs: {} } };
  for (const construct of stack.node.findAll()) {
    if (Aspects.of(construct).all.length > 0 || construct.node.metadata.some(({ type }) => type !== 'stacktrace'))
      return undefined;
    if (!TerraformElement.isTerraformElement(construct)) continue;
    if (TerraformOutput.isTerraformOutput(construct)) return undefined;
    merge(tf, construct.toTerraform());
    merge(metadata, construct.toMetadata());
  }
  return tf;
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
