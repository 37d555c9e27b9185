/**
 * Text as Terraform must read it: letter by letter. Without this a title such as `${file("/etc/shadow")}`
 * would be evaluated where the plan runs.
 */
export const literal = (text: string): string => text.replace(/[$%]\{/g, (opening) => opening[0] + opening);
