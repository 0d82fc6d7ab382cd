import type { Handlers } from '../../server/platform.ts';
import type { Database } from '../../state/database.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needHome } from '../homes/permissions.ts';
import { modulesOf, type SmartModule } from './smart-modules.ts';
import { unknown } from '../kernel/reasons.ts';

/** What a call about a module of a home says first. */
export interface ModuleInput {
  readonly home: number;
  readonly module: string;
}

/** Refuses who may not use the home, and modules that are not there, or of another type. */
export function needModule(
  db: Database,
  identity: CloudIdentity,
  { home, module }: ModuleInput,
  type?: string,
): SmartModule {
  needHome(db, identity, home);
  const found = modulesOf(db, home).find(({ id }) => id === module);
  if (!found || (type !== undefined && found.moduleType !== type)) throw unknown('smart module');
  return found;
}

export function modules({ db }: CloudParts): Handlers<CloudIdentity> {
  return {
    'smartModules.list': (input: { home: number }, { identity }) => {
      needHome(db, identity, input.home);
      return { body: modulesOf(db, input.home) };
    },

    'smartModules.get': (input: ModuleInput, { identity }) => ({ body: needModule(db, identity, input) }),

    // None of the emulator's modules takes commands: it is heard, and nothing happens.
    'smartModules.sendCommand': (input: ModuleInput, { identity }) => {
      needModule(db, identity, input);
      return {};
    },
  };
}
