/** Which seconds and cameras an approver picks, and whether that lies within what was asked and what the terms allow. */

import type { Camera, Feed, FootageRequest } from "./feed";

/** Seconds that are offered first where neither the request nor the terms say any. */
const USUAL_SECONDS = 60;

export interface Choice {
  /** Milliseconds since 1970; null = not chosen yet. */
  readonly start: number | null;
  readonly seconds: number;
  readonly cameras: ReadonlySet<string>;
  /** Whether a person changed the seconds. */
  readonly touched: boolean;
}

export type Fault =
  | "choice_no_camera"
  | "choice_no_start"
  | "choice_outside"
  | "choice_too_long"
  | "choice_too_short"
  | "choice_total_too_long";

/** Return what stands in the form at first: the offer, or the beginning of what was asked for. */
export function firstChoice(request: FootageRequest, feed: Feed): Choice {
  const window = request.offer.window ?? request.window;
  const wished = window?.seconds ?? USUAL_SECONDS;
  const cameras = new Set(choosable(request, feed).map((camera) => camera.id));
  const seconds = Math.min(wished, mostSeconds(request, cameras.size) ?? Infinity);
  return { start: window ? Date.parse(window.start) : null, seconds, cameras, touched: request.offer.window !== null && seconds < wished };
}

/** Return the cameras that may be picked. */
export function choosable(request: FootageRequest, feed: Feed): readonly Camera[] {
  return request.offer.cameras ?? request.terms.cameras ?? feed.cameras;
}

/** Return the most seconds that may leave of each of so many cameras, null if nothing limits them. */
export function mostSeconds(request: FootageRequest, cameras: number): number | null {
  const { longest_clip: clip, longest_total: total } = request.terms;
  // Rounded down, for a share such as a seventh, rounded up, would be too long in the sum.
  const share = total === null ? null : Math.floor((total / Math.max(1, cameras)) * 10) / 10;
  const limits = [clip, share, request.window?.seconds ?? null].filter((limit) => limit !== null);
  return limits.length > 0 ? Math.min(...limits) : null;
}

/** Return how far after the asked beginning a clip of these seconds may start, in whole seconds. */
export function latestOffset(request: FootageRequest, seconds: number): number {
  return request.window ? Math.max(0, Math.floor(request.window.seconds - seconds)) : 0;
}

/** Return the same choice with other seconds, moved back into the asked window if it would end behind it. */
export function withSeconds(choice: Choice, seconds: number, request: FootageRequest): Choice {
  let start = choice.start;
  if (request.window && start !== null && seconds > 0) {
    const latest = Date.parse(request.window.end) - seconds * 1000;
    start = Math.max(Date.parse(request.window.start), Math.min(start, latest));
  }
  return { ...choice, start, seconds, touched: true };
}

/** Return what is wrong with a choice, null if it may be sent. */
export function fault(choice: Choice, request: FootageRequest): Fault | null {
  if (choice.start === null) return "choice_no_start";
  if (!(choice.seconds >= 0.1)) return "choice_too_short";
  const { window, terms } = request;
  if (terms.longest_clip !== null && choice.seconds > terms.longest_clip) return "choice_too_long";
  const end = choice.start + choice.seconds * 1000;
  if (window && (choice.start < Date.parse(window.start) || end > Date.parse(window.end))) return "choice_outside";
  if (choice.cameras.size === 0) return "choice_no_camera";
  const { longest_total: total } = terms;
  return total !== null && choice.seconds * choice.cameras.size > total ? "choice_total_too_long" : null;
}

/** Return what the action `approve` takes: the seconds only where they are not the offer's own. */
export function approval(choice: Choice, request: FootageRequest): Record<string, unknown> {
  const answer = { request_id: request.request_id, offer: request.offer.mark, cameras: [...choice.cameras].sort() };
  if (choice.start === null || (request.offer.window && !choice.touched)) return answer;
  // The hub counts in microseconds: the asked beginning, rounded to milliseconds, could lie before itself.
  const asked = request.window?.start;
  const start = asked && Date.parse(asked) === choice.start ? asked : new Date(choice.start).toISOString();
  return { ...answer, start, seconds: choice.seconds };
}
