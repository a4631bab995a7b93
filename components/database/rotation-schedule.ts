/** When the password is rotated. */
import { objectOf, number, text, wholeNumber, type Kind, type Problem } from "../base";
import { parseWeeklyWindow, windowsOverlap } from "../data";

/** A schedule of Secrets Manager, in UTC. */
export interface RotationSchedule {
  /**
   * When rotation windows open: `cron(0 hour day-of-month month day-of-week year)`, one hour on days, such as
   * `cron(0 10 ? * SUN#1 *)`, ten o'clock on the first Sunday of a month. Choose hours in which hardly anybody connects.
   * In place, without a rotation.
   * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
   */
  readonly schedule: string;
  /** Hours that the window stays open, within the same day of UTC. In place. */
  readonly windowHours: number;
}

export const rotationShape: Kind = objectOf<RotationSchedule>({ schedule: text, windowHours: number });

const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
const MINUTES_OF_HOUR = 60;
const HOURS_OF_DAY = 24;

/** What a schedule says: an hour, and the days of the week, Monday as 0, on which it may come. */
export interface Rotation {
  readonly hour: number;
  readonly days: readonly number[];
}

/** The schedule as hour and days; undefined when it is not of the form above. */
export function parseRotationSchedule(schedule: string): Rotation | undefined {
  const [, hour, dayOfMonth = "", , dayOfWeek = ""] = /^cron\(0 (\d{1,2}) ([\d,/L?*-]+) ([\dA-Z,/*-]+) ([\dA-Z,#L?*-]+) [\d,/*-]+\)$/.exec(schedule) ?? [];
  const days = daysOf(dayOfWeek);
  // Exactly one of the two kinds of days is left open by "?".
  const oneOpen = (dayOfMonth === "?") !== (dayOfWeek === "?");
  return hour === undefined || Number(hour) >= HOURS_OF_DAY || !oneOpen || days === undefined ? undefined : { hour: Number(hour), days };
}

/** What is wrong with a schedule, beside a weekly maintenance window. */
export function rotationProblems({ schedule, windowHours }: RotationSchedule, maintenanceWindow: string): Problem[] {
  const rotation = parseRotationSchedule(schedule);
  const problems = wholeNumber("rotation.windowHours", windowHours, 1, HOURS_OF_DAY, "hours");
  if (rotation === undefined) {
    problems.push({ argument: "rotation.schedule", problem: `must be a cron schedule of Secrets Manager with one full hour, such as cron(0 10 ? * SUN#1 *), not ${JSON.stringify(schedule)}.` });
  }
  if (rotation === undefined || problems.length > 0) {
    return problems;
  }
  const maintenance = parseWeeklyWindow(maintenanceWindow);
  if (rotation.hour + windowHours > HOURS_OF_DAY) {
    problems.push({
      argument: "rotation.windowHours",
      problem: `${windowHours} reach from ${rotation.hour} o'clock into the next day of UTC, where a window must not extend: give ${HOURS_OF_DAY - rotation.hour} or less.`,
    });
  } else if (maintenance !== undefined && windowsOverlap({ start: rotation.hour * MINUTES_OF_HOUR, minutes: windowHours * MINUTES_OF_HOUR }, maintenance, rotation.days)) {
    problems.push({
      argument: "rotation.schedule",
      problem: `${JSON.stringify(schedule)} with ${windowHours} hours overlaps maintenanceWindow ${JSON.stringify(maintenanceWindow)}, in which the database restarts: move one of them.`,
    });
  }
  return problems;
}

/** The days of the week that a field names, numbers counting from Sunday as 1; undefined when it names what is none. */
function daysOf(field: string): number[] | undefined {
  if (field === "?" || field === "*") {
    return DAYS.map((_, day) => day);
  }
  const parts = field.split(",").map((part) => rangeOf(part.replace(/#[1-5]$|(?<=.)L$/, "")));
  return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())].sort() : undefined;
}

function rangeOf(part: string): number[] | undefined {
  const [from, to = from, ...more] = part.split("-").map(dayOf);
  if (from === undefined || to === undefined || more.length > 0) {
    return undefined;
  }
  return Array.from({ length: ((to - from + DAYS.length) % DAYS.length) + 1 }, (_, index) => (from + index) % DAYS.length);
}

function dayOf(name: string): number | undefined {
  const named = DAYS.indexOf(name);
  if (named >= 0) {
    return named;
  }
  return /^[1-7]$/.test(name) ? (Number(name) + 5) % DAYS.length : undefined;
}
