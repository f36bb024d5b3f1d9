/** One request as the household meets it: what it says, and what can be done about it in its present state. */

import { css, html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import { approval, fault, type Choice } from "../choice";
import type { FootageRequest } from "../feed";
import { base } from "../style";
import { tame, type Key } from "../words";
import "./bring-form";
import "./call-back-form";
import "./choice-form";
import "./clip-player";
import "./entry-fold";
import "./hold-card";
import "./release-card";
import "./request-facts";
import "./request-reasons";

const UNDER_WAY = new Set(["approved", "granted", "cooling_down", "preparing"]);
const SHOWN = new Set(["ready", "released"]);
/** States in which an approver may still bring footage, and those in which a call back is worth something. */
const BRINGABLE = new Set(["awaiting_confirmation", "cooling_down", "no_footage", "failed"]);
const CALLABLE = new Set(["awaiting_confirmation", "declined", "expired"]);
const REOPENABLE = new Set(["declined", "expired", "no_footage", "failed"]);

export class RequestCard extends Asking {
  static override properties = {
    request: { attribute: false },
    now: { attribute: false },
    folded: { type: Boolean },
    open: { state: true },
    choice: { state: true },
  };
  static override styles = [
    base,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: baseline;
        justify-content: space-between;
      }
      h3 {
        min-width: 0;
      }
      progress {
        width: 100%;
        accent-color: var(--primary-color);
      }
      .card {
        display: block;
      }
      .card > :not(summary) {
        margin-top: 12px;
      }
      summary .head {
        display: inline-flex;
        width: calc(100% - 1.5em);
        vertical-align: top;
      }
      .wary {
        border-color: var(--warning-color);
      }
      ring-guard-clip + ring-guard-clip {
        padding-top: 12px;
        border-top: 1px solid var(--divider-color);
      }
    `,
  ];

  declare request: FootageRequest;
  declare now: number;
  declare folded: boolean;
  declare private open: boolean | undefined;
  declare choice: Choice | null;

  constructor() {
    super();
    this.folded = false;
    this.choice = null;
  }

  protected override willUpdate(): void {
    this.open ??= !this.folded;
  }

  protected override render(): TemplateResult {
    return html`
      <details
        class="card ${this.request.suspicious ? "wary" : ""}"
        ?open=${this.open}
        @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}
      >
        <summary>${this.head()}</summary>
        ${this.body()}
      </details>
    `;
  }

  private head(): TemplateResult {
    const { words, clock } = this.page;
    const { request } = this;
    const name = request.claimed_name
      ? html`<bdi class="stranger" dir="auto">${tame(request.claimed_name)}</bdi>`
      : words.say("nobody_named");
    return html`
      <span class="head">
        <h3 id="name">${name}</h3>
        <span class="quiet small">${words.word("state", request.state)} · ${clock.moment(request.received_at)}</span>
      </span>
    `;
  }

  private body(): TemplateResult {
    const { page, request } = this;
    const { words } = page;
    return html`
      ${this.progress()} ${this.clips()} ${this.leaving()}
      ${request.problem ? html`<p class="problem">${request.problem}</p>` : nothing}
      <ring-guard-facts .page=${page} .request=${request}></ring-guard-facts>
      ${request.linked_to ? html`<p class="warning">${words.word("notification", "linked")}</p>` : nothing}
      ${request.repeats > 0 ? html`<p class="quiet">${words.say("repeats", { count: request.repeats })}</p>` : nothing}
      ${this.held()} ${this.answering()} ${this.refusal()} ${this.helping()}
      <ring-guard-reasons .page=${page} .request=${request}></ring-guard-reasons>
      ${this.changedBy()}
      <ring-guard-entry-fold .page=${page} .label=${words.say("history")} .request_id=${request.request_id}></ring-guard-entry-fold>
    `;
  }

  private progress(): TemplateResult | typeof nothing {
    const { words, clock, feed } = this.page;
    const { request } = this;
    if (!UNDER_WAY.has(request.state)) return nothing;
    if (feed.mode === "lockdown") return html`<p class="warning">${words.say("frozen")}</p>`;
    if (request.state === "cooling_down" && request.deadline) {
      return html`<p>${words.say("cooling_until", { time: clock.moment(request.deadline) })}</p>`;
    }
    const share = Math.round((feed.progress[request.request_id] ?? 0) * 100);
    return html`
      <label>
        ${words.say("progress", { percent: share })}
        <progress max="100" value=${share}></progress>
      </label>
    `;
  }

  private clips(): TemplateResult | typeof nothing {
    const { words, feed } = this.page;
    if (!SHOWN.has(this.request.state)) return nothing;
    if (!feed.may_answer) return html`<p>${words.say("clips_for_approvers")}</p>`;
    if (feed.mode === "lockdown") return html`<p class="warning">${words.say("frozen")}</p>`;
    return html`${this.request.clips.map(
      (clip) => html`<ring-guard-clip .page=${this.page} .clip=${clip}></ring-guard-clip>`,
    )}
    ${this.request.left_out.map(({ camera, problem }) => {
      const values = { camera: camera.name ?? words.say("removed_camera"), problem };
      return html`<p class="warning">${words.sentence("notification", "left_out", values)}</p>`;
    })}`;
  }

  private leaving(): TemplateResult | typeof nothing {
    if (!SHOWN.has(this.request.state)) return nothing;
    return html`<ring-guard-release .page=${this.page} .request=${this.request}></ring-guard-release>`;
  }

  /** What is held, and the way to end a hold that nothing else would end. */
  private held(): TemplateResult | typeof nothing {
    const { hold, state } = this.request;
    if (!hold) return nothing;
    const { words, feed } = this.page;
    const needed = state === "awaiting_confirmation" || UNDER_WAY.has(state);
    const end = !needed && feed.may_answer && hold.files.length > 0;
    return html`
      <ring-guard-hold .page=${this.page} .hold=${hold} .request_id=${this.request.request_id}></ring-guard-hold>
      ${end
        ? html`<div class="row">
            ${this.button("end_hold", "danger", {})}<span class="quiet small">${words.say("end_hold_hint")}</span>
          </div>`
        : nothing}
    `;
  }

  private answering(): TemplateResult | typeof nothing {
    const { request } = this;
    const { words, feed } = this.page;
    if (request.state === "awaiting_confirmation") return this.waiting();
    if (UNDER_WAY.has(request.state) || request.state === "ready") {
      return html`<div class="row">${this.button("withdraw", "danger", {})}</div>`;
    }
    if (REOPENABLE.has(request.state) && feed.may_answer && feed.mode !== "lockdown") {
      return html`<div class="row">${this.button("reopen", "", {})}<span class="quiet small">${words.say("reopen_hint")}</span></div>`;
    }
    return nothing;
  }

  /** Offer approvers what may help them to decide, or to have a clip at all. */
  private helping(): TemplateResult | typeof nothing {
    const { page, request } = this;
    if (!page.feed.may_answer) return nothing;
    const callable = CALLABLE.has(request.state) && page.feed.mode !== "lockdown";
    return html`
      ${callable ? html`<ring-guard-call-back .page=${page} .request=${request}></ring-guard-call-back>` : nothing}
      ${BRINGABLE.has(request.state) ? html`<ring-guard-bring .page=${page} .request=${request}></ring-guard-bring>` : nothing}
    `;
  }

  private waiting(): TemplateResult {
    const { words, feed } = this.page;
    const frozen = feed.mode === "lockdown";
    return html`
      ${this.deadline()} ${this.approvals()}
      ${frozen ? html`<p class="warning">${words.say("frozen")}</p>` : nothing}
      ${feed.may_answer
        ? html`<ring-guard-choice
            .page=${this.page}
            .request=${this.request}
            @choice=${(event: CustomEvent<Choice>) => (this.choice = event.detail)}
          ></ring-guard-choice>`
        : html`<p class="quiet">${words.say("approvers_only")}</p>`}
      <div class="row">
        ${feed.may_answer ? this.approveButton(frozen) : nothing} ${this.button("decline", "danger", {})}
      </div>
    `;
  }

  private approveButton(frozen: boolean): TemplateResult {
    const { choice, request } = this;
    const ready = choice !== null && fault(choice, request) === null && !frozen;
    return this.button("approve", "main", choice ? approval(choice, request) : {}, !ready);
  }

  private deadline(): TemplateResult | typeof nothing {
    const { words, clock } = this.page;
    const { deadline } = this.request;
    if (!deadline) return nothing;
    const values = { time: clock.moment(deadline), distance: clock.distance(deadline, this.now) };
    return html`<p>${words.say("answer_by", values)}</p>`;
  }

  private approvals(): TemplateResult | typeof nothing {
    const { request } = this;
    if (request.terms.approvals < 2) return nothing;
    const values = { given: request.approvals, missing: request.approvals_missing };
    return html`<p>${this.page.words.say("approvals", values)}</p>`;
  }

  private approvedBy(): string {
    const { words, feed } = this.page;
    const names = this.request.approved_by.map((id) => feed.people[id] ?? words.say("removed_person"));
    return names.length > 0 ? words.say("approved_by", { names: names.join(", ") }) : "";
  }

  private changedBy(): TemplateResult | typeof nothing {
    const { words, clock, feed } = this.page;
    const { changed_by: who, changed_at: at } = this.request;
    const name = who ? (feed.people[who] ?? words.say("removed_person")) : null;
    const time = clock.moment(at);
    const text = name ? words.say("changed_by", { name, time }) : words.say("changed_by_itself", { time });
    return html`<p class="quiet small">${this.approvedBy()} ${text}</p>`;
  }

  private button(action: Key & ("approve" | "decline" | "end_hold" | "reopen" | "withdraw"), kind: string, data: object, off = false) {
    return html`
      <button id=${action} class=${kind} ?disabled=${this.busy || off} @click=${() => this.act(action, data)}>
        ${this.page.words.say(action)}
      </button>
    `;
  }

  private async act(action: string, data: object): Promise<void> {
    await this.attempt(async () => {
      await this.page.call(action, { request_id: this.request.request_id, ...data });
      this.page.announce(this.page.words.say("done"));
      this.page.settle();
    });
  }
}

customElements.define("ring-guard-request", RequestCard);
