/** Terraform JSON -> the Kubernetes objects it will make. Pure: no file, no network, no cluster. */
export { RenderError } from './errors';
export type { JsonObject, JsonValue, KubernetesObject, ObjectMeta, RenderedStack } from './kubernetes-object';
export { inOrder } from './order';
export { renderStack } from './render';
export { renderYaml } from './yaml';
