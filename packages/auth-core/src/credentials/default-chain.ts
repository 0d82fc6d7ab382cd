import { cached } from './cached.ts';
import { chain } from './chain.ts';
import { analyticsEnvironment, cloudEnvironment } from './environment.ts';
import { analyticsProfile, cloudProfile } from '#stored';
import type { CredentialProvider } from './provider.ts';

/** Where Mode Analytics' credential comes from when none is given: the environment, then the profile file. */
export function analyticsDefault(): CredentialProvider {
  return cached(chain(analyticsEnvironment(), analyticsProfile()));
}

/** Where MODE Cloud's credential comes from when none is given: the environment, then the profile file. */
export function cloudDefault(): CredentialProvider {
  return cached(chain(cloudEnvironment(), cloudProfile()));
}
