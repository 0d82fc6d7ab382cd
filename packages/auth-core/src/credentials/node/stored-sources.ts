export { analyticsCommand, cloudCommand } from './command.ts';
export { analyticsProfile, cloudProfile, saveProfile } from './profile.ts';
