import { type Fields, left } from '../field';

/** How a typed resource of the Kubernetes provider becomes an object. */
export interface ResourceType {
  readonly apiVersion: string;
  readonly kind: string;
  /** Every attribute and block of the resource, one by one. */
  readonly fields: Fields;
}

/** A resource type. What every resource has, and no object, is added to its fields. */
export const kind = (apiVersion: string, name: string, fields: Fields): ResourceType => ({
  apiVersion,
  kind: name,
  fields: { ...fields, id: left, timeouts: left },
});
