/** Small pieces for the page. */

export const byId = (id) => document.getElementById(id);

/** Fills a copy of a template: `data-part` names the places. */
export function fromTemplate(id) {
  const element = byId(id).content.firstElementChild.cloneNode(true);
  const parts = Object.fromEntries(
    [...element.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]),
  );
  return { element, parts };
}

/** Writes a text where it is another one than before: what is written anew loses the reader's selection. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Says something to everybody: it is shown, and read aloud. */
export function say(text) {
  byId('alert').textContent = '';
  byId('status').textContent = text;
}

/** Says that something went wrong. @param about what it is about, for when that is over */
export function complain(text, about) {
  byId('status').textContent = '';
  byId('alert').dataset.about = about;
  write(byId('alert'), text);
}

/** What was complained of is no more. */
export function settled(about) {
  if (byId('alert').dataset.about === about) byId('alert').textContent = '';
}

/** A moment as people of a time zone write it, with the zone where it is not the reader's own. */
export function moment(iso, timeZone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
    ...(timeZone === undefined || timeZone === own ? {} : { timeZoneName: 'short' }),
  }).format(new Date(iso));
}
