/** Daily and weekly windows of managed data services, in UTC as AWS writes them. */
import type { Problem } from "../base";

const MINUTES_OF_DAY = 24 * 60;
const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A stretch of minutes that may run past the end of its cycle. */
export interface Span {
  readonly start: number;
  readonly minutes: number;
}

/** A window argument: its name and value. */
export interface WindowArgument {
  readonly argument: string;
  readonly value: string;
}

/** `03:00-04:00` as minutes of the day; undefined when it is not a window. */
export function parseDailyWindow(text: string): Span | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number) as [number, number, number, number];
  return span(fromHour * 60 + fromMinute, toHour * 60 + toMinute, MINUTES_OF_DAY);
}

/** `sun:05:00-sun:06:00` as minutes of the week, Monday first; undefined when it is not a window. */
export function parseWeeklyWindow(text: string): Span | undefined {
  const match = /^(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):([0-5]\d)-(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):([0-5]\d)$/i.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, fromDay = "", fromHour, fromMinute, toDay = "", toHour, toMinute] = match;
  return span(weekMinute(fromDay, Number(fromHour), Number(fromMinute)), weekMinute(toDay, Number(toHour), Number(toMinute)), MINUTES_OF_WEEK);
}

/** Whether a window on some days, Monday as 0, meets a weekly one; without days, on any day. */
export function windowsOverlap(daily: Span, weekly: Span, days: readonly number[] = DAYS.map((_, day) => day)): boolean {
  return days.some((day) => {
    const start = day * MINUTES_OF_DAY + daily.start;
    return distance(start, weekly.start) < daily.minutes || distance(weekly.start, start) < weekly.minutes;
  });
}

/** What AWS would refuse: malformed or short windows, and a backup during maintenance. */
export function windowProblems(daily: WindowArgument, weekly: WindowArgument, minimumMinutes: number): Problem[] {
  const day = parseDailyWindow(daily.value);
  const week = parseWeeklyWindow(weekly.value);
  const problems = [
    ...spanProblems(daily, day, minimumMinutes, "a daily window in UTC such as 03:00-04:00"),
    ...spanProblems(weekly, week, minimumMinutes, "a weekly window in UTC such as sun:05:00-sun:06:00"),
  ];
  if (problems.length === 0 && day !== undefined && week !== undefined && windowsOverlap(day, week)) {
    problems.push({
      argument: weekly.argument,
      problem: `${JSON.stringify(weekly.value)} overlaps ${daily.argument} ${JSON.stringify(daily.value)}, which AWS refuses: move one of them.`,
    });
  }
  return problems;
}

function spanProblems({ argument, value }: WindowArgument, parsed: Span | undefined, minimumMinutes: number, shape: string): Problem[] {
  if (parsed === undefined) {
    return [{ argument, problem: `must be ${shape}, not ${JSON.stringify(value)}.` }];
  }
  return parsed.minutes >= minimumMinutes && parsed.minutes < MINUTES_OF_DAY
    ? []
    : [{ argument, problem: `must last ${minimumMinutes} minutes or more and less than 24 hours, not ${JSON.stringify(value)}.` }];
}

function span(start: number, end: number, cycle: number): Span {
  return { start, minutes: (end - start + cycle) % cycle };
}

function weekMinute(day: string, hour: number, minute: number): number {
  return DAYS.indexOf(day.toLowerCase()) * MINUTES_OF_DAY + hour * 60 + minute;
}

/** Minutes from one point of the week forward to the other. */
function distance(from: number, to: number): number {
  return (to - from + MINUTES_OF_WEEK) % MINUTES_OF_WEEK;
}
