/** What a report's filter says of itself. */
export interface FilterFields {
  name?: string;
  formula?: string;
  data_type?: string;
  formula_type?: string;
  filter_type?: string;
  control_type?: string;
  variable_type?: string;
  options?: object;
  hide_select_all?: boolean;
  show_relevant_values_only?: boolean;
}

const lists = [
  ['Filter type', 'filter_type', ['SINGLE', 'MULTI', 'RANGE']],
  ['Control type', 'control_type', ['LIST', 'DROPDOWN', 'RANGE']],
  ['Variable type', 'variable_type', ['CONTINUOUS', 'DISCRETE']],
] as const;

/** What is wrong with a filter, in the platform's words; `formulas` are those of the report's other filters. */
export function complaintsAbout(fields: FilterFields, formulas: readonly (string | undefined)[]): string[] {
  const complaints: string[] = [];
  if (!fields.name) complaints.push("Name can't be blank");
  if (!fields.formula) complaints.push("Formula can't be blank");
  else if (formulas.includes(fields.formula)) complaints.push('Formula has already been taken');
  if (!fields.data_type) complaints.push("Data type can't be blank");
  for (const [title, name, words] of lists) {
    const isListed = words.some((word) => word === fields[name]);
    if (!isListed) complaints.push(`${title} is not included in the list`);
  }
  return complaints;
}
