/** The page on which the masks of each camera are drawn, named and saved. The hub checks them again, and who may. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";

import { Asking } from "../asking";
import { MOST_MASKS, freeName, taken, wrong, written, type Drawn, type Point, type StoredMask } from "../drawing";
import { base, list } from "../style";
import type { Key } from "../words";
import type { MaskBoard, Tool } from "./mask-board";
import "./mask-board";

interface MaskedCamera {
  readonly id: string;
  readonly name: string;
  readonly mark: string;
  readonly masks: readonly StoredMask[];
}

interface Picture {
  readonly image: string;
  readonly type: string;
  readonly source: "recording" | "camera";
  readonly at: string;
}

interface Seen {
  readonly url: string | null;
  readonly hint: string;
}

const TYPES = new Set(["image/jpeg", "image/png"]);
const TOOLS: Readonly<Record<Tool, Key>> = { move: "tool_move", rectangle: "tool_rectangle", polygon: "tool_polygon" };
const HELP: Readonly<Record<Tool, Key>> = { move: "help_move", rectangle: "help_rectangle", polygon: "help_polygon" };
const SOURCES: Readonly<Record<Picture["source"], Key>> = { recording: "picture_recording", camera: "picture_camera" };

export class MasksPage extends Asking {
  static override properties = {
    ...Asking.properties,
    cameras: { state: true },
    chosen: { state: true },
    drafts: { state: true },
    seen: { state: true },
    selected: { state: true },
    tool: { state: true },
    corners: { state: true },
    said: { state: true },
  };
  static override styles = [
    base,
    list,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 16px;
      }
      :host([hidden]) {
        display: none;
      }
      .work {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(260px, 1fr);
        gap: 16px;
        align-items: start;
      }
      .picture,
      .list {
        display: flex;
        flex-direction: column;
        gap: 12px;
        min-width: 0;
      }
      label {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      label.check {
        flex-direction: row;
        gap: 8px;
        align-items: center;
        min-height: 40px;
      }
      .check input {
        flex: none;
        width: 20px;
        height: 20px;
      }
      button[aria-pressed="true"] {
        color: var(--text-primary-color, #fff);
        background: var(--primary-color);
        border-color: var(--primary-color);
      }
      li {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 12px;
        border: 1px solid var(--divider-color);
        border-radius: 12px;
      }
      li.chosen {
        border-color: var(--primary-color);
        box-shadow: inset 0 0 0 1px var(--primary-color);
      }
      li input:not([type="checkbox"]) {
        width: 100%;
      }
      @media (max-width: 870px) {
        .work {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare cameras: readonly MaskedCamera[] | null;
  declare chosen: string | null;
  declare drafts: ReadonlyMap<string, readonly Drawn[]>;
  declare seen: ReadonlyMap<string, Seen>;
  declare selected: number | null;
  declare tool: Tool;
  declare corners: number;
  declare said: string | null;

  constructor() {
    super();
    this.cameras = null;
    this.chosen = null;
    this.drafts = new Map();
    this.seen = new Map();
    this.selected = null;
    this.tool = "move";
    this.corners = 0;
    this.said = null;
  }

  protected override firstUpdated(): void {
    void this.load();
  }

  protected override updated(properties: PropertyValues): void {
    if (properties.has("tool")) this.board?.begin();
  }

  protected override render(): TemplateResult {
    const { words } = this.page;
    const camera = this.camera;
    return html`
      <h2>${words.say("masks")}</h2>
      <p class="quiet">${words.say("masks_hint")}</p>
      ${this.cameras && this.cameras.length === 0 ? html`<p class="card quiet">${words.say("masks_no_camera")}</p>` : nothing}
      ${camera ? html`${this.choosing()} ${this.work(camera)}` : this.refusal()}
    `;
  }

  private get board(): MaskBoard | null {
    return this.renderRoot.querySelector<MaskBoard>("ring-guard-mask-board");
  }

  private get camera(): MaskedCamera | undefined {
    return this.cameras?.find((camera) => camera.id === this.chosen);
  }

  private masksOf(camera: MaskedCamera): readonly Drawn[] {
    return this.drafts.get(camera.id) ?? taken(camera.masks);
  }

  private choosing(): TemplateResult {
    return html`
      <label>
        ${this.page.words.say("masks_camera")}
        <select id="camera" @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
          ${this.cameras?.map(
            (camera) => html`<option value=${camera.id} ?selected=${camera.id === this.chosen}>${camera.name}</option>`,
          )}
        </select>
      </label>
    `;
  }

  private work(camera: MaskedCamera): TemplateResult {
    const { words } = this.page;
    const masks = this.masksOf(camera);
    const seen = this.seen.get(camera.id);
    return html`
      <div class="work">
        <div class="picture">
          ${this.tools(masks)}
          <ring-guard-mask-board
            .page=${this.page}
            .picture=${seen?.url ?? null}
            .masks=${masks}
            .selected=${this.selected}
            .tool=${this.tool}
            @selected=${(event: CustomEvent<number | null>) => (this.selected = event.detail)}
            @changed=${(event: CustomEvent<{ index: number; mask: Drawn }>) =>
              this.put(masks.map((mask, index) => (index === event.detail.index ? event.detail.mask : mask)))}
            @made=${(event: CustomEvent<readonly Point[]>) => this.add(masks, event.detail)}
            @opened=${(event: CustomEvent<number>) => (this.corners = event.detail)}
            @removed=${(event: CustomEvent<number>) => this.drop(masks, event.detail)}
            @stopped=${() => (this.tool = "move")}
            @broken=${() => this.see(camera.id, { url: null, hint: words.say("picture_none") })}
          ></ring-guard-mask-board>
          <p class="quiet small" id="hint">${seen?.hint ?? words.say("loading")}</p>
        </div>
        <div class="list">${this.list(masks)} ${this.saving(camera, masks)}</div>
      </div>
    `;
  }

  private tools(masks: readonly Drawn[]): TemplateResult {
    const { words } = this.page;
    const full = masks.length >= MOST_MASKS;
    return html`
      <div class="row" role="group" aria-label=${words.say("tools")}>
        ${(Object.keys(TOOLS) as Tool[]).map(
          (tool) => html`
            <button
              id=${tool}
              aria-pressed=${tool === this.tool ? "true" : "false"}
              ?disabled=${full && tool !== "move"}
              @click=${() => this.take(tool)}
            >
              ${words.say(TOOLS[tool])}
            </button>
          `,
        )}
        ${this.tool === "polygon"
          ? html`<button id="finish" class="main" ?disabled=${this.corners < 3} @click=${() => this.board?.finish()}>
              ${words.say("finish_shape")}
            </button>`
          : nothing}
      </div>
      <p class="small" role="status">${words.say(full ? "masks_full" : HELP[this.tool])}</p>
    `;
  }

  private list(masks: readonly Drawn[]): TemplateResult {
    const { words } = this.page;
    if (masks.length === 0) return html`<p class="card quiet">${words.say("masks_none")}</p>`;
    return html`<ol aria-label=${words.say("masks")}>
      ${masks.map((mask, index) => this.item(masks, mask, index))}
    </ol>`;
  }

  private item(masks: readonly Drawn[], mask: Drawn, index: number): TemplateResult {
    const { words } = this.page;
    const change = (part: Partial<Drawn>) =>
      this.put(masks.map((one, place) => (place === index ? { ...mask, ...part } : one)));
    return html`
      <li class=${index === this.selected ? "chosen" : ""} @focusin=${() => (this.selected = index)}>
        <label>
          ${words.say("mask_name")}
          <input
            name="name"
            maxlength="80"
            .value=${mask.name}
            @input=${(event: Event) => change({ name: (event.target as HTMLInputElement).value })}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            name="always"
            .checked=${mask.always}
            @change=${(event: Event) => change({ always: (event.target as HTMLInputElement).checked })}
          />
          ${words.say("mask_always")}
        </label>
        ${this.use(mask)}
        <div class="row">
          <button class="danger" name="remove" @click=${() => this.drop(masks, index)}>${words.say("mask_remove")}</button>
        </div>
      </li>
    `;
  }

  /** Say which rules ask for a mask, since nothing leaves under them once it is gone. */
  private use(mask: Drawn): TemplateResult | typeof nothing {
    const { words } = this.page;
    if (mask.rules.length > 0) {
      return html`<p class="warning small">${words.say("mask_rules", { rules: mask.rules.join(", ") })}</p>`;
    }
    return mask.always ? nothing : html`<p class="quiet small">${words.say("mask_unused")}</p>`;
  }

  private saving(camera: MaskedCamera, masks: readonly Drawn[]): TemplateResult {
    const { words } = this.page;
    const changed = this.drafts.has(camera.id);
    const fault = wrong(masks);
    return html`
      ${fault ? html`<p class="warning" role="status">${words.say(fault)}</p>` : nothing}
      <div class="row">
        <button id="save" class="main" ?disabled=${!changed || fault !== null || this.busy} @click=${() => this.save(camera, masks)}>
          ${words.say("save")}
        </button>
        <button id="undo" ?disabled=${!changed || this.busy} @click=${() => this.undo(camera)}>${words.say("undo")}</button>
      </div>
      ${this.refusal()}
      <p role="status">${this.said ?? (changed ? words.say("unsaved") : nothing)}</p>
    `;
  }

  private choose(id: string): void {
    this.chosen = id;
    this.selected = null;
    this.tool = "move";
    this.said = null;
    this.corners = 0;
    if (!this.seen.has(id)) void this.look(id);
  }

  private take(tool: Tool): void {
    this.corners = 0;
    this.selected = null;
    if (tool === this.tool) this.board?.begin();
    this.tool = tool;
  }

  private put(masks: readonly Drawn[]): void {
    if (!this.chosen) return;
    this.said = null;
    this.drafts = new Map(this.drafts).set(this.chosen, masks);
  }

  private add(masks: readonly Drawn[], points: readonly Point[]): void {
    const name = freeName(masks, (number) => this.page.words.say("mask_new", { number }));
    this.put([...masks, { id: null, name, always: true, points, rules: [], corners: null }]);
    this.selected = masks.length;
    this.tool = "move";
    this.corners = 0;
    this.page.announce(this.page.words.say("mask_called", { name }));
  }

  private drop(masks: readonly Drawn[], index: number): void {
    this.selected = null;
    this.put(masks.filter((_mask, place) => place !== index));
  }

  private undo(camera: MaskedCamera): void {
    this.forget(camera);
    this.selected = null;
    void this.load();
  }

  private load(): Promise<void> {
    return this.attempt(async () => {
      this.cameras = await this.page.ask<readonly MaskedCamera[]>({ type: "ring_guard/masks" });
      const first = this.cameras[0];
      if (!this.camera && first) this.choose(first.id);
    });
  }

  private see(id: string, seen: Seen): void {
    this.seen = new Map(this.seen).set(id, seen);
  }

  /** Fetch a picture to draw on; whoever may not see footage draws on a grey field. */
  private async look(id: string): Promise<void> {
    const { words, clock, feed } = this.page;
    if (!feed.may_answer || feed.mode === "lockdown") {
      this.see(id, { url: null, hint: words.say(feed.may_answer ? "picture_locked" : "picture_for_approvers") });
      return;
    }
    try {
      const picture = await this.page.ask<Picture | null>({ type: "ring_guard/picture", camera: id });
      if (!picture || !TYPES.has(picture.type)) {
        this.see(id, { url: null, hint: words.say("picture_none") });
        return;
      }
      const hint = words.say(SOURCES[picture.source], { time: clock.moment(picture.at) });
      this.see(id, { url: `data:${picture.type};base64,${picture.image}`, hint });
    } catch (error) {
      this.see(id, { url: null, hint: words.failure(error) });
    }
  }

  private save(camera: MaskedCamera, masks: readonly Drawn[]): Promise<void> {
    return this.attempt(async () => {
      const message = { type: "ring_guard/save_masks", camera: camera.id, mark: camera.mark, masks: written(masks) };
      await this.page.ask(message);
      this.cameras = await this.page.ask<readonly MaskedCamera[]>({ type: "ring_guard/masks" });
      this.forget(camera);
      this.said = this.page.words.say("masks_saved");
    });
  }

  private forget(camera: MaskedCamera): void {
    const drafts = new Map(this.drafts);
    drafts.delete(camera.id);
    this.drafts = drafts;
  }
}

customElements.define("ring-guard-masks", MasksPage);
