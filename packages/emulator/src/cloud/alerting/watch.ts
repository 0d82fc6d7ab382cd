import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../state/database.ts';
import { now } from '../kernel/clock.ts';
import { changed, Documents, type Document, type Json } from '../kernel/documents.ts';
import { ownOf } from '../kernel/own.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { SeriesStore } from '../series/store.ts';
import { states, type Alert } from './alert.ts';
import { drawnTogether, milliseconds, severityOf, type Condition } from './condition.ts';
import { watchedBy, type Watched } from './metrics.ts';
import { tell } from './notices.ts';

/** Milliseconds between looks at the rules whose time has come. */
const beat = 500;
const defaultFrequency = 5 * 60_000;
const defaultDuration = 5 * 60_000;

type Parts = Pick<CloudParts, 'db' | 'hub' | 'outbox'>;

/**
 * Raises alerts by the rules and ends them. Rules are looked at as often as they say, and at once when points come, so that
 * nobody waits five minutes for what is a test.
 */
export class AlertWatch {
  readonly #parts: Parts;
  readonly #db: Database;
  readonly #rules: Documents;
  readonly #alerts: Documents;
  readonly #series: SeriesStore;
  readonly #timer: NodeJS.Timeout;
  /** By a clock that nobody sets: one that is set back would leave the rules alone for as long. */
  readonly #lookedAt = new Map<string, number>();

  constructor(parts: Parts, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#db = parts.db;
    this.#rules = new Documents(parts.db, 'alertRule');
    this.#alerts = new Documents(parts.db, 'alert');
    this.#series = new SeriesStore(parts.db);
    this.#timer = setInterval(() => {
      try {
        this.#lookWhereDue();
      } catch (error) {
        onError(error);
      }
    }, beat);
    this.#timer.unref();
  }

  /** Looks at the rules of a home's project: points have come. */
  measured(homeId: number): void {
    const home = this.#db.get<{ projectId: number }>('SELECT projectId FROM home WHERE id = :homeId', {
      homeId,
    });
    for (const rule of home ? this.#rules.list(home.projectId) : []) this.#look(rule, homeId);
  }

  /** A rule was changed, or is gone: what it has raised is over. */
  ruleChanged(before: Document, after: Json | undefined): void {
    const isOff = after === undefined || after['enabled'] === false;
    if (!isOff && isDeepStrictEqual(before.json['condition'], after['condition'])) return;
    const state = isOff ? states.ineffective : states.obsolete;
    for (const alert of this.#open(before)) this.#end(alert, state);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #lookWhereDue(): void {
    for (const { projectId } of this.#rules.projects()) {
      for (const rule of this.#rules.list(projectId)) {
        const { frequency } = conditionOf(rule);
        const due = (this.#lookedAt.get(rule.id) ?? -Infinity) + milliseconds(frequency, defaultFrequency);
        if (due > performance.now()) continue;
        this.#lookedAt.set(rule.id, performance.now());
        this.#look(rule);
      }
    }
  }

  #look(rule: Document, homeId?: number): void {
    if (rule.json['enabled'] === false) return;
    const watched = watchedBy(this.#db, rule.projectId, conditionOf(rule));
    for (const each of watched) {
      if (homeId === undefined || each.entity.homeId === homeId) this.#judge(rule, each);
    }
    const ids = new Set(watched.map(({ entity }) => entity.id));
    for (const alert of this.#open(rule)) {
      if (!ids.has((alert.json as Alert).entityId)) this.#end(alert, states.ineffective);
    }
  }

  #judge(rule: Document, watched: Watched): void {
    const severity = this.#severity(rule, watched);
    if (severity === undefined) return;
    const open = this.#open(rule).find(({ json }) => json['entityId'] === watched.entity.id);
    if (severity === 'none') {
      if (open && rule.json['disableAutoRecovery'] !== true) {
        const over = this.#end(open, states.recovered);
        tell(this.#parts, rule.json, over, true);
      }
      return;
    }
    if (!open) tell(this.#parts, rule.json, this.#raise(rule, watched, severity), false);
    else if (open.json['severity'] !== severity) this.#alerts.replace(open, { ...open.json, severity });
  }

  /** How severe it is; undefined where nothing can be said. */
  #severity(rule: Document, { place, collectionId }: Watched): number | 'none' | undefined {
    const condition = conditionOf(rule);
    const duration = milliseconds(condition.duration, defaultDuration) + milliseconds(condition.delay, 0);
    const time = Date.now();
    const from = new Date(time - duration).toISOString();
    const series = this.#series.find(place, collectionId);
    const points = series ? this.#series.between(series, from, new Date(time + 1).toISOString()) : [];
    const name = condition.metricsCondition?.metricName;
    const values = points.flatMap((point) => {
      const value = name === undefined ? Object.values(point.values)[0] : ownOf(point.values, name);
      return value === undefined ? [] : [value];
    });
    if (condition.conditionType === 'metricsHeartbeat') {
      if (values.length > 0) return 'none';
      // A rule that is younger than what it waits for has not waited yet.
      return String(rule.json['updateTime']) < from ? (condition.severity ?? 1) : undefined;
    }
    const value = drawnTogether(condition.aggregation, values);
    return value === undefined ? undefined : (severityOf(value, condition.thresholds) ?? 'none');
  }

  #open(rule: Document): Document[] {
    return this.#alerts
      .list(rule.projectId)
      .filter(({ json }) => json['alertRuleId'] === Number(rule.id) && json['state'] === states.alerting);
  }

  #raise({ projectId, id, json }: Document, { entity }: Watched, severity: number): Alert {
    const condition = json['condition'] as Condition;
    const alert = {
      id: randomBytes(12).toString('hex'),
      projectId,
      homeId: entity.homeId ?? 0,
      alertRuleId: Number(id),
      condition,
      ...(json['description'] === undefined ? {} : { description: json['description'] }),
      severity,
      state: states.alerting,
      entityId: entity.id,
      entityClass: condition.metricsCondition?.entityClass,
      metricsDefinitionId: condition.metricsCondition?.metricsDefinitionId,
      metricName: condition.metricsCondition?.metricName,
      invocationTime: now(),
    };
    this.#alerts.add(projectId, entity.homeId, alert.id, alert);
    return alert;
  }

  #end(alert: Document, state: number): Alert {
    const over = changed(alert.json, { state, recoveryTime: now() }) as Alert;
    this.#alerts.replace(alert, over);
    return over;
  }
}

function conditionOf({ json }: Document): Condition {
  return json['condition'] as Condition;
}
