/** Everything that mattered in a decision, what would make it milder, and the message as it came. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";

import type { FootageRequest, Ground } from "../feed";
import type { Page } from "../page";
import { base, column } from "../style";
import { tame } from "../words";

export class RequestReasons extends LitElement {
  static override properties = { page: { attribute: false }, request: { attribute: false } };
  static override styles = [
    base,
    column,
    css`
      summary {
        padding: 6px 0;
      }
      .small {
        margin-top: 8px;
      }
      h4 {
        margin: 8px 0 2px;
        font-weight: 500;
      }
    `,
  ];

  declare page: Page;
  declare request: FootageRequest;

  protected override render(): TemplateResult {
    const { words } = this.page;
    const { request } = this;
    return html`
      <details>
        <summary>${words.say("whole_decision")}</summary>
        <p>${words.say("decision_was", { effect: words.word("effect", request.effect) })}</p>
        <h4>${words.say("reasons")}</h4>
        <ul>
          ${request.grounds.map((ground) => this.ground(ground))}
        </ul>
        ${request.milder.length > 0
          ? html`<h4>${words.say("milder")}</h4>
              <ul>
                ${request.milder.map((text) => html`<li>${text}</li>`)}
              </ul>`
          : nothing}
        <p class="quiet small">${words.say("policy_version", { digest: request.policy.slice(0, 16) })}</p>
      </details>
      ${request.text
        ? html`<details>
            <summary>${words.say("message_as_it_came")}</summary>
            <p class="message stranger" dir="auto" tabindex="0">${tame(request.text)}</p>
          </details>`
        : nothing}
    `;
  }

  private ground(ground: Ground): TemplateResult {
    const { words } = this.page;
    const effect = ground.effect ? words.word("effect", ground.effect) : words.say("only_limits");
    return html`<li>${ground.text} <span class="quiet">(${effect})</span></li>`;
  }
}

customElements.define("ring-guard-reasons", RequestReasons);
