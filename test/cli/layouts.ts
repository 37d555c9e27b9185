import { Document, isMap, isScalar, isSeq, parse, Scalar, visit } from 'yaml';
import { type Agency, printAgency } from '../../definition';

/** A map of an agency's file that may get an entry. */
export interface Place {
  readonly kind: 'systems' | 'to' | 'consumes' | 'quarantine';
  readonly path: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Every such map, also where it is not there yet. */
export function placesOf(data: Fields): readonly Place[] {
  const below = (fields: unknown, ...keys: readonly string[]): readonly string[] =>
    Object.keys(keys.reduce((node, key) => (node[key] ?? {}) as Fields, fields as Fields));
  const places: readonly Place[] = [
    { kind: 'systems', path: ['systems'] },
    ...below(data, 'systems').flatMap((system): Place[] => [
      { kind: 'consumes', path: ['systems', system, 'consumes'] },
      { kind: 'quarantine', path: ['systems', system] },
      ...below(data, 'systems', system, 'environments').map((one): Place => {
        return { kind: 'quarantine', path: ['systems', system, 'environments', one] };
      }),
      ...below(data, 'systems', system, 'exposes').map((one): Place => {
        return { kind: 'to', path: ['systems', system, 'exposes', one, 'to'] };
      }),
    ]),
  ];
  // A place has one quarantine at most.
  return places.filter(({ kind, path }) => kind !== 'quarantine' || !below(data, ...path).includes('quarantine'));
}

/** The file of an agency in one of the many ways it may be written, with comments that are all different. */
export function layout(
  agency: Agency,
  seed: number,
): { readonly text: string; readonly data: Fields; readonly comments: readonly string[] } {
  const chance = dice(seed);
  const data = withGaps(parse(printAgency(agency)) as Fields, chance);
  const document = new Document(data, { aliasDuplicateObjects: false });
  const comments: string[] = [];
  const comment = (): string => {
    comments.push(`note ${comments.length}.`);
    return ` ${comments.at(-1)}`;
  };
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      if (chance(8) === 0) key.type = chance(2) === 0 ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE;
      if (chance(8) === 0) key.commentBefore = comment();
      if (chance(8) === 0) key.spaceBefore = true;
      if (isScalar(value) && chance(8) === 0) value.comment = comment();
      if ((isMap(value) || isSeq(value)) && chance(10) === 0) value.comment = comment();
    },
    Collection(key, node) {
      const isFlow = node.items.length === 0 || (key !== null && chance(isSeq(node) ? 2 : 6) === 0);
      if (isFlow) node.flow = true;
    },
  });
  const text = document.toString({
    indent: 1 + chance(6),
    lineWidth: chance(2) === 0 ? 0 : 40,
    nullStr: '',
    indentSeq: chance(2) === 0,
    flowCollectionPadding: chance(2) === 0,
  });
  const ended = chance(4) === 0 ? text.trimEnd() : text;
  return { text: chance(4) === 0 ? ended.replaceAll('\n', '\r\n') : ended, data: parse(text) as Fields, comments };
}

/** Maps that are there and hold nothing yet, with brackets or without. */
function withGaps(data: Fields, chance: (of: number) => number): Fields {
  const gap = (field: string): Fields => {
    const kind = chance(3);
    return kind === 0 ? {} : { [field]: kind === 1 ? {} : null };
  };
  const each = (map: unknown, change: (fields: Fields) => Fields): Fields =>
    Object.fromEntries(Object.entries((map ?? {}) as Fields).map(([key, value]) => [key, change(value as Fields)]));
  return {
    ...data,
    systems: each(data.systems, (system) => ({
      ...gap('consumes'),
      ...system,
      exposes: each(system.exposes, (service) => ({ ...service, ...('to' in service ? {} : gap('to')) })),
    })),
  };
}

/** Numbers that look like chance and are the same for the same seed. */
function dice(seed: number): (of: number) => number {
  let state = seed >>> 0;
  return (of) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % of;
  };
}
