import type { KubeObject } from '../harness/objects';
import { deployment, networkPolicy, service } from '../sample/workloads';

/** Whose administrator tries, and where. */
export const AGENCY = 'tatimet';
export const HOME = 'tatimet-e-filing-test';
/** A namespace of another agency. */
const FOREIGN = 'doganat-clearance-prod';

/** Something to try, and what comes of it. */
export interface Try {
  /** A command line. */
  readonly command: string;
  /** Part of what refuses it. @default - it is accepted */
  readonly refusedBy?: string;
  /** What it shows. */
  readonly shows: string;
}

/** Files the commands name, by file name. */
export const FILES: Readonly<Record<string, KubeObject>> = {
  'web.yaml': deployment(HOME, 2),
  'nodeport.yaml': service(HOME, { type: 'NodePort' }),
  'open.yaml': networkPolicy(HOME, { ingress: [{}] }, 'open'),
};

/** @param path of a file by its name */
export const tries = (path: (file: string) => string): readonly Try[] => [
  { command: `kubectl apply -f ${path('web.yaml')}`, shows: 'a Deployment as the house wants it' },
  { command: 'kubectl get resourcequota streha-quota', shows: 'what the agency may use, and what it uses now' },
  {
    command: `kubectl apply -f ${path('nodeport.yaml')}`,
    refusedBy: 'streha-services',
    shows: 'from outside a service is reached by Ingress or HTTPRoute',
  },
  {
    command: `kubectl apply -f ${path('open.yaml')}`,
    refusedBy: 'streha-network-policies',
    shows: 'a policy without `from` would let the whole cluster in',
  },
  {
    command: 'kubectl delete networkpolicy streha-dns streha-deny-all',
    refusedBy: 'ValidatingAdmissionPolicy',
    shows: "the isolation is the platform's, and not even the platform drops it",
  },
  {
    command: `kubectl get pods --namespace ${FOREIGN}`,
    refusedBy: 'Forbidden',
    shows: "another agency's pods are none of its business",
  },
  {
    command: `kubectl --context tirana get namespaces -l streha.al/agency=${AGENCY}`,
    shows: 'the same cluster as the deployer of the platform sees it',
  },
];
