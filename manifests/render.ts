import { Converter, named } from './convert';
import {
  duplicate,
  missing,
  repeated,
  unknownAttribute,
  unknownBlock,
  unknownType,
  unsupportedBlock,
  wrongType,
} from './errors';
import { isObject, type JsonObject, type KubernetesObject, type RenderedStack } from './kubernetes-object';
import { Location } from './location';
import { inOrder, kindOf } from './order';
import type { Resources } from './template';
import { TYPES } from './types';
import type { ResourceType } from './types/resource-type';

/** Blocks of a Terraform document that make no Kubernetes object. */
const INERT = ['//', 'terraform', 'provider', 'variable', 'output', 'locals', 'moved', 'import', 'removed', 'check'];
/** Blocks whose content cannot be seen in the document itself. */
const UNSEEN = ['data', 'module', 'ephemeral'];
/** What Terraform reads on any resource; none of it reaches an object. */
const META = ['//', 'depends_on', 'lifecycle', 'provider'];
/** What multiplies a resource or a block. */
const MULTIPLYING = ['count', 'for_each', 'dynamic'];
/** Attributes of `kubernetes_manifest` besides the object itself: how it is applied and waited for. */
const MANIFEST = ['manifest', 'object', 'computed_fields', 'field_manager', 'timeouts', 'wait', 'wait_for', 'id'];

/**
 * The Kubernetes objects that one stack will make, from its Terraform JSON alone.
 *
 * @param name name of the stack, for messages
 * @param terraform the parsed `cdk.tf.json`
 * @param kinds the only kinds that are wanted; all of them by default
 * @throws RenderError at the first resource that cannot be rendered in full and for certain: an unknown type or
 * attribute, an expression that is known only when Terraform runs, a repetition, a data source, a module
 */
export function renderStack(name: string, terraform: unknown, kinds?: readonly string[]): RenderedStack {
  const where = Location.stack(name);
  const resources = resourcesOf(terraform, where);
  const converter = new Converter(resources);
  const objects: KubernetesObject[] = [];
  const releases: string[] = [];
  const makers = new Map<string, string>();

  for (const [type, byId] of Object.entries(resources)) {
    for (const [id, resource] of Object.entries(byId)) {
      const address = `${type}.${id}`;
      const place = where.resource(address);
      const attributes = withoutMeta(resource, place);
      if (type === 'helm_release') {
        releases.push(releaseName(attributes, converter, place));
        continue;
      }
      const made = kindMade(type, attributes, place);
      if (kinds && made !== undefined && !kinds.includes(made)) continue;
      const object = render(type, attributes, converter, place);
      const identity = identify(object);
      const other = makers.get(identity);
      if (other !== undefined) throw duplicate(place, identity, other);
      makers.set(identity, address);
      objects.push(object);
    }
  }
  return { name, objects: inOrder(objects), releases: releases.sort() };
}

function resourcesOf(terraform: unknown, where: Location): Resources {
  if (!isObject(terraform)) throw wrongType(where, 'a Terraform JSON document', terraform);
  for (const [block, content] of Object.entries(terraform)) {
    if (block === 'resource' || INERT.includes(block)) continue;
    if (!UNSEEN.includes(block)) throw unknownBlock(where.at(block), ['resource', ...INERT, ...UNSEEN]);
    if (!isObject(content) || Object.keys(content).length > 0) throw unsupportedBlock(where.at(block));
  }
  const resources = terraform.resource ?? {};
  if (!isObject(resources)) throw wrongType(where.at('resource'), 'resources by type', resources);
  for (const [type, byId] of Object.entries(resources)) {
    if (!isObject(byId)) throw wrongType(where.at('resource').at(type), 'resources by id', byId);
    for (const [id, resource] of Object.entries(byId)) {
      if (!isObject(resource)) throw wrongType(where.resource(`${type}.${id}`), 'a resource', resource);
    }
  }
  return resources as unknown as Resources; // each level was just looked at
}

function withoutMeta(resource: JsonObject, where: Location): JsonObject {
  for (const attribute of MULTIPLYING) {
    if (Object.hasOwn(resource, attribute)) throw repeated(where.at(attribute));
  }
  return Object.fromEntries(Object.entries(resource).filter(([attribute]) => !META.includes(attribute)));
}

function render(type: string, attributes: JsonObject, converter: Converter, where: Location): KubernetesObject {
  if (type === 'kubernetes_manifest') return manifest(attributes, converter, where);
  const { apiVersion, kind, fields } = tableOf(type, where);
  const { metadata, ...rest } = converter.block(attributes, fields, where);
  named(metadata, where);
  return { apiVersion, kind, metadata, ...rest } as unknown as KubernetesObject; // `named` looked at the metadata
}

/** The kind a resource makes, known before it is rendered; undefined where its manifest does not say it plainly. */
function kindMade(type: string, { manifest }: JsonObject, where: Location): string | undefined {
  if (type !== 'kubernetes_manifest') return tableOf(type, where).kind;
  const said = isObject(manifest) ? manifest.kind : undefined;
  return typeof said === 'string' && /^[A-Za-z]+$/.test(said) ? said : undefined;
}

function tableOf(type: string, where: Location): ResourceType {
  const table = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (table) return table;
  const versioned = Object.keys(TYPES).find((known) => known.replace(/_v\d$/, '') === type);
  throw unknownType(where, type, versioned);
}

function manifest(attributes: JsonObject, converter: Converter, where: Location): KubernetesObject {
  for (const attribute of Object.keys(attributes)) {
    if (!MANIFEST.includes(attribute)) throw unknownAttribute(where.at(attribute), MANIFEST);
  }
  const place = where.at('manifest');
  const object = converter.plain(attributes.manifest ?? null, place);
  if (!isObject(object)) throw wrongType(place, 'the object itself', object);
  const { apiVersion, kind, metadata, ...rest } = object;
  if (typeof apiVersion !== 'string' || apiVersion === '') throw missing(place.at('apiVersion'));
  if (typeof kind !== 'string' || kind === '') throw missing(place.at('kind'));
  named(metadata, place);
  return { apiVersion, kind, metadata, ...rest } as unknown as KubernetesObject; // `named` looked at the metadata
}

/** A release has an object in no manifest, but a reader of one should know of it. */
function releaseName(attributes: JsonObject, converter: Converter, where: Location): string {
  const name = converter.plain(attributes.name ?? null, where.at('name'));
  if (typeof name !== 'string' || name === '') throw missing(where.at('name'));
  return name;
}

function identify(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return [kindOf(object), namespace === undefined ? name : `${namespace}/${name}`].join(' ');
}
