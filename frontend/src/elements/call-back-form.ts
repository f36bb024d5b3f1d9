/** What an approver found out by calling back: which number, who confirmed it. Nothing leaves by it; the hub decides anew. */

import { css, html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import type { FootageRequest } from "../feed";
import { base, column } from "../style";

const PARTIES = ["agency", "person"];
const LEVELS = [
  "municipal",
  "county",
  "state",
  "federal",
  "tribal",
  "special_district",
  "campus",
  "fire_medical",
  "military",
  "foreign",
  "interstate",
  "private_company",
  "lawyer_investigator",
  "media",
  "neighbour",
];

export class CallBackForm extends Asking {
  static override properties = { ...Asking.properties, request: { attribute: false }, ready: { state: true } };
  static override styles = [
    base,
    column,
    css`
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        margin: 8px 0;
      }
      label {
        display: flex;
        flex: 1 1 220px;
        flex-direction: column;
        gap: 4px;
        min-width: 0;
      }
      input,
      select {
        width: 100%;
      }
      summary {
        padding: 6px 0;
      }
    `,
  ];

  declare request: FootageRequest;
  declare ready: boolean;

  constructor() {
    super();
    this.ready = false;
  }

  protected override render(): TemplateResult {
    const { words } = this.page;
    return html`
      <details id="call">
        <summary>${words.say("call_back")}</summary>
        <p class="quiet small">${words.say("call_back_hint")}</p>
        <div class="fields" @input=${() => (this.ready = this.value("number").trim() !== "" && this.value("name").trim() !== "")}>
          <label>
            ${words.say("call_back_number")}
            <input id="number" type="tel" maxlength="40" autocomplete="off" />
          </label>
          <label>
            ${words.say("call_back_name")}
            <input id="name" maxlength="120" autocomplete="off" />
          </label>
          <label>
            ${words.say("call_back_party")}
            <select id="party">
              ${PARTIES.map((party) => html`<option value=${party}>${words.word("confirmed_by", party)}</option>`)}
            </select>
          </label>
          <label>
            ${words.say("call_back_level")}
            <select id="level">
              <option value="">${words.say("call_back_unknown")}</option>
              ${LEVELS.map((level) => html`<option value=${level}>${words.word("level", level)}</option>`)}
            </select>
          </label>
        </div>
        <div class="row">
          <button id="note" class="main" ?disabled=${this.busy || !this.ready} @click=${this.note}>
            ${words.say("call_back_note")}
          </button>
        </div>
        ${this.busy ? nothing : this.refusal()}
      </details>
    `;
  }

  private value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)?.value ?? "";
  }

  private async note(): Promise<void> {
    const level = this.value("level");
    const data = { number: this.value("number").trim(), name: this.value("name").trim(), confirmed_by: this.value("party") };
    await this.attempt(async () => {
      await this.page.call("record_call_back", {
        request_id: this.request.request_id,
        ...data,
        ...(level === "" ? {} : { level }),
      });
      this.page.announce(this.page.words.say("done"));
    });
  }
}

customElements.define("ring-guard-call-back", CallBackForm);
