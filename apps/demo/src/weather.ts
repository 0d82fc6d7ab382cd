import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One hour of Seattle's climate: normals of 1981 to 2010, as published with vega-datasets. */
export interface WeatherHour {
  /** Local time, `2010-07-15T14:00:00`. */
  readonly date: string;
  /** Hectopascals. */
  readonly pressure: number;
  /** Degrees Celsius. */
  readonly temperature: number;
  /** Metres per second. */
  readonly wind: number;
}

/** The 24 hours of a day. */
export async function weatherOf(day: string, folder: string): Promise<readonly WeatherHour[]> {
  const text = await readFile(join(folder, 'seattle-weather-hourly-normals.csv'), 'utf8');
  const hours = text
    .split('\n')
    .filter((line) => line.startsWith(`${day}T`))
    .map((line) => {
      const [date = '', pressure, temperature, wind] = line.trim().split(',');
      return { date, pressure: Number(pressure), temperature: Number(temperature), wind: Number(wind) };
    });
  if (hours.length === 0) throw new Error(`The weather file has no ${day}.`);
  return hours;
}
