/** Times are the household's, whatever clock the browser has. */

import { describe, expect, test } from "vitest";

import { Clock } from "../src/times";

const BERLIN = new Clock("en", "Europe/Berlin", "24");

test("a moment is typed on the household's wall clock", () => {
  const at = Date.parse("2026-11-21T13:00:10Z");
  expect(BERLIN.wall(at)).toBe("2026-11-21T14:00:10");
  expect(BERLIN.instant("2026-11-21T14:00:10", null)).toBe(at);
  expect(BERLIN.instant("2026-11-21T14:00", null)).toBe(at - 10_000);
});

test("of two moments that show the same time in autumn, the nearer one is meant", () => {
  const first = Date.parse("2026-10-25T00:30:00Z");
  const second = Date.parse("2026-10-25T01:30:00Z");
  expect(BERLIN.wall(first)).toBe(BERLIN.wall(second));
  expect(BERLIN.instant("2026-10-25T02:30:00", first)).toBe(first);
  expect(BERLIN.instant("2026-10-25T02:30:00", second + 5_000)).toBe(second);
  expect(BERLIN.instant("2026-10-25T02:30:00", null)).toBe(first);
});

test("what is no time means none", () => {
  expect(BERLIN.instant("", null)).toBeNull();
  expect(BERLIN.instant("tomorrow", null)).toBeNull();
});

test("midnight is zero o'clock", () => {
  expect(BERLIN.wall(Date.parse("2026-11-20T23:00:00Z"))).toBe("2026-11-21T00:00:00");
});

describe("lengths and distances", () => {
  test.each([
    [0, "0 sec"],
    [20, "20 sec"],
    [90, "1 min 30 sec"],
    [3600, "1 hr"],
  ])("%d seconds read as %s", (seconds, text) => {
    expect(BERLIN.length(seconds)).toBe(text);
  });

  test("a deadline tells how far it is away", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(BERLIN.distance("2026-11-21T12:30:30Z", now)).toBe("in 30 minutes");
    expect(BERLIN.distance("2026-11-22T11:59:00Z", now)).toBe("in 23 hours");
    expect(BERLIN.distance("2026-11-24T12:00:00Z", now)).toBe("in 3 days");
  });
});
