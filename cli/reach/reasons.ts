import { type Expected, type Flow, reasonText } from '../../analysis/reach';
import type { Asked, Meant } from './clusters';

/** What the definitions say of a flow. */
export interface Why {
  readonly kind: 'agreement' | 'internet' | 'platform';
  /** In words. */
  readonly text: string;
  /** Of an agreement. */
  readonly terms?: Terms;
  /** Where it is written, `agencies/tatimet.yaml` and a line. */
  readonly file?: string;
  readonly line?: number;
}

/** What an agreement says. */
export interface Terms {
  readonly consumer: string;
  readonly service: string;
  readonly data: string;
  readonly basis?: string;
  readonly purpose: string;
  readonly until: string;
}

/** What means a flow to be; empty where nothing does, undefined where there are no definitions to ask. */
export function whyOf(flow: Flow, { meant }: Asked): readonly Why[] | undefined {
  return meant && (meant.explainer.explainFlow(flow) ?? []).map((one) => whyText(one, meant));
}

/** What the definitions say, and where. */
export function whyText({ reason, path }: Expected, { sources }: Meant): Why {
  const at = sources.locate(path);
  const place = at && { file: at.file, line: at.line };
  const base = { kind: reason.kind, text: reasonText(reason), ...place };
  if (reason.kind !== 'agreement') return base;
  const { consumer, service, offer } = reason.connection.link;
  const { basis, purpose, until } = offer.agreement;
  return {
    ...base,
    terms: { consumer, service, data: offer.service.data, ...(basis !== undefined && { basis }), purpose, until },
  };
}
