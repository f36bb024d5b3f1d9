/** Who asks, how sure that is, what they want, why the policy says what it says, and what was noticed. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";

import type { Camera, FootageRequest } from "../feed";
import { leaving } from "../leaving";
import type { Page } from "../page";
import { base } from "../style";
import { tame, type Key } from "../words";

/** So many kinds of bodies that naming each of them says no more than "anyone". */
const MANY_LEVELS = 8;

/** States in which something may still leave, or has. */
const PROMISING = new Set(["awaiting_confirmation", "approved", "granted", "cooling_down", "preparing", "ready", "released"]);

export class RequestFacts extends LitElement {
  static override properties = { page: { attribute: false }, request: { attribute: false } };
  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(7em, max-content) 1fr;
        gap: 6px 16px;
      }
      dt {
        color: var(--secondary-text-color);
      }
      @media (max-width: 600px) {
        dl {
          grid-template-columns: 1fr;
          gap: 0;
        }
        dd {
          margin-bottom: 8px;
        }
      }
    `,
  ];

  declare page: Page;
  declare request: FootageRequest;

  protected override render(): TemplateResult {
    const { words } = this.page;
    return html`
      <dl>
        ${this.who()} ${this.what()}
        <dt>${words.say("why")}</dt>
        <dd>${this.request.reason}</dd>
        ${this.findings()} ${this.limits()} ${this.leaving()}
      </dl>
    `;
  }

  private who(): TemplateResult {
    const { words } = this.page;
    const { request } = this;
    const levels = request.possible_levels;
    const open = levels.length >= MANY_LEVELS ? words.say("any_level") : words.list("level", levels);
    const contact = [request.officer, request.email, request.phone].filter((part) => part !== null);
    return html`
      <dt>${words.say("how_sure")}</dt>
      <dd>${tame(request.who)} <span class="quiet small">${words.word("assurance", request.assurance)}</span></dd>
      <dt>${words.say("could_be")}</dt>
      <dd>${open}</dd>
      ${this.calledBack()} ${this.strange("contact", contact.join(", "))}
    `;
  }

  private what(): TemplateResult {
    const { words, clock } = this.page;
    const { request } = this;
    const { window } = request;
    const time = window
      ? `${clock.span(window.start, window.end)} (${clock.length(window.seconds)})`
      : words.word("notification", "no_window");
    const kinds = request.incident_types ?? [];
    return html`
      <dt>${words.say("wanted_time")}</dt>
      <dd>${time}</dd>
      <dt>${words.say("wanted_cameras")}</dt>
      <dd>${request.asked_cameras ? this.cameras(request.asked_cameras) : words.say("all_cameras")}</dd>
      ${kinds.length > 0 ? this.fact("about", words.list("incident_type", kinds)) : nothing}
      ${this.strange("subject", request.title)} ${this.strange("reference", request.reference)}
      ${this.fact("weight", words.list("demand", request.demands))}
      ${request.reply_by ? this.fact("wished_answer", clock.moment(request.reply_by)) : nothing}
      ${this.fact("sent_as", words.word("system", request.system))}
    `;
  }

  private findings(): TemplateResult | typeof nothing {
    const { findings } = this.request;
    if (findings.length === 0) return nothing;
    return html`
      <dt>${this.page.words.say("noticed")}</dt>
      <dd>
        <ul>
          ${findings.map(
            (found) => html`
              <li>
                ${found.text}
                ${found.evidence ? html`<bdi class="quiet stranger" dir="auto">“${tame(found.evidence)}”</bdi>` : nothing}
              </li>
            `,
          )}
        </ul>
      </dd>
    `;
  }

  private limits(): TemplateResult {
    const { words, clock } = this.page;
    const { terms } = this.request;
    const parts = [
      terms.longest_clip === null ? "" : words.say("limit_clip", { length: clock.length(terms.longest_clip) }),
      terms.longest_total === null ? "" : words.say("limit_total", { length: clock.length(terms.longest_total) }),
      words.say(terms.sound ? "limit_sound_on" : "limit_sound_off"),
      terms.cameras === null ? "" : words.say("limit_cameras", { cameras: this.cameras(terms.cameras) }),
      terms.masks.length === 0 ? "" : words.say("limit_masks", { masks: this.masks() }),
      terms.most_lines === null ? "" : words.say("limit_lines", { lines: terms.most_lines }),
      terms.approvals > 1 ? words.say("limit_approvals", { count: terms.approvals }) : "",
      terms.cool_down > 0 ? words.say("limit_cool_down", { length: clock.length(terms.cool_down) }) : "",
    ];
    return this.fact("limits", parts.filter(Boolean).join("; "));
  }

  private masks(): string {
    const { cameras } = this.page.feed;
    const name = (id: string) => cameras.find((camera) => camera.id === id)?.name ?? this.page.words.say("removed_camera");
    return this.request.terms.masks.map((mask) => `${mask.name} (${name(mask.camera_id)})`).join(", ");
  }

  /** Say what was agreed, or what would leave if it were agreed to as it stands. */
  private leaving(): TemplateResult | typeof nothing {
    const { offer, terms } = this.request;
    if (!offer.window || !PROMISING.has(this.request.state)) return nothing;
    const cameras = offer.cameras ?? terms.cameras ?? this.page.feed.cameras;
    return this.fact("leaving", leaving(this.page, this.request, cameras, Date.parse(offer.window.start), offer.window.seconds));
  }

  private calledBack(): TemplateResult | typeof nothing {
    const { words, clock, feed } = this.page;
    const { call_back: found } = this.request;
    if (!found) return nothing;
    const by = feed.people[found.by] ?? words.say("removed_person");
    const values = { name: tame(found.name), number: tame(found.number), by, time: clock.moment(found.at) };
    return this.fact("called_back", words.say("called_back_fact", values));
  }

  private cameras(cameras: readonly Camera[]): string {
    const names = cameras.map((camera) => camera.name ?? this.page.words.say("removed_camera"));
    return names.join(", ") || this.page.words.say("no_camera");
  }

  private fact(key: Key, text: string): TemplateResult {
    return html`<dt>${this.page.words.say(key)}</dt>
      <dd>${text}</dd>`;
  }

  private strange(key: Key, text: string | null): TemplateResult | typeof nothing {
    if (!text) return nothing;
    return html`<dt>${this.page.words.say(key)}</dt>
      <dd><bdi class="stranger" dir="auto">${tame(text)}</bdi></dd>`;
  }
}

customElements.define("ring-guard-facts", RequestFacts);
