import { expect, test } from 'vitest';
import { SqlError } from '../sql-error.ts';
import { renderSql } from './render-sql.ts';

function failure(source: string, definitions: Readonly<Record<string, string>> = {}): SqlError {
  try {
    renderSql(source, { parameters: {}, definitions });
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

test.each([
  ['SELECT 1\nFROM {% if %}{% endif %}', /line:2/],
  ['SELECT 1\n\n{{ a | plus: }', /line:3/],
  ['SELECT 1\n{% endif %}', /line:2/],
  ['SELECT 1\n{% form %}\na: 1', /form.* not closed, line:2/],
  ['SELECT 1\n{% form %}\na: [1\n{% endform %}', /^The form is not YAML: .*line:4/],
  ['SELECT 1\n\n{% form %}\n- a\n{% endform %}', /^A form is a YAML mapping of parameter names, line:4/],
  ['{% form %}\na: &x [1]\nb: *x\n{% endform %}', /^The form is not plain YAML: .*Alias/],
  ['SELECT\n{{ @nope as n }}', /definition @nope does not exist, line:2/],
])('%j is a LiquidSyntaxError that names the line', (source, message) => {
  expect(failure(source)).toMatchObject({
    code: 'LiquidSyntaxError',
    message: expect.stringMatching(message),
  });
});

test('a definition may not refer to itself', () => {
  const definitions = { a: '{{ @b as b }}', b: '{{ @a as a }}' };
  expect(failure('{{ @a as a }}', definitions).message).toMatch(/definition @a refers to itself/);
});

test.each([
  "{% include 'a' %}",
  "{% render 'package.json' %}",
  "{% layout '/etc/passwd' %}",
  '{% block a %}{% endblock %}',
])('%s is no tag: templates read no files', (source) => {
  expect(failure(source).message).toMatch(/tag "\w+" not found/);
});

test.each([
  [
    'a long loop',
    '{% for i in (1..1000000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}',
    /render limit/,
  ],
  ['a long range', '{% for i in (1..1000000000) %}x{% endfor %}', /memory alloc limit/],
  [
    'a doubled text',
    `{% assign a = 'xxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}`,
    /memory/,
  ],
  [
    'a doubled capture',
    '{% capture a %}x{% endcapture %}{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{{ a }}',
    /string length|longer than/,
  ],
  ['a wide date', "{{ 'now' | date: '%999999999999d' }}", /wider than 1000/],
  ['a long template', 'x'.repeat(1_000_001), /limit/],
  ['a long query', `{% for i in (1..2000) %}${'x'.repeat(1000)}{% endfor %}`, /longer than 1000000/],
])('%s is stopped', (_, source, message) => {
  expect(failure(source)).toMatchObject({
    code: 'LiquidSyntaxError',
    message: expect.stringMatching(message),
  });
});

test('definitions that double at each step are stopped', () => {
  const definitions = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `d${i}`,
      i === 0 ? 'SELECT 1' : `{{ @d${i - 1} }} {{ @d${i - 1} }}`,
    ]),
  );
  expect(failure('{{ @d39 }}', definitions)).toMatchObject({ code: 'LiquidSyntaxError' });
});
