/** Masks as they are drawn: shapes in shares of the picture, how they are moved, and how they are written down. */

import type { Key } from "./words";

/** From the left and from the top, as shares of the picture from 0 to 1. */
export type Point = readonly [number, number];

export interface StoredMask {
  readonly id: string;
  readonly name: string;
  readonly corners: string;
  readonly always: boolean;
  readonly points: readonly Point[];
  readonly rules: readonly string[];
}

export interface Drawn {
  /** Which stored mask this is, whatever it is called now; null for one that is new. */
  readonly id: string | null;
  readonly name: string;
  readonly always: boolean;
  readonly points: readonly Point[];
  readonly rules: readonly string[];
  /** How the corners were written when they were read; kept as long as nobody moves one, so that nothing is rounded. */
  readonly corners: string | null;
}

export const MOST_MASKS = 16;
export const FEWEST_CORNERS = 3;
export const MOST_CORNERS = 32;

/** A shape smaller than this, in both directions, is a slip of the hand. */
export const LEAST = 0.01;

const HUNDREDTHS = 10_000;

/** Return stored masks as they are shown first. */
export function taken(stored: readonly StoredMask[]): Drawn[] {
  return stored.map(({ id, name, always, points, rules, corners }) => ({ id, name, always, points, rules, corners }));
}

/** Return the rectangle between two points. */
export function rectangle([x1, y1]: Point, [x2, y2]: Point): Point[] {
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
  const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** Tell whether four corners are those of a rectangle, which stays one when a corner is moved. */
export function isRectangle(points: readonly Point[]): boolean {
  const [a, b, c, d] = points;
  if (points.length !== 4 || !a || !b || !c || !d) return false;
  return (
    (a[1] === b[1] && b[0] === c[0] && c[1] === d[1] && d[0] === a[0]) ||
    (a[0] === b[0] && b[1] === c[1] && c[0] === d[0] && d[1] === a[1])
  );
}

/** Return a point within the picture. */
export function inside([x, y]: Point): Point {
  return [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
}

/** Move a whole shape, which stays in the picture. */
export function moved(mask: Drawn, dx: number, dy: number): Drawn {
  const across = mask.points.map(([x]) => x);
  const down = mask.points.map(([, y]) => y);
  const right = Math.max(-Math.min(...across), Math.min(1 - Math.max(...across), dx));
  const below = Math.max(-Math.min(...down), Math.min(1 - Math.max(...down), dy));
  return { ...mask, corners: null, points: mask.points.map(([x, y]) => inside([x + right, y + below])) };
}

/** Move one corner; a rectangle takes its neighbours along. */
export function reshaped(mask: Drawn, corner: number, to: Point): Drawn {
  const target = inside(to);
  const from = mask.points[corner];
  if (!from) return mask;
  const square = isRectangle(mask.points);
  const opposite = mask.points[(corner + 2) % 4];
  const points = mask.points.map((point, index): Point => {
    if (index === corner) return target;
    if (!square || point === opposite) return point;
    return [point[0] === from[0] ? target[0] : point[0], point[1] === from[1] ? target[1] : point[1]];
  });
  return { ...mask, corners: null, points };
}

/** Take one corner of a shape away; three have to stay. */
export function withoutCorner(mask: Drawn, corner: number): Drawn {
  if (mask.points.length <= FEWEST_CORNERS) return mask;
  return { ...mask, corners: null, points: mask.points.filter((_point, index) => index !== corner) };
}

/** Tell whether a shape is large enough to have been meant. */
export function isMeant(points: readonly Point[]): boolean {
  const [width, height] = extent(points);
  return points.length >= FEWEST_CORNERS && width >= LEAST && height >= LEAST;
}

/** Return the name of a new mask that no other has. */
export function freeName(masks: readonly Drawn[], named: (number: number) => string): string {
  const used = new Set(masks.map((mask) => key(mask.name)));
  let number = 1;
  while (used.has(key(named(number)))) number += 1;
  return named(number);
}

/** Return what keeps the masks from being saved, null if nothing does. */
export function wrong(masks: readonly Drawn[]): (Key & `mask_${string}`) | null {
  if (masks.some((mask) => key(mask.name) === "")) return "mask_needs_name";
  if (new Set(masks.map((mask) => key(mask.name))).size < masks.length) return "mask_needs_other_name";
  return masks.every((mask) => isMeant(mask.points)) ? null : "mask_too_small";
}

/** Write masks as the hub takes them. */
export function written(masks: readonly Drawn[]): object[] {
  return masks.map(({ id, name, always, points, corners }) => ({
    ...(id === null ? {} : { id }),
    name: name.trim(),
    always,
    corners: corners ?? spelled(points),
  }));
}

/** Write corners in per cent; two are those of a rectangle. */
function spelled(points: readonly Point[]): string {
  const [first, , third] = points;
  const told = isRectangle(points) && first && third ? [first, third] : points;
  return told.map((point) => point.map((share) => Math.round(share * HUNDREDTHS) / 100).join(" ")).join(", ");
}

function extent(points: readonly Point[]): Point {
  const across = points.map(([x]) => x);
  const down = points.map(([, y]) => y);
  return [Math.max(...across) - Math.min(...across), Math.max(...down) - Math.min(...down)];
}

function key(name: string): string {
  return name.trim().toLocaleLowerCase();
}
