const DAYS_OF_MONTH = 31;
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/**
 * The longest time in days between two runs of a schedule of Secrets Manager, estimated upwards; infinite where it is not understood.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function longestGap(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (day|hour)s?\)$/.exec(expression.trim()) ?? [];
  if (count !== undefined) {
    return unit === "day" ? Number(count) : Number(count) / 24;
  }
  const [, fields = ""] = /^cron\((.*)\)$/.exec(expression.trim()) ?? [];
  const [, , , month = "", , year] = fields.trim().split(/\s+/);
  const months = monthsOf(month);
  // Within a month that is named, every form of days runs at least once.
  return year === "*" && months.length > 0 ? DAYS_OF_MONTH * longestStep(months) : Infinity;
}

function monthsOf(field: string): number[] {
  if (field === "*") {
    return MONTHS.map((_, index) => index);
  }
  const [, start, step] = /^(\*|\d+)\/(\d+)$/.exec(field) ?? [];
  if (step !== undefined && Number(step) > 0) {
    const first = start === "*" ? 0 : Number(start) - 1;
    return MONTHS.flatMap((_, index) => (index >= first && (index - first) % Number(step) === 0 ? [index] : []));
  }
  const named = field.split(",").map((each) => (/^\d+$/.test(each) ? Number(each) - 1 : MONTHS.indexOf(each.toUpperCase())));
  return named.every((index) => index >= 0 && index < MONTHS.length) ? named.sort((one, other) => one - other) : [];
}

/** Months from one of the list to the next, over the end of the year. */
function longestStep(months: readonly number[]): number {
  return Math.max(...months.map((month, index) => (months[index + 1] ?? (months[0] ?? 0) + MONTHS.length) - month));
}
