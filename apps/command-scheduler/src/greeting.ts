/** What people on a terminal are told once it runs. @param token what the page asks for, where it does */
export function greeting(url: string, token: string | undefined): string {
  const more = token === undefined ? '' : ' It asks for COMMAND_SCHEDULER_TOKEN.';
  return `\nOpen ${url} in a browser.${more} Ctrl-C stops it.\n\n`;
}
