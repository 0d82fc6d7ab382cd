import { expect, test } from 'vitest';
import { readFormFields, renderSql } from './render-sql.ts';

const REPORT = `SELECT * FROM flights
WHERE origin IN ({{ origins }}) AND date >= '{{ from }}' AND delay > {{ min_delay }}
{% if airline == 'all' %}{% else %}AND airline = '{{ airline }}'{% endif %}
{% form %}

min_delay:
  type: text
  default: 15
from:
  type: date
  label: First day
  description: Counted from midnight
  default: 2001-01-01
airline:
  type: select
  default: all
  options: [[All airlines, all], [Delta, DL]]
origins:
  type: multiselect
  default: all
  options:
    - ATL
    - ORD

{% endform %}`;

test('puts the defaults of its form into the SQL, and the form nowhere', () => {
  const { sql, parameters } = renderSql(REPORT, { parameters: {} });
  expect(sql.trim().split('\n')).toEqual([
    'SELECT * FROM flights',
    "WHERE origin IN ('ATL','ORD') AND date >= '2001-01-01' AND delay > 15",
  ]);
  expect(parameters).toEqual({ min_delay: 15, from: '2001-01-01', airline: 'all', origins: ['ATL', 'ORD'] });
});

test('puts given parameters before defaults', () => {
  const given = { min_delay: 60, airline: 'DL', origins: ["O'Hare"], unknown: 'x' };
  const { sql, parameters } = renderSql(REPORT, { parameters: given });
  expect(sql).toContain("origin IN ('O''Hare')");
  expect(sql).toContain('delay > 60');
  expect(sql).toContain("AND airline = 'DL'");
  expect(parameters).toEqual({ ...given, from: '2001-01-01' });
});

test('tells the fields in order', () => {
  expect(renderSql(REPORT, { parameters: {} }).formFields).toEqual([
    field({ name: 'min_delay', label: 'Min Delay', type: 'text', default: 15 }),
    field({
      name: 'from',
      label: 'First day',
      type: 'date',
      description: 'Counted from midnight',
      default: '2001-01-01',
    }),
    field({
      name: 'airline',
      label: 'Airline',
      type: 'select',
      default: 'all',
      options: [
        { label: 'All airlines', value: 'all' },
        { label: 'Delta', value: 'DL' },
      ],
    }),
    field({
      name: 'origins',
      label: 'Origins',
      type: 'multiselect',
      default: 'all',
      options: [
        { label: 'ATL', value: 'ATL' },
        { label: 'ORD', value: 'ORD' },
      ],
    }),
  ]);
});

test('reads options that come from the columns of the query', () => {
  const source = '{% form %}\na: {type: select, options: {labels: name, values: id}}\nb:\n{% endform %}';
  expect(readFormFields(source)).toEqual([
    field({ name: 'a', label: 'A', type: 'select', optionColumns: { labels: 'name', values: 'id' } }),
    field({ name: 'b', label: 'B', type: 'text' }),
  ]);
});

test('renders the Liquid inside a form first', () => {
  const source = "{{ day }}{% form %}\nday:\n  default: {{ '2001-02-03' | date: '%Y/%m' }}\n{% endform %}";
  expect(renderSql(source, { parameters: {} })).toMatchObject({
    sql: '2001/02',
    parameters: { day: '2001/02' },
  });
});

test('takes the fields of the other queries of a report', () => {
  const formFields = readFormFields('{% form %}\nn: {default: 3}\nm: {default: 4}\n{% endform %}');
  const source = '{{ n }} {{ m }}{% form %}\nm: {default: 5}\n{% endform %}';
  expect(renderSql(source, { parameters: {}, formFields })).toMatchObject({
    sql: '3 5',
    formFields: [{ name: 'm' }],
  });
});

test.each([
  ['{default: [1, 2], type: multiselect}', '1,2'],
  ['{default: [1, 2], type: multiselect, input_type: string}', "'1','2'"],
  ["{default: ['1', '2'], type: multiselect, input_type: number}", '1,2'],
  ['{default: one, type: multiselect}', "'one'"],
  ['{type: multiselect}', ''],
  ['{default: [1, 2]}', '12'],
  ['{default: true}', 'true'],
  ['{default: 0}', '0'],
  ["{default: ''}", ''],
  ['{default: null}', ''],
])('writes the default of %s as %j', (entry, sql) => {
  const source = `{{ p }}{% form %}\np: ${entry}\n{% endform %}`;
  expect(renderSql(source, { parameters: {} }).sql).toBe(sql);
});

test('a parameter without a value is empty', () => {
  expect(renderSql('[{{ nothing }}]', { parameters: {} })).toEqual({
    sql: '[]',
    formFields: [],
    parameters: {},
  });
});

test('definitions become subqueries, also within each other, with the parameters of the run', () => {
  const definitions = {
    base: 'SELECT * FROM t WHERE n > {{ n }} -- all of them',
    'top-ten': 'SELECT * FROM {{ @base as b }} LIMIT 10;',
  };
  const { sql } = renderSql('FROM {{ @top-ten as t }}, {{@base}}', { parameters: { n: 5 }, definitions });
  const base = '(SELECT * FROM t WHERE n > 5 -- all of them\n)';
  expect(sql).toBe(`FROM (SELECT * FROM ${base} AS b LIMIT 10) AS t, ${base}`);
});

test('finds the form of a definition', () => {
  const definitions = { d: 'SELECT {{ n }}{% form %}\nn: {default: 7}\n{% endform %}' };
  expect(renderSql('FROM {{ @d as d }}', { parameters: {}, definitions }).sql).toBe('FROM (SELECT 7) AS d');
});

test('keys like __proto__ are only names', () => {
  const source =
    '{% form %}\n__proto__: {default: 1}\nconstructor: {default: {polluted: yes}}\n{% endform %}{{ toString }}';
  const { sql, formFields } = renderSql(source, { parameters: JSON.parse('{"__proto__": {"polluted": 1}}') });
  expect(sql).toBe('');
  expect(formFields.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

function field(known: object): object {
  return {
    description: undefined,
    default: undefined,
    options: [],
    optionColumns: undefined,
    inputType: undefined,
    ...known,
  };
}
