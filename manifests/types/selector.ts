import { type Fields, many, text, textMap, textSet } from '../field';

const requirement: Fields = { key: text(), operator: text(), values: textSet() };

/** Objects by their labels. Empty, it selects all. */
export const labelSelector: Fields = { match_labels: textMap(), match_expressions: many(requirement) };

/** Nodes by their labels and fields. */
export const nodeSelectorTerm: Fields = {
  match_expressions: many(requirement),
  match_fields: many(requirement),
};
