/** The page: what it shows, and when it looks again. */
import { call, keepToken } from './api.js';
import { prepareAddForm } from './add-form.js';
import { byId, complain } from './dom.js';
import { showHistory } from './history.js';
import { showSchedules } from './schedules.js';

/** Milliseconds between looks, while the page is seen. */
const interval = 5000;
const steps = { schedules: 100, history: 20 };
const shown = { ...steps, schedule: undefined };
/** Looks are numbered, so that a slow answer is not shown over one that was asked for later. */
const looks = { asked: 0, oldestWanted: 0 };

const on = {
  changed() {
    dropAnswersUnderWay();
    return refresh();
  },
  failed,
  async history(schedule) {
    await only(schedule);
    byId('history-title').focus();
  },
};

prepareAddForm(on);

byId('token-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  keepToken(byId('token').value);
  byId('token').value = '';
  byId('alert').textContent = '';
  await refresh();
});
byId('all-history').addEventListener('click', () => only(undefined));
byId('more-history').addEventListener('click', () => {
  shown.history = Math.min(500, shown.history + steps.history);
  return refresh();
});
byId('more-schedules').addEventListener('click', () => {
  shown.schedules = Math.min(500, shown.schedules + steps.schedules);
  return refresh();
});

await refresh();
setInterval(() => {
  if (document.visibilityState === 'visible' && byId('token-section').hidden) void refresh();
}, interval);

/** Shows the history of one schedule, or of all. */
async function only(schedule) {
  shown.schedule = schedule?.id;
  shown.history = steps.history;
  dropAnswersUnderWay();
  byId('all-history').hidden = schedule === undefined;
  byId('history-of').hidden = schedule === undefined;
  byId('history-of').textContent = schedule ? `Of "${schedule.name}" only.` : '';
  await refresh();
}

/** What was asked before a change does not know of it. */
function dropAnswersUnderWay() {
  looks.oldestWanted = looks.asked + 1;
}

async function refresh() {
  const look = ++looks.asked;
  const wanted = new URLSearchParams({ limit: shown.history });
  if (shown.schedule !== undefined) wanted.set('schedule', shown.schedule);
  try {
    const [{ schedules, next }, { commands, next: older }] = await Promise.all([
      call('GET', `/api/schedules?limit=${shown.schedules}`),
      call('GET', `/api/history?${wanted}`),
    ]);
    if (look < looks.oldestWanted) return;
    looks.oldestWanted = look;
    byId('token-section').hidden = true;
    showSchedules(schedules, on);
    showHistory(commands);
    byId('more-schedules').hidden = next === null || shown.schedules === 500;
    byId('more-history').hidden = older === null || shown.history === 500;
    if (byId('alert').dataset.lost) complain('');
    delete byId('alert').dataset.lost;
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  if (error.status === 401) {
    byId('token-section').hidden = false;
    byId('token').focus();
  }
  const isLost = error instanceof TypeError;
  if (isLost) byId('alert').dataset.lost = 'true';
  complain(isLost ? 'The service cannot be reached. Trying again.' : error.message);
}
