export { AgencyStack, type AgencyStackProps, type PlacedTenant } from './agency-stack';
export { type AgencyStackClass, FleetApp, type FleetAppProps, type OwnStacks } from './fleet-app';
export { OperatorsStack } from './operators-stack';
export { PlatformStack } from './platform-stack';
export { SiteStack, type SiteStackProps } from './site-stack';
export { agencyStackName, operatorsStackName, platformStackName } from './stack-names';
