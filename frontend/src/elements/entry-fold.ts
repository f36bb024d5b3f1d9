/** What the ledger holds, folded away until somebody who may read it wants to see it. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";

import type { Page } from "../page";
import { base } from "../style";
import "./entry-list";

export class EntryFold extends LitElement {
  static override properties = {
    page: { attribute: false },
    label: { attribute: false },
    request_id: { attribute: false },
    open: { state: true },
  };
  static override styles = [
    base,
    css`
      summary {
        padding: 6px 0;
      }
    `,
  ];

  declare page: Page;
  declare label: string;
  /** Whose entries these are; undefined for all. */
  declare request_id: string | undefined;
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.page.feed.may_read) return nothing;
    return html`
      <details id="fold" @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}>
        <summary>${this.label}</summary>
        ${this.open ? html`<ring-guard-entries .page=${this.page} .request_id=${this.request_id}></ring-guard-entries>` : nothing}
      </details>
    `;
  }
}

customElements.define("ring-guard-entry-fold", EntryFold);
