const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** A long path may be broken behind each of its parts. */
export function path(text: string): string {
  return escaped(text).replaceAll('/', '/<wbr>');
}

/** A long name may be broken behind each of its parts. */
export function fieldName(text: string): string {
  return `<code>${escaped(text).replaceAll(/[._]/g, '$&<wbr>')}</code>`;
}

/** A sentence, with what stands in backquotes as code. */
export function prose(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** `reportRuns` and `apiKeys` as people write them. */
export function words(name: string): string {
  const text = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/\b(?:api|pdf)\b/g, (short) => short.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}
