/**
 * Label selectors as conditions on the labels of a pod or a namespace, all of which must hold.
 *
 * Every question here is answered for all labels there can be, not for those some pod happens to have: that is how
 * who-reaches-whom is known before a pod runs.
 */

/** One condition on one label. `NotIn` holds where the label is absent, as Kubernetes has it. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Of `In` and `NotIn`; sorted. */
  readonly values: readonly string[];
}

/** Conditions that must all hold; without any, everything is selected. */
export type Selector = readonly Requirement[];

/** Selects everything. */
export const EVERYTHING: Selector = [];

type Labels = Readonly<Record<string, string>>;

const NEGATION = { In: 'NotIn', NotIn: 'In', Exists: 'DoesNotExist', DoesNotExist: 'Exists' } as const;

/** The selector of a set of labels: each must be there with its value. */
export function labelled(labels: Labels): Selector {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

/** Whether labels are selected. */
export function selects(selector: Selector, labels: Labels): boolean {
  return selector.every((requirement) =>
    holdsFor(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined),
  );
}

function holdsFor({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** Selects what both select. */
export function both(a: Selector, b: Selector): Selector {
  return a.length === 0 ? b : b.length === 0 ? a : [...a, ...b.filter((one) => !a.some((other) => same(one, other)))];
}

/** The opposite of one condition. */
export const not = (requirement: Requirement): Requirement => ({
  ...requirement,
  operator: NEGATION[requirement.operator],
});

/** Whether any labels at all would be selected. */
export function possible(selector: Selector): boolean {
  if (selector.length < 2) return selector.every(({ operator, values }) => operator !== 'In' || values.length > 0);
  const keys = new Set(selector.map(({ key }) => key));
  return [...keys].every((key) => possibleForKey(selector.filter((one) => one.key === key)));
}

function possibleForKey(conditions: Selector): boolean {
  const present = conditions.some(({ operator }) => operator === 'In' || operator === 'Exists');
  if (present && conditions.some(({ operator }) => operator === 'DoesNotExist')) return false;
  const [first, ...others] = conditions.filter(({ operator }) => operator === 'In').map(({ values }) => values);
  if (!first) return true; // there are more values than any NotIn can name
  const excluded = conditions.filter(({ operator }) => operator === 'NotIn').flatMap(({ values }) => values);
  return first.some((value) => others.every((values) => values.includes(value)) && !excluded.includes(value));
}

/** Whether everything `inner` selects, `outer` selects too. */
export function within(inner: Selector, outer: Selector): boolean {
  return outer.every((requirement) => !possible([...inner, not(requirement)]));
}

/**
 * Whether labels are possible that `selector` selects and none of the others does.
 *
 * Sets of selectors can be written for which this takes for ever; after {@link MAX_STEPS} steps they count as
 * possible, which is the careful answer where openness is asked for.
 */
export function possibleBeside(selector: Selector, others: readonly Selector[]): boolean {
  let steps = 0;
  const search = (chosen: Selector, at: number): boolean => {
    if (!possible(chosen)) return false;
    const other = others[at];
    if (!other || ++steps > MAX_STEPS) return true;
    return other.some((requirement) => search([...chosen, not(requirement)], at + 1));
  };
  return search(selector, 0);
}

const MAX_STEPS = 10_000;

/** A selector in the words of `kubectl --selector`; empty where it selects everything. */
export function selectorText(selector: Selector): string {
  return selector.map(requirementText).sort().join(',');
}

function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}

function same(a: Requirement, b: Requirement): boolean {
  return a.key === b.key && a.operator === b.operator && a.values.join('\0') === b.values.join('\0');
}
