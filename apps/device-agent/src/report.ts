import type { Device } from '@bimodal/iot-client/device';
import { BimodalError } from '@bimodal/iot-client';
import type { Unit } from './configuration/configuration.ts';
import type { Configured } from './configuration/configured.ts';
import { messageOf, type Log } from './log.ts';
import type { Reading, Sensor } from './sensor/sensor.ts';

/** What a report needs. */
export interface Reporting {
  readonly device: Pick<Device, 'sendEvent' | 'waiting'>;
  readonly sensor: Sensor;
  readonly configured: Configured;
  readonly log: Log;
  /** Counts the reports since the start, so that a reader sees what is missing. */
  readonly count: () => number;
}

const signs: Readonly<Record<Unit, string>> = { celsius: '°C', fahrenheit: '°F' };

/**
 * Reads the sensor and hands the reading to the outbox, with the time at which it was read: the platform stamps an event with
 * the time at which it takes it in, which may be days later. One that is not accepted is told of, and the next is tried.
 */
export function report({ device, sensor, configured, log, count }: Reporting): void {
  const { unit } = configured.current;
  const at = new Date().toISOString();
  const n = count();
  const { recorded, pressure, wind, ...reading } = sensor.read();
  const temperature = temperatureIn(unit, reading);
  try {
    device.sendEvent('weather', { n, at, recorded, temperature, unit, pressure, wind });
  } catch (error) {
    if (!BimodalError.isInstance(error)) throw error;
    return log(`Not accepted: ${messageOf(error)}`, 'report.refused', { at });
  }
  const { waiting } = device;
  const behind = waiting > 1 ? `, ${waiting} wait` : '';
  log(`${recorded.replace('T', ' ')}  ${temperature.toFixed(1)} ${signs[unit]}${behind}`, 'reported', {
    n,
    at,
    recorded,
    temperature,
    unit,
    waiting,
  });
}

function temperatureIn(unit: Unit, { temperature }: Pick<Reading, 'temperature'>): number {
  return unit === 'celsius' ? temperature : Math.round(temperature * 18 + 320) / 10;
}
