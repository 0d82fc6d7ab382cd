/** What the sensor says, in the units of the International System; a unit for people is chosen when it is reported. */
export interface Reading {
  /** Degrees Celsius. */
  readonly temperature: number;
  /** Hectopascals. */
  readonly pressure: number;
  /** Metres per second. */
  readonly wind: number;
  /** The local time that the weather was recorded for, such as `2010-07-15T14:00:00`. */
  readonly recorded: string;
}

/** Something that can be read at any time. To attach another one, read it here. */
export interface Sensor {
  read(): Reading;
}
