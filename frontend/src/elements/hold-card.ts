/** Footage that is held while people decide: what approvers can look at before they answer, and what could not be held. */

import { LitElement, html, nothing, type TemplateResult } from "lit";

import type { Clip, HeldFile, Hold } from "../feed";
import type { Page } from "../page";
import { base, column } from "../style";
import "./clip-player";

/** How many recordings are listed; a long window has hundreds. */
const LISTED = 24;

export class HoldCard extends LitElement {
  static override properties = { page: { attribute: false }, hold: { attribute: false }, request_id: { attribute: false }, open: { state: true } };
  static override styles = [base, column];

  declare page: Page;
  declare hold: Hold;
  declare request_id: string;
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected override render(): TemplateResult {
    const { words, feed } = this.page;
    const { files, problems } = this.hold;
    const shown = feed.may_answer && feed.mode !== "lockdown" ? files.slice(0, LISTED) : [];
    return html`
      ${files.length > 0 ? html`<p>${words.say("held", { count: files.length })}</p>` : nothing}
      ${problems.length > 0
        ? html`<p class="warning">${words.say("not_held", { problems: problems.map((problem) => problem.replace(/\.$/, "")).join("; ") })}</p>`
        : nothing}
      ${shown.length > 0
        ? html`<details
            id="held"
            @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}
          >
            <summary>${words.say("look_at_held")}</summary>
            ${this.open
              ? shown.map((file) => html`<ring-guard-clip .page=${this.page} .clip=${this.asClip(file)}></ring-guard-clip>`)
              : nothing}
          </details>`
        : nothing}
    `;
  }

  private asClip(file: HeldFile): Clip {
    const name = `${file.camera.name ?? ""} ${this.page.clock.moment(file.start)}`.trim();
    const held = { request_id: this.request_id, file: file.file };
    return { camera: { id: file.camera.id, name }, seconds: file.seconds, path: file.path, size: 0, sha256: "", held };
  }
}

customElements.define("ring-guard-hold", HoldCard);
