import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../exit-codes.ts';
import { Problem } from '../problem.ts';
import type { Reading } from './sensor.ts';

/** A year of hourly weather in Seattle: normals of 1981 to 2010, as published with vega-datasets. */
export const seattle = join(
  dirname(fileURLToPath(import.meta.resolve('vega-datasets'))),
  '../data/seattle-weather-hourly-normals.csv',
);

/** The hours of a CSV file with the columns date, pressure, temperature and wind. @throws Problem where it has none. */
export async function readWeather(file: string): Promise<readonly Reading[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Problem(`${file} cannot be read.`, exitCodes.usage, error);
  });
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(',');
  const hours = lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const number = (name: string): number => Number(cell(name) === '' ? Number.NaN : cell(name));
    return {
      recorded: cell('date'),
      temperature: number('temperature'),
      pressure: number('pressure'),
      wind: number('wind'),
    };
  });
  if (hours.length > 0 && hours.every(isReading)) return hours;
  throw new Problem(`${file} has to have the columns date, pressure, temperature and wind.`, exitCodes.usage);
}

function isReading({ recorded, temperature, pressure, wind }: Reading): boolean {
  return !Number.isNaN(Date.parse(recorded)) && [temperature, pressure, wind].every(Number.isFinite);
}
