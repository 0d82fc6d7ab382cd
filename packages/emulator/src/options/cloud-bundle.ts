/** Firmware, as the console would take it. */
export interface CloudBundle {
  /** Identifies it; 24 hexadecimal digits on the platform. Letters and digits, with `-`, `_` and `.` between them. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** The class of devices that it is for; that of the seeds by default. */
  readonly deviceClass?: string | undefined;
  /** The channel that it is on: devices on it find it, and no others do. Without one it is for devices on none. */
  readonly channel?: string | undefined;
  readonly components: readonly CloudBundleFile[];
}

/** One file of a bundle. */
export interface CloudBundleFile {
  readonly componentId: string;
  readonly componentName?: string | undefined;
  readonly versionId?: string | undefined;
  readonly versionName?: string | undefined;
  readonly filename: string;
  readonly bytes: Uint8Array;
}
