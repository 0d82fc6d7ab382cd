export const mebibyte = 1024 * 1024;

/**
 * Bytes that one row of a result may have, or its header. A record without end would take all memory, whatever the cap on
 * the whole; the largest value that a warehouse is known to give, 16 MiB, has room in it twice.
 */
export const largestRecord = 32 * mebibyte;
