/** What people on a terminal are told once it runs. @param claimCode of the demonstration's device, where there is one */
export function greeting(url: string, claimCode: string | undefined): string {
  const more = claimCode === undefined ? '' : ` A device waits there to be added with the code ${claimCode}.`;
  return `\nOpen ${url} in a browser.${more} Ctrl-C stops it.\n\n`;
}
