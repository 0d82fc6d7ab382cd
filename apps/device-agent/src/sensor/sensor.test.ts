import { expect, it } from 'vitest';
import { readWeather, seattle } from './read-weather.ts';
import { weatherReplay } from './weather-replay.ts';

it('replays a year of real weather, from the hour of the year on, at its speed, over and over', async () => {
  const hours = await readWeather(seattle);
  expect(hours.length).toBeGreaterThan(8700);
  let now = 0;
  const from = new Date(2026, 6, 15, 14, 30);
  const sensor = weatherReplay({ hours, speed: 3600, now: () => now, from });
  expect(sensor.read()).toEqual({
    recorded: '2010-07-15T14:00:00',
    temperature: 22.7,
    pressure: 1018,
    wind: 4.1,
  });
  now = 999;
  expect(sensor.read().recorded).toBe('2010-07-15T14:00:00');
  now = 1000;
  expect(sensor.read().recorded).toBe('2010-07-15T15:00:00');
  now = hours.length * 1000;
  expect(sensor.read().recorded).toBe('2010-07-15T14:00:00');
});

it('takes no file of anything else', async () => {
  await expect(readWeather(import.meta.filename)).rejects.toMatchObject({ exitCode: 2 });
  await expect(readWeather('/nowhere/at-all.csv')).rejects.toMatchObject({ exitCode: 2 });
});
