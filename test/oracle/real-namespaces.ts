import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../manifests/kubernetes-object';
import type { Labels, Policy } from './case';

const FOLDER = join(__dirname, '../fixtures/namespaces');

/** All objects of the real namespaces, as their teams wrote them. See test/fixtures/namespaces/README.md. */
export const realObjects: readonly KubernetesObject[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')))
  .map((document) => document.toJS());

/** Labels of the real namespaces. */
export const realNamespaces: Readonly<Record<string, Labels>> = Object.fromEntries(
  realObjects.filter(({ kind }) => kind === 'Namespace').map(({ metadata: { name, labels = {} } }) => [name, labels]),
);

/** The policies among them that are Kubernetes' own. */
export const realPolicies: readonly Policy[] = realObjects.filter(isPolicy);

function isPolicy(object: KubernetesObject): object is Policy {
  return object.kind === 'NetworkPolicy' && object.apiVersion === 'networking.k8s.io/v1';
}
