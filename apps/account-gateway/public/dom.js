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

/** Says something to everybody: it is shown, and read aloud. */
export function say(text) {
  byId('alert').textContent = '';
  byId('status').textContent = text;
}

/** Says that something went wrong. */
export function complain(text) {
  byId('status').textContent = '';
  byId('alert').textContent = text;
}

/** The same, of what a call throws. */
export function complainOf(error) {
  // The page says by itself that somebody is signed out.
  if (error.code === 'signed_out') return;
  complain(error instanceof TypeError ? 'The service cannot be reached.' : error.message);
}

/** Does what a form asks for, once at a time; what goes wrong is said. */
export function onSubmit(form, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    // What went wrong before is being tried again.
    byId('alert').textContent = '';
    try {
      await work(Object.fromEntries(new FormData(form)));
    } catch (error) {
      complainOf(error);
    } finally {
      button.removeAttribute('aria-disabled');
    }
  });
}
