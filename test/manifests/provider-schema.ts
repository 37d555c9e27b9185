import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the provider package says of one attribute or block. */
export interface Attribute {
  readonly block: boolean;
  /** `simple`, `list`, `set`, `map`, `struct`. */
  readonly type: string;
  /** `string`, `number`, `boolean`, `stringList`, `numberList`, `stringMap`, `anyMap`. */
  readonly storage: string;
  /** A block that is written once. */
  readonly single: boolean;
  /** Attributes of a block. */
  readonly inner?: Attributes;
}
export type Attributes = ReadonlyMap<string, Attribute>;

const LIB = join(dirname(require.resolve('@cdktf/provider-kubernetes/package.json')), 'lib');

const ENTRY =
  /^ {12}(\w+): \{\s+value: (.*),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)",\s+\}/gm;
const STRUCT = /^function (\w+)ToHclTerraform\(struct\) \{$([\s\S]*?)^\}$/gm;
const STRUCT_ENTRY =
  /^ {8}(\w+): \{\s+value: (.*),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)",\s+\}/gm;

/**
 * The attributes of a resource type as the installed provider package declares them, read from the code with which
 * it writes HCL: there each attribute stands with its type.
 */
export function provided(type: string): Attributes {
  const folder = type.replace(/^kubernetes_/, '').replaceAll('_', '-');
  const code = javascript(join(LIB, folder));
  const structs = new Map([...code.matchAll(STRUCT)].map(([, name, body]) => [name as string, body as string]));
  const read = (body: string, entry: RegExp): Attributes =>
    new Map(
      [...body.matchAll(entry)].map(([, name, value, block, kind, storage]) => {
        const struct = /(\w+)ToHclTerraform/.exec(value as string)?.[1] as string;
        const inner = structs.get(struct);
        return [
          name as string,
          {
            block: block === 'true',
            type: kind as string,
            storage: storage as string,
            single: !(value as string).includes('listMapperHcl'),
            ...(inner === undefined ? {} : { inner: read(inner, STRUCT_ENTRY) }),
          },
        ];
      }),
    );
  const root = /^ {4}synthesizeHclAttributes\(\) \{$([\s\S]*?)^ {4}\}$/m.exec(code)?.[1];
  if (root === undefined) throw new Error(`no attributes found in ${folder}`);
  return read(root, ENTRY);
}

/** A large resource is spread over several files. */
const javascript = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
