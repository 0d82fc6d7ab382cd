/** The page: signing in and out, and what is shown then. */
import { call } from './api.js';
import { byId, complain, complainOf, onSubmit, say } from './dom.js';
import { cookieChanges, startEvents, stopEvents } from './events.js';
import { hideHomes, showHomes } from './homes.js';

onSubmit(byId('sign-in'), async (fields) => {
  const password = byId('password');
  const { account } = await call('POST', '/api/session', fields).catch((error) => {
    // What was wrong is typed anew, not added to. Where MODE is away, nothing was wrong.
    if (error.status === 401) password.value = '';
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

onSubmit(byId('change-password'), async (fields) => {
  const current = byId('current-password');
  await cookieChanges(call('PUT', '/api/account/password', fields)).catch((error) => {
    if (error.field === 'current') current.value = '';
    (error.field === 'next' ? byId('next-password') : current).focus();
    throw error;
  });
  byId('change-password').reset();
  byId('password-details').open = false;
  byId('password-details').querySelector('summary').focus();
  say('The password is changed. You are signed out everywhere else.');
});

document.addEventListener('signed-out', () => {
  const wasSignedIn = !byId('signed-in').hidden;
  signedOut();
  if (wasSignedIn) complain('You were signed out.');
});

byId('sign-out').addEventListener('click', async () => {
  try {
    await call('DELETE', '/api/session');
    signedOut();
    say('Signed out.');
  } catch (error) {
    complainOf(error);
  }
});

const somebody = await call('GET', '/api/session').catch((error) => {
  signedOut();
  complainOf(error);
});
if (somebody) await signedIn(somebody.account).catch(complainOf);

async function signedIn({ name }) {
  byId('starting').hidden = true;
  byId('name').textContent = name;
  byId('who').hidden = byId('signed-in').hidden = false;
  byId('signed-out').hidden = true;
  startEvents();
  await showHomes();
}

function signedOut() {
  stopEvents();
  byId('starting').hidden = true;
  byId('who').hidden = byId('signed-in').hidden = true;
  byId('signed-out').hidden = false;
  hideHomes();
  byId('events').replaceChildren();
  byId('quiet').hidden = false;
  byId('change-password').reset();
  byId('password-details').open = false;
  byId('email').focus();
}
