/** What the Discovery API lists, as SQL. `:personal` is 1 where personal collections count too. */
const seen = `(:personal = 1 OR c.space_type <> 'private') AND c.state = 'active'`;

export const reports = `
  SELECT r.id, r.token, r.name, r.description, r.created_at,
    CASE WHEN r.name IS NULL THEN nullif(r.edited_at, r.created_at) ELSE r.edited_at END AS edited_at, r.updated_at,
    (SELECT max(completed_at) FROM report_runs WHERE report = r.token AND state = 'succeeded') AS last_successfully_run_at,
    (SELECT last_at FROM report_views WHERE report = r.token) AS last_viewed_at,
    (SELECT max(created_at) FROM report_runs WHERE report = r.token) AS last_run_at,
    (SELECT token FROM report_runs WHERE report = r.token ORDER BY id DESC LIMIT 1) AS last_run_token,
    (SELECT state FROM report_runs WHERE report = r.token ORDER BY id DESC LIMIT 1) AS last_run_state,
    r.creator || '@example.com' AS creator_email, c.id AS space_id, c.token AS space_token,
    '/api/' || :workspace || '/reports/' || r.token AS report_url
  FROM reports AS r JOIN collections AS c ON c.token = r.collection
  WHERE r.type = 'Report' AND ${seen} ORDER BY r.id`;

export const reportStats = `
  SELECT r.id AS report_id, r.token AS report_token,
    (SELECT count(*) FROM report_schedules WHERE report = r.token) AS active_schedules_count,
    0 AS explorations_count,
    coalesce((SELECT count FROM report_views WHERE report = r.token), 0) AS view_count,
    (SELECT json_group_array(DISTINCT executed_by || '@example.com') FROM report_runs
      WHERE report = r.token AND schedule IS NULL) AS recent_manual_run_creators_emails,
    (SELECT json_group_array(DISTINCT creator || '@example.com') FROM report_schedules
      WHERE report = r.token) AS scheduled_run_creators_emails,
    json_array(r.creator || '@example.com') AS editors_emails
  FROM reports AS r JOIN collections AS c ON c.token = r.collection
  WHERE r.type = 'Report' AND ${seen} ORDER BY r.id`;

export const queries = `
  SELECT q.id, q.token, q.name, q.raw_query, q.creator || '@example.com' AS creator_email,
    d.token AS data_source_token, r.id AS report_id, r.token AS report_token, c.id AS space_id, c.token AS space_token
  FROM queries AS q JOIN reports AS r ON r.token = q.report JOIN collections AS c ON c.token = r.collection
    JOIN data_sources AS d ON d.id = q.data_source
  WHERE ${seen} ORDER BY q.id`;

export const charts = `
  SELECT h.id, h.token, json_extract(h.view_vegas, '$.chartType') AS chart_type,
    json_extract(h.view_vegas, '$.title') AS chart_title, q.id AS query_id, r.id AS report_id, c.id AS space_id,
    q.token AS query_token, r.token AS report_token, c.token AS space_token,
    r.creator || '@example.com' AS report_creator_email, NULL AS exploration_url
  FROM charts AS h JOIN queries AS q ON q.token = h.query JOIN reports AS r ON r.token = q.report
    JOIN collections AS c ON c.token = r.collection
  WHERE ${seen} ORDER BY h.id`;

export const spaces = `
  SELECT id, token, name, description, space_type, default_access_level AS default_access,
    '/api/' || :workspace || '/spaces/' || token AS space_url
  FROM collections AS c WHERE c.state = 'active' AND c.space_type <> 'private' ORDER BY id`;

export const members = `
  SELECT id, token, state, username || '@example.com' AS member_email, token AS member_token,
    username AS member_username, NULL AS banned_at, created_at AS activated_at,
    (SELECT max(created_at) FROM reports WHERE creator = username) AS last_report_created_at,
    NULL AS last_report_viewed_at,
    (SELECT max(created_at) FROM report_runs WHERE executed_by = username) AS last_report_run_at,
    0 AS total_days_engaged, NULL AS last_exploration_created_at, NULL AS last_exploration_updated_at
  FROM users ORDER BY id`;
