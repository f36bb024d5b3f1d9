/**
 * The picture on which masks are drawn, with a mouse, a finger or the keyboard. It keeps nothing: every change goes out as an
 * event, and what it is given is what it shows.
 */

import { LitElement, css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";

import {
  FEWEST_CORNERS,
  MOST_CORNERS,
  inside,
  isMeant,
  moved,
  rectangle,
  reshaped,
  withoutCorner,
  type Drawn,
  type Point,
} from "../drawing";
import type { Page } from "../page";
import { base } from "../style";

export type Tool = "move" | "rectangle" | "polygon";

type Drag =
  | { readonly kind: "draw"; readonly from: Point }
  | { readonly kind: "mask"; readonly index: number; readonly last: Point }
  | { readonly kind: "corner"; readonly index: number; readonly corner: number };

const STEP = 0.01;
const LARGE_STEP = 0.05;
/** How near to the first corner a press ends a shape, in pixels. */
const NEAR = 16;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class MaskBoard extends LitElement {
  static override properties = {
    page: { attribute: false },
    picture: { attribute: false },
    masks: { attribute: false },
    selected: { attribute: false },
    tool: { attribute: false },
    open: { state: true },
    cursor: { state: true },
    ratio: { state: true },
  };
  static override styles = [
    base,
    css`
      .board {
        position: relative;
        width: 100%;
        overflow: hidden;
        background: var(--disabled-color, #8a8a8a);
        border-radius: 8px;
        user-select: none;
        -webkit-user-select: none;
        touch-action: pan-y;
      }
      .board:focus:not(.drawing) {
        outline: none;
      }
      .drawing {
        cursor: crosshair;
        touch-action: none;
      }
      img,
      svg {
        position: absolute;
        inset: 0;
        display: block;
        width: 100%;
        height: 100%;
      }
      img {
        pointer-events: none;
      }
      polygon,
      polyline {
        stroke: #fff;
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }
      polygon {
        fill: rgb(0 0 0 / 65%);
        cursor: move;
        touch-action: none;
      }
      polygon.sometimes {
        fill: rgb(0 0 0 / 40%);
        stroke-dasharray: 6 4;
      }
      polygon.chosen {
        stroke: #ffb300;
        stroke-width: 3;
      }
      polygon:focus-visible {
        outline: none;
        stroke: #ffb300;
        stroke-width: 5;
      }
      .drawing polygon {
        pointer-events: none;
      }
      polyline {
        fill: rgb(0 0 0 / 35%);
        stroke: #ffb300;
        stroke-width: 3;
        pointer-events: none;
      }
      .label {
        position: absolute;
        max-width: 40%;
        padding: 1px 6px;
        overflow: hidden;
        font-size: 0.8rem;
        color: #fff;
        text-overflow: ellipsis;
        white-space: nowrap;
        pointer-events: none;
        background: rgb(0 0 0 / 70%);
        border-radius: 4px;
        transform: translate(-50%, -50%);
      }
      .handle,
      .cross {
        position: absolute;
        width: 32px;
        height: 32px;
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 50%;
        transform: translate(-50%, -50%);
        touch-action: none;
      }
      .handle::after {
        position: absolute;
        inset: 9px;
        content: "";
        background: #ffb300;
        border: 2px solid #000;
        border-radius: 50%;
      }
      .handle:hover:not(:disabled) {
        background: none;
      }
      .handle:focus-visible {
        outline: 3px solid #ffb300;
        outline-offset: -4px;
      }
      .cross {
        pointer-events: none;
        background:
          linear-gradient(#ffb300, #ffb300) 50% 50% / 2px 100% no-repeat,
          linear-gradient(#ffb300, #ffb300) 50% 50% / 100% 2px no-repeat;
      }
      .dot {
        position: absolute;
        width: 12px;
        height: 12px;
        pointer-events: none;
        background: #ffb300;
        border: 2px solid #000;
        border-radius: 50%;
        transform: translate(-50%, -50%);
      }
    `,
  ];

  declare page: Page;
  declare picture: string | null;
  declare masks: readonly Drawn[];
  declare selected: number | null;
  declare tool: Tool;
  /** The corners of a shape that is being drawn. */
  declare private open: readonly Point[];
  /** Where the pointer or the keyboard is while a shape is drawn. */
  declare private cursor: Point | null;
  declare private ratio: number;
  private drag: Drag | null = null;

  constructor() {
    super();
    this.picture = null;
    this.masks = [];
    this.selected = null;
    this.tool = "move";
    this.open = [];
    this.cursor = null;
    this.ratio = 16 / 9;
  }

  /** Begin a new shape; the keyboard starts in the middle. */
  begin(): void {
    this.open = [];
    this.cursor = null;
    this.drag = null;
    if (this.tool !== "move") this.board?.focus({ preventScroll: true });
  }

  /** End a shape of which enough corners are set. */
  finish(): void {
    if (this.tool === "polygon" && isMeant(this.open)) this.made(this.open);
  }

  get mayFinish(): boolean {
    return this.tool === "polygon" && this.open.length >= FEWEST_CORNERS && isMeant(this.open);
  }

  private get board(): HTMLElement | null {
    return this.renderRoot.querySelector(".board");
  }

  protected override render(): TemplateResult {
    const { words } = this.page;
    const drawing = this.tool !== "move";
    return html`
      <div
        class="board ${drawing ? "drawing" : ""}"
        style="aspect-ratio: ${this.ratio}"
        tabindex=${drawing ? 0 : -1}
        role="group"
        aria-label=${words.say(drawing ? "board_draw" : "board_move")}
        @pointerdown=${this.pressed}
        @pointermove=${this.dragged}
        @pointerup=${this.released}
        @pointercancel=${this.forgotten}
        @keydown=${this.typed}
      >
        ${this.picture
          ? html`<img src=${this.picture} alt="" draggable="false" @load=${this.measured} @error=${this.broken} />`
          : nothing}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          ${this.masks.map((mask, index) => this.shape(mask, index))} ${this.unfinished()}
        </svg>
        ${this.masks.map((mask) => this.label(mask))} ${this.handles()}
        ${this.open.map(([x, y]) => html`<span class="dot" style="left: ${100 * x}%; top: ${100 * y}%"></span>`)}
        ${drawing && this.cursor && !this.drag
          ? html`<span class="cross" style="left: ${100 * this.cursor[0]}%; top: ${100 * this.cursor[1]}%"></span>`
          : nothing}
      </div>
    `;
  }

  private shape(mask: Drawn, index: number): SVGTemplateResult {
    const kind = `${mask.always ? "" : "sometimes"} ${index === this.selected ? "chosen" : ""}`;
    return svg`
      <polygon
        class=${kind}
        points=${spread(mask.points)}
        tabindex=${this.tool === "move" ? 0 : -1}
        role="button"
        aria-pressed=${index === this.selected ? "true" : "false"}
        aria-label=${this.page.words.say("mask_called", { name: mask.name })}
        @pointerdown=${(event: PointerEvent) => this.grab(event, index)}
        @focus=${() => this.tell("selected", index)}
        @keydown=${(event: KeyboardEvent) => this.nudge(event, index)}
      ></polygon>
    `;
  }

  private unfinished(): SVGTemplateResult | typeof nothing {
    const points = this.rubber();
    return points.length < 2 ? nothing : svg`<polyline points=${spread(points)}></polyline>`;
  }

  /** Return what a shape that is being drawn would be if it ended here. */
  private rubber(): readonly Point[] {
    const first = this.drag?.kind === "draw" ? this.drag.from : this.open[0];
    if (!first || !this.cursor) return this.open;
    if (this.tool !== "rectangle") return [...this.open, this.cursor];
    const [a, b, c, d] = rectangle(first, this.cursor) as [Point, Point, Point, Point];
    return [a, b, c, d, a];
  }

  private label(mask: Drawn): TemplateResult {
    const across = mask.points.map(([x]) => x);
    const down = mask.points.map(([, y]) => y);
    const [x, y] = [across, down].map((shares) => 50 * (Math.min(...shares) + Math.max(...shares)));
    return html`<span class="label" aria-hidden="true" style="left: ${x}%; top: ${y}%">${mask.name}</span>`;
  }

  private handles(): TemplateResult | typeof nothing {
    const index = this.selected;
    const mask = index === null ? undefined : this.masks[index];
    if (!mask || index === null || this.tool !== "move") return nothing;
    return html`${mask.points.map(
      ([x, y], corner) => html`
        <button
          class="handle"
          style="left: ${100 * x}%; top: ${100 * y}%"
          aria-label=${this.page.words.say("corner_of", { number: corner + 1, name: mask.name })}
          @pointerdown=${(event: PointerEvent) => this.grab(event, index, corner)}
          @keydown=${(event: KeyboardEvent) => this.nudge(event, index, corner)}
        ></button>
      `,
    )}`;
  }

  private measured(event: Event): void {
    const { naturalWidth: width, naturalHeight: height } = event.target as HTMLImageElement;
    if (width > 0 && height > 0) this.ratio = width / height;
  }

  private broken(): void {
    this.tell("broken", null);
  }

  private at(event: PointerEvent): Point {
    const box = this.board?.getBoundingClientRect();
    if (!box) return [0, 0];
    return inside([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  }

  private grab(event: PointerEvent, index: number, corner?: number): void {
    if (this.tool !== "move" || event.button > 0) return;
    event.stopPropagation();
    this.drag = corner === undefined ? { kind: "mask", index, last: this.at(event) } : { kind: "corner", index, corner };
    this.tell("selected", index);
    this.hold(event);
  }

  private hold(event: PointerEvent): void {
    // A finger that leaves the board must not lose what it holds.
    this.board?.setPointerCapture?.(event.pointerId);
  }

  private pressed(event: PointerEvent): void {
    if (event.button > 0) return;
    if (this.tool === "move") {
      this.tell("selected", null);
      return;
    }
    this.hold(event);
    this.cursor = this.at(event);
    this.drag = { kind: "draw", from: this.cursor };
  }

  private dragged(event: PointerEvent): void {
    const { drag } = this;
    const to = this.at(event);
    if (this.tool !== "move") {
      this.cursor = to;
      return;
    }
    const mask = drag && drag.kind !== "draw" ? this.masks[drag.index] : undefined;
    if (!mask || !drag) return;
    if (drag.kind === "mask") {
      this.change(drag.index, moved(mask, to[0] - drag.last[0], to[1] - drag.last[1]));
      this.drag = { ...drag, last: to };
    } else if (drag.kind === "corner") {
      this.change(drag.index, reshaped(mask, drag.corner, to));
    }
  }

  private released(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    if (drag?.kind !== "draw") return;
    const to = this.at(event);
    if (this.tool === "rectangle" && isMeant(rectangle(drag.from, to))) this.made(rectangle(drag.from, to));
    else this.set(to);
  }

  private forgotten(): void {
    this.drag = null;
    this.cursor = null;
  }

  /** Set a corner where the finger or the keyboard is. */
  private set(point: Point): void {
    const [first] = this.open;
    if (this.tool === "rectangle" && first) {
      if (isMeant(rectangle(first, point))) this.made(rectangle(first, point));
      return;
    }
    if (first && this.isNear(first, point) && isMeant(this.open)) {
      this.made(this.open);
      return;
    }
    if (this.open.length < MOST_CORNERS) this.open = [...this.open, point];
    this.tell("opened", this.open.length);
  }

  private isNear(one: Point, two: Point): boolean {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = this.board ?? {};
    return Math.hypot((one[0] - two[0]) * width, (one[1] - two[1]) * height) <= NEAR;
  }

  private made(points: readonly Point[]): void {
    this.open = [];
    this.cursor = null;
    this.tell("made", points);
  }

  /** Draw with the keyboard: arrows lead the cross, Enter sets a corner, Backspace takes the last one away. */
  private typed(event: KeyboardEvent): void {
    if (this.tool === "move") return;
    const from = this.cursor ?? [0.5, 0.5];
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? LARGE_STEP : STEP;
    if (arrow) this.cursor = inside([from[0] + arrow[0] * step, from[1] + arrow[1] * step]);
    else if (event.key === "Enter" || event.key === " ") this.set((this.cursor = from));
    else if (event.key === "Backspace") {
      this.open = this.open.slice(0, -1);
      this.tell("opened", this.open.length);
    } else if (event.key === "Escape") this.tell("stopped", null);
    else return;
    event.preventDefault();
  }

  private nudge(event: KeyboardEvent, index: number, corner?: number): void {
    const mask = this.masks[index];
    if (!mask || this.tool !== "move") return;
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const point = corner === undefined ? undefined : mask.points[corner];
    if (arrow && point && corner !== undefined) {
      this.change(index, reshaped(mask, corner, [point[0] + arrow[0] * step, point[1] + arrow[1] * step]));
    } else if (arrow) this.change(index, moved(mask, arrow[0] * step, arrow[1] * step));
    else if (event.key === "Delete" || event.key === "Backspace") {
      if (corner === undefined) this.tell("removed", index);
      else this.change(index, withoutCorner(mask, corner));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private change(index: number, mask: Drawn): void {
    this.tell("changed", { index, mask });
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function spread(points: readonly Point[]): string {
  return points.map(([x, y]) => `${100 * x},${100 * y}`).join(" ");
}

customElements.define("ring-guard-mask-board", MaskBoard);
