/** Times of day and week in UTC, in minutes. */
const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

interface Window {
  readonly start: number;
  readonly minutes: number;
}

/** `07:00-08:00`; past midnight when it ends before it starts. */
export function dailyWindow(text: string): Window {
  const [start = 0, end = 0] = text.split("-").map(minuteOfDay);
  return { start, minutes: (end - start + DAY) % DAY };
}

/** `sun:09:00-sun:10:00`; past the end of the week when it ends before it starts. */
export function weeklyWindow(text: string): Window {
  const [start = 0, end = 0] = text.split("-").map((moment) => DAYS.indexOf(moment.slice(0, 3)) * DAY + minuteOfDay(moment.slice(4)));
  return { start, minutes: (end - start + WEEK) % WEEK };
}

/** Whether a window of every day and one of the week share a minute. */
export function windowsOverlap(daily: Window, weekly: Window): boolean {
  // One day more on both sides, for windows that run past midnight.
  return Array.from({ length: DAYS.length + 2 }, (_, index) => daily.start + (index - 1) * DAY).some((start) =>
    [weekly.start, weekly.start - WEEK].some((from) => start < from + weekly.minutes && from < start + daily.minutes),
  );
}

function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}
