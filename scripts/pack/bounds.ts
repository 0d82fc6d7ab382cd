/** How large a package may be, in KiB: what is downloaded, and what lies on the disk then. */
export interface Bound {
  readonly packed: number;
  readonly unpacked: number;
}

/** About a quarter more than each is. Raise one together with the reason, in the commit that needs it. */
export const bounds: Readonly<Record<string, Bound>> = {
  '@bimodal/auth-core': { packed: 190, unpacked: 660 },
  '@bimodal/analytics-client': { packed: 280, unpacked: 1900 },
  '@bimodal/iot-client': { packed: 270, unpacked: 1450 },
  '@bimodal/emulator': { packed: 280, unpacked: 1050 },
};
