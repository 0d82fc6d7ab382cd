/** Reports over the files of `vega-datasets`, when the folder has them. */
export const flightDelays = `{% form %}
min_flights:
  type: text
  default: 10000
month:
  type: select
  default: all
  options: [all, 1, 2, 3, 4, 5, 6]
limit:
  type: text
  default: 10
{% endform %}

SELECT
  origin,
  count(*) AS flights,
  round(avg(delay), 2) AS mean_delay_minutes,
  round(100.0 * count(*) FILTER (WHERE delay > 15) / count(*), 1) AS late_percent
FROM flights_3m
{% if month != 'all' %}WHERE month("date") = {{ month }}{% endif %}
GROUP BY origin
HAVING count(*) >= {{ min_flights }}
ORDER BY mean_delay_minutes DESC, origin
LIMIT {{ limit }}
`;

/** The same shape over nothing but the statement itself. */
export const salesByRegion = `{% form %}
min_orders:
  type: text
  default: 1
limit:
  type: text
  default: 10
{% endform %}

SELECT region, count(*) AS orders, sum(amount) AS revenue
FROM (VALUES ('North', 120), ('North', 80), ('South', 200), ('East', 40), ('East', 60), ('East', 10), ('West', 300))
  AS orders (region, amount)
GROUP BY region
HAVING count(*) >= {{ min_orders }}
ORDER BY revenue DESC, region
LIMIT {{ limit }}
`;

export const numbers = 'SELECT n, n * n AS square FROM range(1, 11) AS t (n)';

export const letters = `SELECT chr(64 + n::INT) AS letter, n AS place FROM range(1, 6) AS t (n)`;

export const broken = 'SELECT missing_column FROM (VALUES (1)) AS t (n)';

export const regions = `SELECT * FROM (VALUES ('North'), ('South'), ('East'), ('West')) AS t (region)`;

export const overRegions = 'SELECT r.region, length(r.region) AS letters FROM {{ @regions as r }} ORDER BY 1';
