/** A sound agency of one system, for the examples that need another agency. */
export const another = (agency: string, system: string): string => `version: 1
agency: ${agency}
name: Agjencia
ministry: Ministria
contacts: { owner: a@b.example, security: a@b.example, oncall: a@b.example }
access: { admin: [${agency}-admins] }
budget: { cpu: 8, memory: 32Gi, storage: 1Ti }
systems:
  ${system}:
    title: Sistemi
    service: business-hours
    continuity: essential
    data: internal
    environments:
      prod: { size: small }
`;
