export { guards } from './all';
export type { GuardrailsConfig } from './config';
export type { Guard, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from './guard';
export { Guardrails, type GuardrailsProps } from './guardrails';
