/** What Ring Guard tells the panel, and how the panel listens. Strangers' texts are in here as they came. */

import type { Hass } from "./hass";

export interface Span {
  readonly start: string;
  readonly end: string;
  readonly seconds: number;
}

export interface Camera {
  readonly id: string;
  readonly name: string | null;
}

/** A camera of the household; `by_hand` if people bring its footage themselves. */
export interface OwnCamera extends Camera {
  readonly by_hand: boolean;
}

export interface Finding {
  readonly key: string;
  readonly text: string;
  readonly evidence: string;
}

export interface Ground {
  readonly authority: string;
  readonly effect: string | null;
  readonly certain: string;
  readonly text: string;
}

export interface Clip {
  readonly camera: Camera;
  readonly seconds: number;
  readonly size: number;
  readonly sha256: string;
  readonly path: string;
  /** Of a finished clip: which seconds of what was agreed it has not, and what has to be known about its footage. */
  readonly gaps?: readonly Span[];
  readonly notes?: readonly string[];
  /** Of a held recording: what the hub knows it by. */
  readonly held?: { readonly request_id: string; readonly file: string };
}

export interface HeldFile {
  readonly camera: Camera;
  readonly start: string;
  readonly seconds: number;
  readonly file: string;
  readonly path: string;
}

export interface Hold {
  readonly window: Span | null;
  readonly size: number;
  readonly files: readonly HeldFile[];
  readonly problems: readonly string[];
}

export interface Release {
  readonly way: string;
  readonly opens: string;
  readonly ends: string | null;
  readonly fetches_allowed: number;
  readonly pass_phrase: boolean;
  readonly fetches: readonly { readonly at: string; readonly address: string }[];
}

export interface Mask {
  /** The camera's id. */
  readonly camera_id: string;
  readonly name: string;
}

export interface CallBack {
  readonly number: string;
  readonly name: string;
  readonly by: string;
  readonly at: string;
}

export interface Terms {
  readonly longest_clip: number | null;
  readonly longest_total: number | null;
  readonly sound: boolean;
  readonly cameras: readonly Camera[] | null;
  readonly masks: readonly Mask[];
  readonly most_lines: number | null;
  readonly approvals: number;
  readonly cool_down: number;
  readonly link_life: number | null;
  readonly fetches: number | null;
}

export interface Offer {
  readonly mark: string;
  readonly window: Span | null;
  readonly cameras: readonly Camera[] | null;
}

export interface FootageRequest {
  readonly erased?: false;
  readonly request_id: string;
  readonly state: string;
  readonly received_at: string;
  readonly changed_at: string;
  readonly changed_by: string | null;
  readonly deadline: string | null;
  readonly linked_to: string | null;
  readonly repeats: number;
  readonly problem: string | null;
  readonly approvals: number;
  readonly approved_by: readonly string[];
  readonly approvals_missing: number;
  readonly suspicious: boolean;
  readonly system: string;
  readonly claimed_name: string | null;
  readonly possible_levels: readonly string[];
  readonly assurance: string;
  readonly who: string;
  readonly call_back: CallBack | null;
  readonly officer: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly reference: string | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly demands: readonly string[];
  readonly incident_types: readonly string[] | null;
  readonly window: Span | null;
  readonly asked_cameras: readonly Camera[] | null;
  readonly reply_by: string | null;
  readonly findings: readonly Finding[];
  readonly effect: string;
  readonly reason: string;
  readonly grounds: readonly Ground[];
  readonly milder: readonly string[];
  readonly terms: Terms;
  readonly policy: string;
  readonly offer: Offer;
  readonly clips: readonly Clip[];
  /** The cameras that were agreed and have no clip, and why. */
  readonly left_out: readonly { readonly camera: Camera; readonly problem: string }[];
  readonly links: readonly string[];
  readonly hold: Hold | null;
  readonly release: Release | null;
}

export interface ErasedRequest {
  readonly erased: true;
  readonly request_id: string;
  readonly state: string;
  readonly received_at: string;
}

export interface Feed {
  readonly mode: string;
  readonly mode_entity: string | null;
  readonly may_answer: boolean;
  readonly may_draw: boolean;
  readonly may_read: boolean;
  readonly cameras: readonly OwnCamera[];
  readonly people: Readonly<Record<string, string | null>>;
  readonly head: { readonly count: number; readonly hash: string };
  readonly signing_key: string;
  readonly ledger_available: boolean;
  readonly progress: Readonly<Record<string, number>>;
  readonly requests: readonly (FootageRequest | ErasedRequest)[];
}

/** Start to listen; a message may hold only what is new. Rejects if Ring Guard does not run. */
export function subscribe(hass: Hass, listener: (news: Partial<Feed>) => void): Promise<() => Promise<void>> {
  const message = { type: "ring_guard/subscribe", language: hass.language };
  return hass.connection.subscribeMessage<Partial<Feed>>(listener, message);
}

/** Tell which requests went to another state or came in between two feeds. */
export function changed(before: Feed, after: Feed): readonly FootageRequest[] {
  const states = new Map(before.requests.map((request) => [request.request_id, request.state]));
  return after.requests.filter(
    (request): request is FootageRequest => !request.erased && states.get(request.request_id) !== request.state,
  );
}
