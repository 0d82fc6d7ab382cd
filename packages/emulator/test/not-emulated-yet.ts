/** Operations of the contracts that the emulator answers with 501. A test fails where this is out of date. */
export const notEmulatedYet: readonly string[] = [];
