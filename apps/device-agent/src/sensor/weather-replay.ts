import type { Reading, Sensor } from './sensor.ts';

const hour = 3_600_000;

export interface Replay {
  readonly hours: readonly Reading[];
  /** Recorded time per real time: 1 takes an hour for an hour, 3600 a second. */
  readonly speed: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** The day of the year to begin with. */
  readonly from: Date;
}

/** A sensor that replays recorded weather, over and over, beginning with the same hour of the year as it is. */
export function weatherReplay({ hours, speed, now, from }: Replay): Sensor {
  const began = now();
  const first = Math.max(
    0,
    hours.findIndex(({ recorded }) => hourOfYear(new Date(recorded)) >= hourOfYear(from)),
  );
  return {
    read() {
      const passed = Math.floor(((now() - began) * speed) / hour);
      const reading = hours[(first + passed) % hours.length];
      if (reading === undefined) throw new RangeError('There is no weather to replay.');
      return reading;
    },
  };
}

/** Sorts like time within a year, whatever the year: month, day and hour. */
function hourOfYear(date: Date): number {
  return (date.getMonth() * 31 + date.getDate()) * 24 + date.getHours();
}
