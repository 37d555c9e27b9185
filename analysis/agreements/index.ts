export { blocks, byUrgency, concerns, endsWithin } from './choose';
export { type AgreementRow, LINK_STATES, type LinkState, type Place, type WrittenAt } from './row';
export { agreementRows } from './rows';
