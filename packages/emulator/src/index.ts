export { startEmulator, type Emulator, type Seeds } from './emulator.ts';
export type { AnalyticsWebhook } from './analytics/index.ts';
export type { EmulatorOptions } from './options/options.ts';
export type {
  AnalyticsSeeds,
  DataSourceAccess,
  JoinedMember,
  NewMember,
  ReportPast,
  SeededKey,
  SeededKeys,
} from './analytics/index.ts';
export type {
  CloudAccess,
  CloudBundle,
  CloudBundleFile,
  CloudGroup,
  CloudPermission,
  CloudSeeds,
  CloudWebhook,
  SeededProject,
} from './cloud/index.ts';
export type { Fault } from './faults/fault.ts';
export type { Faults } from './faults/faults.ts';
export type { Deviation } from './server/deviations.ts';
export type { Message, Outbox } from './server/outbox.ts';
