/** Times as people read and type them, always on the household's own clock, wherever the browser is. */

const MINUTE = 60_000;
const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/;

export class Clock {
  private readonly wallParts: Intl.DateTimeFormat;
  private readonly exact: Intl.DateTimeFormat;
  private readonly rough: Intl.DateTimeFormat;
  private readonly relative: Intl.RelativeTimeFormat;

  constructor(
    private readonly language: string,
    zone: string,
    timeFormat?: string,
  ) {
    const hours = timeFormat === "12" ? { hour12: true } : timeFormat === "24" ? { hour12: false } : {};
    const numeric = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    const shown = { ...numeric, month: "short", day: "numeric", timeZone: zone, ...hours } as const;
    this.wallParts = new Intl.DateTimeFormat("en", { ...numeric, second: "2-digit", timeZone: zone, hourCycle: "h23" });
    this.exact = new Intl.DateTimeFormat(language, { ...shown, second: "2-digit" });
    this.rough = new Intl.DateTimeFormat(language, shown);
    this.relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  }

  /** Write a moment without seconds. */
  moment(at: string | number): string {
    return this.rough.format(new Date(at));
  }

  /** Write a moment to the second. */
  second(at: string): string {
    return this.exact.format(new Date(at));
  }

  /** Write a window to the second. */
  span(start: string | number, end: string | number): string {
    return this.exact.formatRange(new Date(start), new Date(end));
  }

  /** Say how far away a moment is, such as "in 3 hours". */
  distance(at: string, now: number): string {
    const minutes = (new Date(at).getTime() - now) / MINUTE;
    if (Math.abs(minutes) < 60) return this.relative.format(Math.trunc(minutes), "minute");
    const hours = minutes / 60;
    if (Math.abs(hours) < 48) return this.relative.format(Math.trunc(hours), "hour");
    return this.relative.format(Math.trunc(hours / 24), "day");
  }

  /** Write a length of time. */
  length(seconds: number): string {
    const whole = Math.round(seconds);
    const parts: [number, string][] = [
      [Math.floor(whole / 3600), "hour"],
      [Math.floor((whole % 3600) / 60), "minute"],
      [whole % 60, "second"],
    ];
    const said = parts.filter(([count, unit]) => count > 0 || (whole === 0 && unit === "second"));
    const form = { style: "unit", unitDisplay: "short" } as const;
    return said.map(([count, unit]) => new Intl.NumberFormat(this.language, { ...form, unit }).format(count)).join(" ");
  }

  /** Return what a `datetime-local` field shows for a moment: the household's wall clock. */
  wall(at: number): string {
    const found = new Map(this.wallParts.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
    const get = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? "00";
    return `${get("year")}-${get("month")}-${get("day")}T${get("hour")}:${get("minute")}:${get("second")}`;
  }

  /** Return the moment that a wall clock time means, null if it is none; of two in autumn the nearer one to `near`. */
  instant(wall: string, near: number | null): number | null {
    const parts = WALL.exec(wall)?.slice(1).map((part) => Number(part ?? 0));
    if (!parts) return null;
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
    const utc = Date.UTC(year, month - 1, day, hour, minute, second);
    const normal = new Date(utc).toISOString().slice(0, 19);
    const guesses = [-24, 24].map((hours) => utc - this.offset(utc + hours * 60 * MINUTE));
    const right = guesses.filter((guess) => this.wall(guess) === normal);
    const found = right.length > 0 ? right : guesses.slice(0, 1);
    const aim = near ?? Math.min(...found);
    return found.reduce((best, guess) => (Math.abs(guess - aim) < Math.abs(best - aim) ? guess : best));
  }

  private offset(at: number): number {
    const whole = Math.floor(at / 1000) * 1000;
    return Date.parse(`${this.wall(whole)}Z`) - whole;
  }
}
