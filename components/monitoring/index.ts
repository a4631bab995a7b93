export { actionsFor, alarmActions, SEVERITIES, type AlarmActions, type Severity } from "./actions";
export { createAlarm, type AlarmDefinition, type Dimensions, type MathMetric, type Metric, type MetricMath } from "./alarm";
export { createLogGroup } from "./log-group";
export { LOG_RETENTION_DAYS, logRetention } from "./retention";
