/** The form in which an approver picks the seconds and cameras that may leave. It decides nothing: the hub checks again. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";

import {
  choosable,
  fault,
  firstChoice,
  latestOffset,
  mostSeconds,
  withSeconds,
  type Choice,
} from "../choice";
import type { FootageRequest } from "../feed";
import { leaving } from "../leaving";
import type { Page } from "../page";
import { base } from "../style";

export class ChoiceForm extends LitElement {
  static override properties = {
    page: { attribute: false },
    request: { attribute: false },
    choice: { state: true },
  };
  static override styles = [
    base,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 20px;
        margin: 0;
        padding: 12px 16px 16px;
        border: 1px solid var(--divider-color);
        border-radius: 12px;
      }
      legend {
        padding: 0 6px;
        font-weight: 500;
      }
      label {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      .check {
        flex-direction: row;
        align-items: center;
        min-height: 36px;
      }
      .check input {
        width: 20px;
        height: 20px;
      }
      .wide {
        flex: 1 1 100%;
      }
      input[type="range"] {
        width: 100%;
        height: 32px;
        margin: 0;
        appearance: none;
        background: none;
        cursor: pointer;
      }
      ::-webkit-slider-runnable-track {
        height: 6px;
        background: var(--divider-color);
        border-radius: 3px;
      }
      ::-moz-range-track {
        height: 6px;
        background: var(--divider-color);
        border-radius: 3px;
      }
      ::-webkit-slider-thumb {
        width: 24px;
        height: 24px;
        margin-top: -9px;
        appearance: none;
        background: var(--primary-color);
        border-radius: 50%;
      }
      ::-moz-range-thumb {
        width: 24px;
        height: 24px;
        background: var(--primary-color);
        border: 0;
        border-radius: 50%;
      }
      input[type="number"] {
        width: 8em;
      }
      .cameras {
        padding: 0;
        border: 0;
      }
    `,
  ];

  declare page: Page;
  declare request: FootageRequest;
  declare choice: Choice;
  private mark = "";

  protected override willUpdate(properties: PropertyValues): void {
    if (!properties.has("request") || this.request.offer.mark === this.mark) return;
    this.mark = this.request.offer.mark;
    this.pick(firstChoice(this.request, this.page.feed));
  }

  protected override render(): TemplateResult {
    const { words } = this.page;
    return html`
      <fieldset>
        <legend>${words.say("choose")}</legend>
        ${this.start()} ${this.length()} ${this.slider()} ${this.cameras()} ${this.result()}
      </fieldset>
    `;
  }

  private start(): TemplateResult {
    const { words, clock } = this.page;
    const { window } = this.request;
    return html`
      <label>
        ${words.say("start")}
        <input
          id="start"
          type="datetime-local"
          step="1"
          min=${window ? clock.wall(Date.parse(window.start)) : nothing}
          max=${window ? clock.wall(Date.parse(window.end)) : nothing}
          .value=${this.choice.start === null ? "" : clock.wall(this.choice.start)}
          @change=${this.startTyped}
        />
      </label>
    `;
  }

  private length(): TemplateResult {
    const { words, clock } = this.page;
    const most = mostSeconds(this.request, this.choice.cameras.size);
    return html`
      <label>
        ${words.say("seconds")}
        <input
          id="seconds"
          type="number"
          inputmode="decimal"
          min="1"
          step="any"
          max=${most ?? nothing}
          .value=${String(this.choice.seconds)}
          aria-describedby="most"
          @change=${this.secondsTyped}
        />
        <span id="most" class="quiet small">
          ${most === null ? nothing : words.say("at_most", { length: clock.length(most) })}
        </span>
      </label>
    `;
  }

  /** Drag the clip through the asked window. */
  private slider(): TemplateResult | typeof nothing {
    const { window } = this.request;
    const latest = latestOffset(this.request, this.choice.seconds);
    if (!window || latest < 1 || this.choice.start === null) return nothing;
    const { words, clock } = this.page;
    const offset = Math.round((this.choice.start - Date.parse(window.start)) / 1000);
    return html`
      <label class="wide">
        ${words.say("move_start")}
        <input
          id="offset"
          type="range"
          min="0"
          max=${latest}
          step="1"
          .value=${String(offset)}
          aria-valuetext=${clock.span(this.choice.start, this.choice.start + this.choice.seconds * 1000)}
          @input=${this.moved}
        />
      </label>
    `;
  }

  private cameras(): TemplateResult {
    const { words } = this.page;
    const cameras = choosable(this.request, this.page.feed);
    return html`
      <fieldset class="cameras wide">
        <legend>${words.say("cameras")}</legend>
        ${cameras.map(
          (camera) => html`
            <label class="check">
              <input
                type="checkbox"
                name="camera"
                .checked=${this.choice.cameras.has(camera.id)}
                @change=${(event: Event) => this.checked(camera.id, (event.target as HTMLInputElement).checked)}
              />
              ${camera.name ?? words.say("removed_camera")}
            </label>
          `,
        )}
        ${cameras.length === 0 ? html`<p>${words.say("no_camera")}</p>` : nothing}
      </fieldset>
    `;
  }

  /** Say in one sentence what would leave, or what is missing. */
  private result(): TemplateResult {
    const { words, feed } = this.page;
    const { start, seconds, cameras } = this.choice;
    const wrong = fault(this.choice, this.request);
    if (wrong || start === null) return html`<p class="warning wide">${words.say(wrong ?? "choice_no_start")}</p>`;
    const shown = choosable(this.request, feed).filter((camera) => cameras.has(camera.id));
    const what = leaving(this.page, this.request, shown, start, seconds);
    return html`<p id="leaves" class="wide">${words.say("leaves", { what })}</p>`;
  }

  private startTyped(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.pick({ ...this.choice, start: this.page.clock.instant(value, this.choice.start), touched: true });
  }

  private secondsTyped(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.pick(withSeconds(this.choice, Number(value), this.request));
  }

  private moved(event: Event): void {
    const { window } = this.request;
    if (!window) return;
    const offset = Number((event.target as HTMLInputElement).value);
    this.pick({ ...this.choice, start: Date.parse(window.start) + offset * 1000, touched: true });
  }

  private checked(id: string, chosen: boolean): void {
    const cameras = new Set(this.choice.cameras);
    if (chosen) cameras.add(id);
    else cameras.delete(id);
    this.pick({ ...this.choice, cameras });
  }

  private pick(choice: Choice): void {
    this.choice = choice;
    this.dispatchEvent(new CustomEvent("choice", { detail: choice }));
  }
}

customElements.define("ring-guard-choice", ChoiceForm);
