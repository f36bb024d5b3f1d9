/** What those parts of the page share that ask the hub for something: whether they wait for it, and what went wrong. */

import { LitElement, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Page } from "./page";

export class Asking extends LitElement {
  static override properties: PropertyDeclarations = { page: { attribute: false }, busy: { state: true }, problem: { state: true } };

  declare page: Page;
  declare busy: boolean;
  declare problem: string | null;

  constructor() {
    super();
    this.busy = false;
    this.problem = null;
  }

  /** Do what may be refused; a refusal becomes the problem that is shown. */
  protected async attempt(ask: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await ask();
    } catch (error) {
      this.problem = this.page.words.failure(error);
    } finally {
      this.busy = false;
    }
  }

  /** Show what went wrong. */
  protected refusal(): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
  }
}
