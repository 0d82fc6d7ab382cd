const encoder = new TextEncoder();

/** Text in UTF-8, as base64. */
export function base64(text: string): string {
  let binary = '';
  for (const byte of encoder.encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
