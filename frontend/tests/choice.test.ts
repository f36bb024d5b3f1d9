/** What an approver may pick, and what is sent. */

import { describe, expect, test } from "vitest";

import { approval, choosable, fault, firstChoice, latestOffset, mostSeconds, withSeconds } from "../src/choice";
import { BACK, FRONT, feed, waiting } from "./example";

const START = Date.parse("2026-11-21T11:00:00Z");

describe("the form at first", () => {
  test("holds the beginning of what was asked for, as long as a clip may be", () => {
    expect(firstChoice(waiting(), feed())).toMatchObject({ start: START, seconds: 60, touched: false });
  });

  test("holds the offer where the seconds are agreed", () => {
    const window = { start: "2026-11-21T11:01:00Z", end: "2026-11-21T11:01:20Z", seconds: 20 };
    const request = waiting({ offer: { mark: "b", window, cameras: [BACK] } });
    const choice = firstChoice(request, feed());
    expect(choice).toMatchObject({ start: START + 60_000, seconds: 20 });
    expect([...choice.cameras]).toEqual(["back"]);
  });

  test("waits for a start where no time was asked for", () => {
    const request = waiting({ window: null });
    const choice = firstChoice(request, feed());
    expect(choice.start).toBeNull();
    expect(fault(choice, request)).toBe("choice_no_start");
  });
});

test("cameras are those of the offer, else of the terms, else all", () => {
  expect(choosable(waiting(), feed())).toEqual([FRONT, BACK]);
  expect(choosable(waiting({ terms: { ...waiting().terms, cameras: [BACK] } }), feed())).toEqual([BACK]);
  expect(choosable(waiting({ offer: { mark: "b", window: null, cameras: [FRONT] } }), feed())).toEqual([FRONT]);
});

describe("a longest total", () => {
  const terms = { ...waiting().terms, longest_total: 50 };
  const request = waiting({ terms });

  test("is shared by the cameras at first, and may be used up by fewer", () => {
    const first = firstChoice(request, feed());
    expect(first).toMatchObject({ seconds: 25 });
    expect(fault(first, request)).toBeNull();
    expect(fault({ ...first, seconds: 26 }, request)).toBe("choice_total_too_long");
    expect(fault({ ...first, seconds: 50, cameras: new Set(["front"]) }, request)).toBeNull();
    expect(mostSeconds(request, 1)).toBe(50);
    expect(mostSeconds(request, 3)).toBe(16.6);
  });

  test("shortens an offer, and says so to the hub", () => {
    const window = { start: "2026-11-21T11:01:00Z", end: "2026-11-21T11:01:40Z", seconds: 40 };
    const agreed = waiting({ terms, offer: { mark: "b", window, cameras: null } });
    expect(approval(firstChoice(agreed, feed()), agreed)).toMatchObject({ start: "2026-11-21T11:01:00.000Z", seconds: 25 });
  });
});

test("the most seconds are the smaller of window and longest clip", () => {
  expect(mostSeconds(waiting(), 1)).toBe(60);
  expect(mostSeconds(waiting({ terms: { ...waiting().terms, longest_clip: null } }), 1)).toBe(300);
  expect(mostSeconds(waiting({ window: null, terms: { ...waiting().terms, longest_clip: null } }), 1)).toBeNull();
  expect(latestOffset(waiting(), 20)).toBe(280);
});

describe("a choice", () => {
  const request = waiting();
  const first = firstChoice(request, feed());

  test("that lies within everything may be sent", () => {
    expect(fault(first, request)).toBeNull();
  });

  test.each([
    [{ seconds: 61 }, "choice_too_long"],
    [{ seconds: 0 }, "choice_too_short"],
    [{ seconds: Number.NaN }, "choice_too_short"],
    [{ start: START - 1 }, "choice_outside"],
    [{ start: START + 241_000 }, "choice_outside"],
    [{ cameras: new Set<string>() }, "choice_no_camera"],
  ])("with %j is refused", (change, wrong) => {
    expect(fault({ ...first, ...change }, request)).toBe(wrong);
  });

  test("that gets longer moves back into the asked window", () => {
    const late = { ...first, start: START + 280_000, seconds: 20 };
    expect(withSeconds(late, 50, request)).toMatchObject({ start: START + 250_000, seconds: 50, touched: true });
  });
});

describe("what is sent", () => {
  test("names the offer, and the seconds where nobody had chosen them", () => {
    const request = waiting();
    expect(approval(firstChoice(request, feed()), request)).toEqual({
      request_id: "r1",
      offer: "aaaaaaaaaaaaaaaa",
      cameras: ["back", "front"],
      start: "2026-11-21T11:00:00+00:00",
      seconds: 60,
    });
  });

  test("leaves the seconds of the offer alone unless somebody changed them", () => {
    const window = { start: "2026-11-21T11:01:00.123456Z", end: "2026-11-21T11:01:20.123456Z", seconds: 20 };
    const request = waiting({ offer: { mark: "b", window, cameras: null } });
    const choice = firstChoice(request, feed());
    expect(approval(choice, request)).not.toHaveProperty("start");
    expect(approval(withSeconds(choice, 10, request), request)).toMatchObject({ seconds: 10 });
  });

  test("never begins before the asked microsecond", () => {
    const start = "2026-11-21T11:00:00.123456+00:00";
    const request = waiting({ window: { start, end: "2026-11-21T11:05:00.123456+00:00", seconds: 300 } });
    expect(approval(firstChoice(request, feed()), request)).toMatchObject({ start });
  });
});
