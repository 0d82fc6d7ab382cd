import { expect, it } from 'vitest';
import { operations } from '../src/contract/index.ts';

/** The page of the docs that says what is our choice. `vitest run -u inferred` writes it anew. */
const page = '../../../docs/mode-cloud-inferred.md';

it('the docs list what no public source says', async () => {
  const inferred = operations.filter(({ source }) => source === 'inferred');
  const doubtful = operations.filter(({ callers }) => callers?.some((caller) => caller.endsWith('?')));
  const text = [
    '# MODE Cloud: what is our choice',
    'No public source says these. The emulator answers them as a neighbouring operation is answered; no other call of the client relies on them; the real platform may refuse them.',
    '## Operations',
    inferred.map(({ id, method, path, doc }) => `- \`${id}\` (\`${method} ${path}\`): ${doc}`).join('\n'),
    '## Who may call',
    'These are sent whatever the kind of the credential, since it is open whether the kinds named here are taken.',
    doubtful
      .map(({ id, callers = [] }) => {
        const kinds = callers.filter((caller) => caller.endsWith('?')).map((caller) => caller.slice(0, -1));
        return `- \`${id}\`: ${kinds.join(', ')}`;
      })
      .join('\n'),
    '## In the emulator',
    [
      'The status that goes with each reason code: 403 unless something is missing (400), unknown (404) or there already (409).',
      'That a project key needs the administrative ability for what it writes and no other ability is for: homes, devices, users, entities, their classes and alert rules; and none to delete series, collections, their points and videos.',
      'That entities stand in no circle, and that one with others below it is deleted with them only.',
      'How long tokens, codes and provisioning last, and how often a code may be tried.',
      'That a password has at least 8 characters.',
      'That keys of the key-value stores may have `:` inside.',
      'What the eventData of the system events of key-value stores holds: `key`, and `value` where one was saved.',
      'That a device may be connected more than once.',
      'That `homeId` and `deviceId` at the events’ websocket narrow what is heard.',
      'How events carry the points of collections: `timeSeriesData: [{ timestamp, collectionId, values, tags }]`.',
      'Which resolution is chosen where none is asked for: the finest with at most 500 intervals.',
      'That exports are ready at once, and what their status says.',
      'That what is measured of an entity is in the collection `<metrics definition>:<entity>`, that alert rules are looked at as soon as points come, and what the filters of their recipients hold: fields of the alert.',
      'What the operators of `attributesQuery` mean, and that AND binds closer than OR.',
      'What the actions of permissions are called (`read`, `create`, `update`, `delete`), that those that deny are enforced and those that allow overrule no other refusal, and that a group is read by its members. Groups and permissions are given at the start, since no call that writes them is public.',
      'That a `stream` in a request about bulk data names the data stream that follows, and that `start` and `stop` of a download are indices of packets, both included.',
      'How videos come to be: a request about bulk data with `video: { searchKey, contentType }` begins one, and one with `stop: true` ends it. It is the bytes between, one packet behind the other, and has no thumbnail; beside these there is the video of the start.',
      'How firmware and channels come into the platform: they are given at the start, or in code. A device on a channel finds the bundles of its class on that channel, and one on none those on none.',
      'That the upload of a picture is open for an hour, may be PUT to until it is closed, and shows what was PUT once it is; that PUT elsewhere is answered 403, as object stores do; and that pictures are fetched without a key, at signed addresses.',
      'That what is said of the display settings of an entity leaves the rest of them as it was, as it was seen of classes.',
      'That 404 comes with the reason `NOT_FOUND`, and that what the platform has no word for comes with `UNKNOWN`, and with words in `data.message`.',
      'How often a webhook is tried again, and how long it may take: three times, after 0.1, 1 and 5 s; 10 s each.',
      'That nothing takes the token of the second step of a sign-in.',
      'That app proxies lead nowhere: there is no server of the project’s behind them.',
      'That a request, a message over MQTT and a picture have 10 MiB at most, any other packet of MQTT 256 KiB, and that nothing else is limited in size or number.',
      'That over MQTT the writer of a key value hears of it too, that what cannot be read is overlooked, and what is answered to a request about bulk data.',
      'That the websocket of a device’s key-value store only tells, and does not make the device count as connected.',
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot(page);
});
