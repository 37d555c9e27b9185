import { type Fields, left, one, refused, text, textMap } from '../field';

/** Set by the cluster. */
const computed: Fields = { generation: left, resource_version: left, uid: left };

const labelled: Fields = { labels: textMap(), annotations: textMap() };

const generateName = refused(
  'the cluster makes the name up, so nothing can refer to the object beforehand: set `name`',
);

/** Metadata of a cluster-scoped object. */
export const clusterMetadata = one({ name: text(), ...labelled, generate_name: generateName, ...computed });

/** Metadata of an object in a namespace: `default` where none is given, as the provider has it. */
export const metadata = one({
  name: text(),
  namespace: text({ unset: 'default' }),
  ...labelled,
  generate_name: generateName,
  ...computed,
});

/** Metadata of the pods of a job. */
export const jobPodMetadata = one({ name: text(), ...labelled, generate_name: text(), ...computed });

/** Metadata inside any other template, where no namespace is the rule. */
export const templateMetadata = one({
  name: text(),
  namespace: text(),
  ...labelled,
  generate_name: text(),
  ...computed,
});

/** Metadata of the ServiceAccount that every namespace has. */
export const defaultServiceAccountMetadata = one({
  name: text({ unset: 'default' }),
  namespace: text({ unset: 'default' }),
  ...labelled,
  ...computed,
});

/** Metadata of a claim that lives as long as its pod. */
export const ephemeralClaimMetadata = one(labelled);
