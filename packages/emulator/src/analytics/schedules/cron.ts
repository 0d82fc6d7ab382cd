/** When a report runs by itself, as it is sent. */
export interface Cron {
  freq: 'every_15_minutes' | 'every_30_minutes' | 'hourly' | 'daily' | 'weekly' | 'monthly';
  day_of_month?: number | null;
  day_of_week?: number | number[] | null;
  hour?: number;
  minute?: number;
  time_zone?: string;
}
