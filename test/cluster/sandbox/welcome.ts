import { dirname, resolve } from 'node:path';
import type { Fleet } from '../../../definition';
import { ADMIN_CONTEXT, type SandboxFolder } from './folder';
import { AGENCY, HOME, tries } from './tries';

/**
 * What is printed once the sandbox stands.
 *
 * @param kubectl path of the one built with the control plane: a distribution's own is often too old for the server
 */
export function welcome(
  fleet: Fleet,
  site: string,
  folder: SandboxFolder,
  kubectl: string,
  { objects, seconds }: { readonly objects: number; readonly seconds: number },
): string {
  const namespaces = fleet.agencies.flatMap(({ systems }) => systems.flatMap(({ environments }) => environments));
  const lines = tries((name) => folder.file(name)).flatMap(({ command, refusedBy, shows }) => [
    `  $ ${command}`,
    `    ${refusedBy === undefined ? 'accepted' : `refused by ${refusedBy}`}: ${shows}`,
  ]);
  return `The sample government stands: ${fleet.agencies.length} agencies, ${namespaces.length} namespaces, ${objects} objects, in ${seconds} s.
It is a real API server with real controllers. There are no nodes: pods stay Pending.

In another terminal:

  export KUBECONFIG=${resolve(folder.kubeconfig)}
  export PATH=${dirname(kubectl)}:$PATH

Contexts: ${ADMIN_CONTEXT} (an administrator of ${AGENCY}, in ${HOME}; the current one), ${site} (the platform's deployer).

Things to try:

${lines.join('\n')}

Ctrl-C ends it and leaves nothing behind.
`;
}
