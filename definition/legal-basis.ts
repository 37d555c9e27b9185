import { DATA_CLASSES } from './fleet';

/** Whether data of a class pass from one system to another on a legal basis alone; false of a word that is no class. */
export function needsBasis(data: string): boolean {
  const classes: readonly string[] = DATA_CLASSES;
  return classes.indexOf(data) >= classes.indexOf('personal');
}
