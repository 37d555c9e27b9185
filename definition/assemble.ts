import { baseName, type ReadFile, stem } from './file';
import { compare } from './finding';
import { agencyFile } from './schema/agency';
import { check } from './schema/check';
import { platformFile } from './schema/platform';
import type { AgencyView, Located, View } from './view';
import { type Node, nodeAt } from './yaml/tree';

/** Files to what the rules see: which count, which agency each defines, and how far each has the right shape. */

/** The files that count, in the order in which claims do: by path, drafts last. A draft stands for the file it would replace. */
export function inForce(files: readonly ReadFile[]): readonly ReadFile[] {
  const replaced = new Set<string>();
  for (const file of files.filter(({ draft }) => draft)) {
    if (isPlatform(file)) replaced.add('platform.yaml');
    const agency = nodeAt(file.source.root, ['agency']);
    if (agency?.kind === 'scalar') replaced.add(`agencies/${agency.value}.yaml`);
  }
  return files
    .filter(({ draft, path }) => draft || !replaced.has(path))
    .sort((a, b) => Number(a.draft) - Number(b.draft) || compare(a.path, b.path));
}

export function isPlatform({ draft, path, source: { root } }: ReadFile): boolean {
  if (!draft) return path === 'platform.yaml';
  return nodeAt(root, ['platform']) !== undefined && nodeAt(root, ['agency']) === undefined;
}

/** What the rules see of the files that count, and what is wrong with the shape of each. */
export function assemble(
  files: readonly ReadFile[],
  asOf: string,
): { readonly view: View; readonly found: readonly Located[] } {
  const found: Located[] = [];
  const shaped = <T>(
    { source, lines }: ReadFile,
    judge: (root: Node) => { readonly draft?: T; readonly found: readonly Omit<Located, 'source'>[] },
  ) => {
    if (!source.root) return undefined;
    const result = judge(source.root);
    found.push(...result.found.map((one) => ({ ...one, source })));
    return result.draft && { source, lines, draft: result.draft };
  };
  const platformSource = files.find(isPlatform);
  const platform = platformSource && shaped(platformSource, (root) => check(platformFile, root));
  const agencies = files
    .filter((file) => !isPlatform(file))
    .flatMap((file) => {
      const view = shaped(file, (root) => check(agencyFile, root));
      return view ? [{ ...view, fileName: file.draft ? undefined : baseName(file.path) }] : [];
    });
  const keyed = withKeys(agencies);
  return { view: { platform, agencies: keyed, known: knownAgencies(files, keyed), asOf }, found };
}

/** Gives each agency its key: what the file says, unless a file of that name says so, too. */
function withKeys(agencies: readonly Omit<AgencyView, 'key'>[]): readonly AgencyView[] {
  const taken = new Set(agencies.filter(isRightlyNamed).map(({ draft }) => String(draft.agency)));
  return agencies.map((agency) => {
    const declared = agency.draft.agency === undefined ? undefined : String(agency.draft.agency);
    const own = declared !== undefined && (isRightlyNamed(agency) || !taken.has(declared));
    if (own) taken.add(declared);
    return { ...agency, key: own ? declared : stem(agency.source.path) };
  });
}

function isRightlyNamed({ fileName, draft }: Omit<AgencyView, 'key'>): boolean {
  return fileName === undefined || fileName === `${draft.agency}.yaml`;
}

/** Every name by which an agency may be meant: what cannot be read must not seem not to exist. */
function knownAgencies(files: readonly ReadFile[], agencies: readonly AgencyView[]): View['known'] {
  const known = new Map<string, AgencyView | undefined>();
  for (const file of files) if (!isPlatform(file)) known.set(stem(file.path), undefined);
  for (const { draft } of agencies) if (draft.agency !== undefined) known.set(String(draft.agency), undefined);
  for (const agency of agencies) known.set(agency.key, agency);
  return known;
}
