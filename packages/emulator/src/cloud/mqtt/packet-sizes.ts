/** What packets may say that they are long, in bytes behind their fixed header. */
export interface PacketLimits {
  readonly publish: number;
  /** Any other packet, and the first, which has to be a CONNECT: nobody is known by then. */
  readonly other: number;
}

/** The type of a PUBLISH: the upper half of its first byte. */
const publish = 3;

/**
 * Reads nothing of MQTT but the fixed headers, as the bytes come: a packet that says that it is too long is known before
 * anything of it is kept. The library itself keeps a packet until it is whole.
 */
export class PacketSizes {
  readonly #limits: PacketLimits;
  #limit: number;
  #isFirst = true;
  /** Bytes of the packet under way that are still to come. */
  #rest = 0;
  /** Bits of a length that were read; undefined where the next byte is the first of a packet. */
  #shift: number | undefined;
  #length = 0;

  constructor(limits: PacketLimits) {
    this.#limits = limits;
    this.#limit = limits.other;
  }

  /** Whether the next bytes of the connection hold no header that says too much. */
  admit(bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length;) {
      if (this.#rest > 0) {
        const passed = Math.min(this.#rest, bytes.length - at);
        this.#rest -= passed;
        at += passed;
        continue;
      }
      if (!this.#header(bytes[at] ?? 0)) return false;
      at += 1;
    }
    return true;
  }

  /** One byte of a fixed header; false where it may not be. */
  #header(byte: number): boolean {
    if (this.#shift === undefined) {
      const isLarge = byte >> 4 === publish && !this.#isFirst;
      this.#limit = isLarge ? this.#limits.publish : this.#limits.other;
      this.#isFirst = false;
      this.#shift = 0;
      this.#length = 0;
      return true;
    }
    this.#length += (byte & 127) * 2 ** this.#shift;
    this.#shift += 7;
    // A length has four bytes at most.
    if (this.#length > this.#limit || (byte > 127 && this.#shift > 21)) return false;
    if (byte > 127) return true;
    this.#rest = this.#length;
    this.#shift = undefined;
    return true;
  }
}
