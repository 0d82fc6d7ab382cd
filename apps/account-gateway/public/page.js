/** The page: signing in and out, and what is shown then. */
import { call } from './api.js';
import { byId, complain, onSubmit, say } from './dom.js';
import { startEvents, stopEvents } from './events.js';
import { showHomes } from './homes.js';

onSubmit(byId('sign-in'), async (fields) => {
  const password = byId('password');
  const { account } = await call('POST', '/api/session', fields).catch((error) => {
    // What was wrong is typed anew, not added to.
    password.value = '';
    password.focus();
    throw error;
  });
  byId('sign-in').reset();
  await signedIn(account);
  say(`Signed in as ${account.name}.`);
  byId('homes-title').focus();
});

onSubmit(byId('register'), async (fields) => {
  await call('POST', '/api/accounts', fields);
  byId('register').reset();
  byId('email').value = fields.email;
  say('If the address was free, it is yours now: sign in.');
  byId('password').focus();
});

onSubmit(byId('add-home'), async (fields) => {
  await call('POST', '/api/mode/homes', fields);
  byId('add-home').reset();
  await showHomes();
  say(`${fields.name} is added.`);
});

byId('sign-out').addEventListener('click', async () => {
  try {
    await call('DELETE', '/api/session');
    signedOut();
    say('Signed out.');
  } catch (error) {
    complain(error.message);
  }
});

try {
  await signedIn((await call('GET', '/api/session')).account);
} catch (error) {
  signedOut();
  if (error.status !== 401) complain('The service cannot be reached.');
}

async function signedIn({ name }) {
  byId('name').textContent = name;
  byId('who').hidden = byId('signed-in').hidden = false;
  byId('signed-out').hidden = true;
  await showHomes();
  startEvents(() => {
    signedOut();
    complain('You were signed out.');
  });
}

function signedOut() {
  stopEvents();
  byId('who').hidden = byId('signed-in').hidden = true;
  byId('signed-out').hidden = false;
  byId('homes').replaceChildren();
  byId('events').replaceChildren();
  byId('email').focus();
}
