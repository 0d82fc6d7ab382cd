/** How large a package may be, in KiB: what is downloaded, and what lies on the disk then. */
export interface Bound {
  readonly packed: number;
  readonly unpacked: number;
}

/** About a quarter more than each is. Raise one together with the reason, in the commit that needs it. */
export const bounds: Readonly<Record<string, Bound>> = {
  '@bimodal/auth-core': { packed: 190, unpacked: 660 },
  '@bimodal/analytics-client': { packed: 240, unpacked: 1500 },
  '@bimodal/iot-client': { packed: 220, unpacked: 1150 },
  '@bimodal/emulator': { packed: 240, unpacked: 900 },
};
