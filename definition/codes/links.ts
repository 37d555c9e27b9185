import { didYouMean, list, quote } from '../words';
import { type Change, define } from './define';

/** STR5xx, continued: links between systems. */

const edit = (from: string, to: string): readonly Change[] => [{ file: 'agencies/tatimet.yaml', from, to }];
const TO = '          doganat/clearance: { basis: VKM nr. 673/2017, purpose: Zhdoganim, until: 2027-12-31 }\n';
const CONSUMES = '    consumes:\n';
/** A second service among those consumed. */
const alsoConsumes = (service: string) => edit(CONSUMES, `${CONSUMES}      ${service}: { pods: { app: worker } }\n`);

export const invalidReference = define(
  {
    code: 'STR506',
    severity: 'error',
    title: 'not a reference',
    explanation: 'A consumer is written `<agency>/<system>`, a service `<agency>/<system>/<service>`.',
    example: { wrong: alsoConsumes('registry/births') },
  },
  (text: string, form: string) => ({
    message: `${quote(text)} is not ${quote(form)}`,
    help: `write ${quote(form)} by the names of the files and their keys`,
  }),
);

export const oneSidedLink = define(
  {
    code: 'STR507',
    severity: 'warning',
    title: 'link that one side alone declares',
    explanation:
      'A link holds when both sides say it: the provider names the consumer under `exposes.<service>.to`, the consumer ' +
      'names the service under `consumes`. Until then it opens nothing, and waits.',
    example: {
      wrong: edit(
        TO,
        `${TO}          gjendja-civile/registry: { basis: Ligji nr. 9920/2008, purpose: Kontroll, until: 2027-12-31 }\n`,
      ),
    },
  },
  (waits: string, lines: string) => ({ message: waits, help: lines }),
);

export const unknownTarget = define(
  {
    code: 'STR508',
    severity: 'warning',
    title: 'link to what another agency does not have',
    explanation:
      'The system or service named does not exist. That may be a slip, or the other agency removed it or has not ' +
      'added it yet: the link opens nothing meanwhile, and stops no deploy.',
    example: { wrong: alsoConsumes('gjendja-civile/registry/births') },
  },
  (name: string, what: string, known: readonly string[]) => ({
    message: `there is no ${what} ${quote(name)}`,
    help: didYouMean(name, known),
  }),
);

export const unknownOwnTarget = define(
  {
    code: 'STR509',
    severity: 'error',
    title: 'link to what the agency itself does not have',
    explanation: 'The agency names a system or service of its own that its file does not define.',
    example: { wrong: alsoConsumes('tatimet/arkiva/declarations') },
  },
  (name: string, what: string, known: readonly string[]) => ({
    message: `there is no ${what} ${quote(name)} in this file`,
    help: didYouMean(name, known),
  }),
);

export const environmentsApart = define(
  {
    code: 'STR510',
    severity: 'warning',
    title: 'link without a counterpart environment',
    explanation:
      'Links join equal environments only, prod with prod and test with test. Where one side lacks one, nothing is joined.',
    example: {
      wrong: [
        { file: 'agencies/doganat.yaml', from: '      test: { size: small }\n', to: '      trial: { size: small }\n' },
      ],
    },
  },
  (lacks: readonly string[], lines: readonly string[]) => ({
    message: list(lacks, 'and'),
    help: `${list(lines, 'and')}, or leave it if nobody needs the link there`,
  }),
);

export const noLegalBasis = define(
  {
    code: 'STR511',
    severity: 'error',
    title: 'personal data without legal basis',
    explanation:
      'Personal and classified data pass from one system to another on a legal basis, which is written where they pass.',
    example: { wrong: edit('{ basis: VKM nr. 673/2017, purpose: Zhdoganim,', '{ purpose: Zhdoganim,') },
  },
  (consumer: string, data: string) => ({
    message: `${quote(consumer)} receives ${data} data without a legal basis`,
    help: 'add `basis`: the law or decision that allows it, such as `VKM nr. 673/2017`',
  }),
);

export const lapsedLink = define(
  {
    code: 'STR512',
    severity: 'warning',
    title: 'agreement lapsed',
    explanation:
      'The last day of the agreement is past. The link stays open, since a date alone must not stop a service; ' +
      'renew or remove it with the next change.',
    example: { wrong: edit('until: 2027-12-31', 'until: 2026-05-31') },
  },
  (until: string, days: number) => ({
    message: `the agreement lapsed on ${until}, ${days} ${days === 1 ? 'day' : 'days'} ago`,
    help: 'renew it and write its new last day, or delete it',
  }),
);

export const lapsingLink = define(
  {
    code: 'STR513',
    severity: 'warning',
    title: 'agreement about to lapse',
    explanation: 'Sixty days before its last day, so that there is time to renew it.',
    example: { wrong: edit('until: 2027-12-31', 'until: 2026-07-15') },
  },
  (until: string, days: number) => ({
    message:
      days === 0
        ? `the agreement lapses today, ${until}`
        : `the agreement lapses on ${until}, in ${days} ${days === 1 ? 'day' : 'days'}`,
    help: 'renew it and write its new last day, or let it end and delete it',
  }),
);

export const classAboveSystem = define(
  {
    code: 'STR518',
    severity: 'error',
    title: 'service above the class of its system',
    explanation: 'A system is protected by its own class of data: what it passes on cannot be of a higher one.',
    example: { wrong: edit('        data: personal\n', '        data: classified\n') },
  },
  (service: string, system: string, words: { readonly service: string; readonly system: string }) => ({
    message: `service ${quote(service)} passes on ${words.service} data, system ${quote(system)} holds ${words.system} data only`,
    help: `write \`data: ${words.service}\` for the system, or the right class for the service`,
  }),
);

export const invalidPodLabel = define(
  {
    code: 'STR519',
    severity: 'error',
    title: 'not a label of pods',
    explanation:
      'Labels pick the pods that answer or call. Name and value have at most 63 letters, digits, `-`, `_` and `.`, with ' +
      'a letter or digit first and last; before the name a domain and `/` may stand.',
    example: { wrong: edit('        pods: { app: status-api }\n', '        pods: { app: status api }\n') },
  },
  (text: unknown, part: 'name' | 'value') => ({
    message: `${quote(text)} is not the ${part} of a label`,
    help: 'copy it from the labels in the Deployment of the system',
  }),
);
