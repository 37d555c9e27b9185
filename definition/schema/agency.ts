import { z } from 'zod';
import { DATA_CLASSES } from '../fleet';
import { LABEL } from '../label';
import { dict } from './dict';
import { day, email, formatVersion, judgeLabel, label, some, words } from './leaf';
import { anyRange, group, hostname, judgePodLabelKey, judgeReference, podLabelValue, referencePattern } from './name';
import { bytes, cores, whole } from './number';

/**
 * agencies/<agency>.yaml: the one schema. What it says is what is read, what findings name and what an editor
 * completes. Defaults are in ../defaults.ts.
 */

const required = { least: 1 } as const;

export const named = <V extends z.ZodType>(value: V, least = 0) =>
  dict({ pattern: LABEL.source, judge: judgeLabel }, value, { least });

export const podLabels = () =>
  dict({ pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$', judge: judgePodLabelKey }, podLabelValue(), required);

export const budget = {
  cpu: cores().describe('CPU in cores, `4`, or thousandths of a core, `500m`.'),
  memory: bytes().describe('Memory, such as `16Gi`.'),
  storage: bytes().describe('Storage on disks that survive a restart, such as `2Ti`.'),
};

export const quota = {
  ...budget,
  ephemeralStorage: bytes()
    .optional()
    .describe('Scratch space that is gone after a restart: temporary files and logs. Default: 5Gi for each CPU begun.'),
  pods: whole(1, 10_000)
    .optional()
    .describe('How many pods may run at the same time. Default: ten for every three CPUs begun.'),
};

const incident = {
  since: day().describe('Day of the incident, year-month-day. Closes with the next deployment, whatever the day.'),
  by: words().describe('Who ordered it: an office or a case, not a person.'),
  reason: words().describe('What happened.'),
};

const quarantine = z.strictObject(incident);

const systemQuarantine = z.strictObject({
  ...incident,
  environments: some(label()).optional().describe('Environments it closes, such as `[prod]`. Default: all of them.'),
});

const environment = z
  .strictObject({
    size: label().optional().describe('A size of platform.yaml. Either this or `quota`.'),
    quota: z.strictObject(quota).optional().describe('What it may ask for, field by field. Either this or `size`.'),
    hostnames: z
      .array(hostname(true))
      .optional()
      .describe(
        'Names under which it is reached, below a domain of platform.yaml; `*.name` covers all below it. Default: none.',
      ),
    quarantine: quarantine
      .optional()
      .describe('Closes all traffic of this environment and every change of it, for an incident. Default: none.'),
  })
  .meta({ oneOf: [{ required: ['size'] }, { required: ['quota'] }] });

const agreement = z.strictObject({
  basis: words()
    .optional()
    .describe('Legal basis, such as `VKM nr. 673/2017`. Needed for personal and classified data.'),
  purpose: words().describe('What the data is used for.'),
  until: day().describe('Last day of the agreement, year-month-day.'),
});

const service = z.strictObject({
  title: words().describe('What it answers, in words people use.'),
  port: whole(1, 65_535).describe('TCP port its pods listen on.'),
  pods: podLabels().describe('Labels of the pods that answer.'),
  data: z.enum(DATA_CLASSES).describe('Highest class of data it passes on.'),
  to: dict({ pattern: referencePattern('agency/system'), judge: judgeReference('agency/system') }, agreement)
    .optional()
    .describe('Who may call it, by `<agency>/<system>`: our half of each agreement. Default: nobody.'),
});

const consumption = z.strictObject({ pods: podLabels().describe('Labels of our pods that call.') });

const internetRange = z.strictObject({
  cidr: anyRange().describe('Addresses of the other side, such as `203.0.113.0/24`.'),
  port: whole(1, 65_535).describe('TCP port of the other side.'),
  reason: words().describe('Why it is needed.'),
});

const system = z.strictObject({
  title: words().describe('What it is, in words people use.'),
  service: z
    .enum(['24x7', 'business-hours'])
    .describe('When it must answer: `24x7` runs at least twice, in two parts of the data hall.'),
  continuity: label().describe('Continuity class of platform.yaml: how much may be lost and how soon it comes back.'),
  data: z.enum(DATA_CLASSES).describe('Highest class of data it holds.'),
  kubernetesApi: z
    .boolean()
    .optional()
    .describe('Whether its pods talk to the Kubernetes API, as operators do. Default: false.'),
  environments: named(environment, 1).describe(
    'Where it runs: `prod` is production; others are for trying things out.',
  ),
  exposes: named(service).optional().describe('What other systems may call by agreement. Default: nothing.'),
  consumes: dict(
    { pattern: referencePattern('agency/system/service'), judge: judgeReference('agency/system/service') },
    consumption,
  )
    .optional()
    .describe('What it calls, by `<agency>/<system>/<service>`: our half of each agreement. Default: nothing.'),
  internet: named(internetRange).optional().describe('What it reaches on the internet. Default: nothing.'),
  quarantine: systemQuarantine
    .optional()
    .describe('Closes all traffic of its environments and every change of them, for an incident. Default: none.'),
});

const groups = () => z.array(group());

export const agencyFile = z
  .strictObject({
    version: formatVersion().describe('Version of this format: 1.'),
    agency: label().describe("The agency's name in the cluster. Equals the file's name and never changes."),
    name: words().describe('Full name of the agency.'),
    ministry: words().describe('The ministry it belongs to.'),
    contacts: z
      .strictObject({
        owner: email().describe('Who decides.'),
        security: email().describe('Who is told of incidents.'),
        oncall: email().describe('Who answers at night.'),
      })
      .describe('Who answers for the agency.'),
    access: z
      .strictObject({
        admin: groups().describe('Look after the systems: everything below, and rights within the agency.'),
        developer: groups().optional().describe('Build the systems: deploy, read logs. Default: none.'),
        deployer: groups().optional().describe('Pipelines that deploy. Default: none.'),
        viewer: groups().optional().describe('See everything but secrets. Default: none.'),
      })
      .describe('Groups of the identity provider, by what their members may do. Never single users.'),
    budget: z.strictObject(budget).describe('What all environments together may ask for.'),
    systems: named(system).describe('The systems, by name.'),
  })
  .meta({ title: 'agency', description: 'What a government agency runs in the data centre: agencies/<agency>.yaml.' });

export type AgencyFile = z.infer<typeof agencyFile>;
export type SystemFile = z.infer<typeof system>;
export type EnvironmentFile = z.infer<typeof environment>;
export type QuotaFile = { readonly [K in keyof typeof quota]?: string | number | undefined };
