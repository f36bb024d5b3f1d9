/** A request that waits, as the hub tells it; tests change what they are about. */

import type { Feed, FootageRequest } from "../src/feed";

export const FRONT = { id: "front", name: "Front door", by_hand: false };
export const BACK = { id: "back", name: "Back yard", by_hand: false };

export function waiting(changes: Partial<FootageRequest> = {}): FootageRequest {
  return {
    request_id: "r1",
    state: "awaiting_confirmation",
    received_at: "2026-11-21T12:00:00+00:00",
    changed_at: "2026-11-21T12:00:00+00:00",
    changed_by: null,
    deadline: "2026-11-22T12:00:00+00:00",
    linked_to: null,
    repeats: 0,
    problem: null,
    approvals: 0,
    approved_by: [],
    approvals_missing: 1,
    suspicious: false,
    system: "plain",
    claimed_name: "Springfield Police Department",
    possible_levels: ["municipal"],
    assurance: "unverified",
    who: "Says it is “Springfield Police Department”; nothing proves it.",
    call_back: null,
    officer: null,
    email: null,
    phone: null,
    reference: null,
    title: null,
    text: null,
    demands: ["voluntary"],
    incident_types: null,
    window: { start: "2026-11-21T11:00:00+00:00", end: "2026-11-21T11:05:00+00:00", seconds: 300 },
    asked_cameras: null,
    reply_by: null,
    findings: [],
    effect: "confirm",
    reason: "Nobody has a rule for it.",
    grounds: [],
    milder: [],
    terms: {
      longest_clip: 60,
      longest_total: null,
      sound: false,
      cameras: null,
      masks: [],
      most_lines: null,
      approvals: 1,
      cool_down: 0,
      link_life: 259200,
      fetches: 3,
    },
    policy: "0123456789abcdef0123",
    offer: { mark: "aaaaaaaaaaaaaaaa", window: null, cameras: null },
    clips: [],
    left_out: [],
    links: [],
    hold: null,
    release: null,
    ...changes,
  };
}

export function feed(changes: Partial<Feed> = {}): Feed {
  return {
    mode: "policy",
    mode_entity: "select.ring_guard_mode",
    may_answer: true,
    may_draw: true,
    may_read: true,
    cameras: [FRONT, BACK],
    people: { u1: "Resident" },
    head: { count: 3, hash: "ab".repeat(32) },
    signing_key: "ab12 cd34",
    ledger_available: true,
    progress: {},
    requests: [],
    ...changes,
  };
}
