/** What an alert rule looks at, as far as the emulator reads it. Source: documented. */
export interface Condition {
  readonly conditionType: string;
  readonly frequency?: string;
  readonly delay?: string;
  readonly duration?: string;
  readonly metricsCondition?: {
    readonly entityClass: string;
    readonly metricsDefinitionId: string;
    readonly metricName?: string;
    readonly entityTargetCondition?: {
      readonly targetBy: string;
      readonly entityIds: readonly string[];
      readonly exclude?: boolean;
    };
  };
  readonly severity?: number;
  readonly aggregation?: string;
  readonly thresholds?: readonly Threshold[];
}

export interface Threshold {
  /** 1 high, 2 moderate, 3 low. */
  readonly severity: number;
  readonly operator: string;
  readonly operands: readonly number[];
}

const units: Readonly<Record<string, number>> = {
  sec: 1000,
  min: 60_000,
  hr: 3_600_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Milliseconds of `45sec`, `5min`, `1hr`; `otherwise` for anything else. */
export function milliseconds(text: string | undefined, otherwise: number): number {
  const [, amount = '', unit = ''] = /^(\d+)\s*([a-z]+?)s?$/.exec(text ?? '') ?? [];
  const length = units[unit];
  return length === undefined ? otherwise : Number(amount) * length;
}

/** One number of several; undefined of none. The average where nobody says. */
export function drawnTogether(
  aggregation: string | undefined,
  values: readonly number[],
): number | undefined {
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  switch (aggregation) {
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'sum':
      return sum;
    case 'count':
      return values.length;
    default:
      return sum / values.length;
  }
}

/** The severest threshold that a value is over. */
export function severityOf(value: number, thresholds: readonly Threshold[] = []): number | undefined {
  const crossed = thresholds.filter((threshold) => isCrossed(value, threshold));
  return crossed.length === 0 ? undefined : Math.min(...crossed.map(({ severity }) => severity));
}

/** `between` takes its ends in, so that `outside` leaves them out. An operator that nobody knows is never met. */
function isCrossed(value: number, { operator, operands }: Threshold): boolean {
  const [first = Number.NaN, second = Number.NaN] = operands;
  switch (operator) {
    case 'lessThan':
      return value < first;
    case 'lessThanOrEqualTo':
      return value <= first;
    case 'greaterThan':
      return value > first;
    case 'greaterThanOrEqualTo':
      return value >= first;
    case 'in':
      return operands.includes(value);
    case 'notIn':
      return !operands.includes(value);
    case 'between':
      return value >= first && value <= second;
    case 'outside':
      return value < first || value > second;
    default:
      return false;
  }
}
