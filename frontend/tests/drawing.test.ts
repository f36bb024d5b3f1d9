/** Shapes as they are moved, reshaped and written down. */

import { describe, expect, test } from "vitest";

import { freeName, isMeant, isRectangle, moved, rectangle, reshaped, withoutCorner, written, wrong, type Drawn } from "../src/drawing";

const square = rectangle([0.4, 0.6], [0.1, 0.2]);
const mask = (changes: Partial<Drawn> = {}): Drawn => ({ id: null, name: "A", always: true, points: square, rules: [], corners: null, ...changes });

test("a rectangle is one from whichever corner it was drawn", () => {
  expect(square).toEqual([[0.1, 0.2], [0.4, 0.2], [0.4, 0.6], [0.1, 0.6]]);
  expect(isRectangle(square)).toBe(true);
  expect(isRectangle([[0, 0], [1, 0.1], [1, 1], [0, 1]])).toBe(false);
});

describe("moving", () => {
  test("keeps the whole shape in the picture", () => {
    const { points } = moved(mask(), -0.5, 0.9);
    expect(points.map((point) => point.map((share) => Math.round(share * 100)))).toEqual([[0, 60], [30, 60], [30, 100], [0, 100]]);
    expect(isRectangle(points)).toBe(true);
  });

  test("one corner of a rectangle leaves a rectangle, and one of a shape moves alone", () => {
    expect(reshaped(mask(), 2, [0.5, 1.5]).points).toEqual([[0.1, 0.2], [0.5, 0.2], [0.5, 1], [0.1, 1]]);
    const shape = mask({ points: [[0, 0], [0.5, 0], [0.2, 0.5]] });
    expect(reshaped(shape, 1, [0.6, 0.1]).points).toEqual([[0, 0], [0.6, 0.1], [0.2, 0.5]]);
  });

  test("a corner can go as long as three stay", () => {
    const three = withoutCorner(mask(), 0);
    expect(three.points.length).toBe(3);
    expect(withoutCorner(three, 0)).toBe(three);
  });
});

test("a slip of the hand is no mask", () => {
  expect(isMeant(rectangle([0.1, 0.1], [0.105, 0.9]))).toBe(false);
  expect(isMeant([[0, 0], [1, 1]])).toBe(false);
  expect(isMeant(square)).toBe(true);
});

test("what keeps masks from being saved is found, and new ones get a name of their own", () => {
  expect(wrong([mask()])).toBeNull();
  expect(wrong([mask({ name: "  " })])).toBe("mask_needs_name");
  expect(wrong([mask(), mask({ name: " a" })])).toBe("mask_needs_other_name");
  expect(wrong([mask({ points: rectangle([0, 0], [0, 1]) })])).toBe("mask_too_small");
  expect(freeName([mask({ name: "mask 1" })], (number) => `Mask ${number}`)).toBe("Mask 2");
});

test("corners are written as the form takes them", () => {
  expect(written([mask({ name: " A " })])).toEqual([{ name: "A", always: true, corners: "10 20, 40 60" }]);
  const shape = mask({ points: [[0, 0], [1 / 3, 0], [0.2, 0.5]] });
  expect(written([shape])).toMatchObject([{ corners: "0 0, 33.33 0, 20 50" }]);
  expect(written([mask({ id: "front:1", name: "B" })])).toMatchObject([{ id: "front:1", name: "B" }]);
  expect(written([mask({ corners: "10.0001 20, 40 60" })])).toMatchObject([{ corners: "10.0001 20, 40 60" }]);
});
