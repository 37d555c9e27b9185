import { type KubernetesObject, renderStack } from '../../manifests';

/** The object that one resource makes, in a stack of its own. */
export function renderOne(type: string, attributes: Readonly<Record<string, unknown>>): KubernetesObject {
  const { objects } = renderStack('tirana-tatimet', { resource: { [type]: { it: attributes } } });
  expect(objects).toHaveLength(1);
  return objects[0] as KubernetesObject;
}

/** The message with which one resource is refused. */
export function refusal(type: string, attributes: Readonly<Record<string, unknown>>): string {
  return refusalOf({ resource: { [type]: { it: attributes } } });
}

/** The message with which a whole document is refused. */
export function refusalOf(terraform: unknown): string {
  try {
    renderStack('tirana-tatimet', terraform);
  } catch (error) {
    expect(error).toHaveProperty('name', 'RenderError');
    return (error as Error).message;
  }
  throw new Error('rendered, though it should have been refused');
}
