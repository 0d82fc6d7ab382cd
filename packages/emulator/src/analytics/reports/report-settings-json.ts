/** What `update_settings` changes, and the layout. */
export interface ReportSettings {
  theme?: number;
  full_width?: boolean;
  manual_run_disabled?: boolean;
  drill_anywhere_enabled?: boolean;
  layout?: string;
}
