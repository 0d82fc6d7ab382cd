/** The page: what it shows, and when it looks again. */
import { call, keepToken } from './api.js';
import { prepareAddForm } from './add-form.js';
import { byId, complain, settled } from './dom.js';
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
  settled('look');
  await refresh();
});
byId('all-history').addEventListener('click', () => only(undefined));
byId('more-history').addEventListener('click', () => {
  shown.history += steps.history;
  return refresh();
});
byId('more-schedules').addEventListener('click', () => {
  shown.schedules += steps.schedules;
  return refresh();
});

// Whoever goes on has seen what went wrong.
document.addEventListener('click', () => settled('change'), { capture: true });

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
  const wanted = shown.schedule === undefined ? {} : { schedule: shown.schedule };
  try {
    const [schedules, history] = await Promise.all([
      upTo(shown.schedules, '/api/schedules', 'schedules', { order: 'newest' }),
      upTo(shown.history, '/api/history', 'commands', wanted),
    ]);
    if (look < looks.oldestWanted) return;
    looks.oldestWanted = look;
    byId('token-section').hidden = true;
    showSchedules(schedules.items, on);
    showHistory(history.items);
    byId('more-schedules').hidden = schedules.next === null;
    byId('more-history').hidden = history.next === null;
    settled('look');
  } catch (error) {
    failed(error, 'look');
  }
}

/** So many items of a list, in as many requests as it takes; `next` is null where there are no more. */
async function upTo(count, path, name, query) {
  const items = [];
  let next = null;
  do {
    const page = new URLSearchParams({ ...query, limit: Math.min(500, count - items.length) });
    if (next !== null) page.set('after', next);
    const answer = await call('GET', `${path}?${page}`);
    items.push(...answer[name]);
    next = answer.next;
  } while (next !== null && items.length < count);
  return { items, next };
}

/** @param about `look` is over with the next look that succeeds, `form` with the next change of the form. */
function failed(error, about = 'change') {
  if (error.status === 401) {
    byId('token-section').hidden = false;
    byId('token').focus();
  }
  const isLost = error instanceof TypeError;
  complain(
    isLost ? 'The service cannot be reached. Trying again.' : error.message,
    isLost || error.status === 401 ? 'look' : about,
  );
}
