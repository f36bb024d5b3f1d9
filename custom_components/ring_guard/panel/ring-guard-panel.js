/* Ring Guard's panel, built from frontend/ by "npm run build". Sources: f4b4ca38db4f47b12c6ab5e7a15d523b6fb1ac1a49104f6719265c9a5b571838
Contains Lit, Copyright Google LLC, BSD-3-Clause. */
// ../../../work/main/frontend/node_modules/@lit/reactive-element/css-tag.js
var e = globalThis, t = e.ShadowRoot && (e.ShadyCSS === void 0 || e.ShadyCSS.nativeShadow) && "adoptedStyleSheets" in Document.prototype && "replace" in CSSStyleSheet.prototype, n = Symbol(), r = /* @__PURE__ */ new WeakMap(), i = class {
	constructor(e, t, r) {
		if (this._$cssResult$ = !0, r !== n) throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");
		this.cssText = e, this.t = t;
	}
	get styleSheet() {
		let e = this.o, n = this.t;
		if (t && e === void 0) {
			let t = n !== void 0 && n.length === 1;
			t && (e = r.get(n)), e === void 0 && ((this.o = e = new CSSStyleSheet()).replaceSync(this.cssText), t && r.set(n, e));
		}
		return e;
	}
	toString() {
		return this.cssText;
	}
}, a = (e) => new i(typeof e == "string" ? e : e + "", void 0, n), o = (e, ...t) => new i(e.length === 1 ? e[0] : t.reduce((t, n, r) => t + ((e) => {
	if (!0 === e._$cssResult$) return e.cssText;
	if (typeof e == "number") return e;
	throw Error("Value passed to 'css' function must be a 'css' function result: " + e + ". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.");
})(n) + e[r + 1], e[0]), e, n), s = (n, r) => {
	if (t) n.adoptedStyleSheets = r.map((e) => e instanceof CSSStyleSheet ? e : e.styleSheet);
	else for (let t of r) {
		let r = document.createElement("style"), i = e.litNonce;
		i !== void 0 && r.setAttribute("nonce", i), r.textContent = t.cssText, n.appendChild(r);
	}
}, c = t ? (e) => e : (e) => e instanceof CSSStyleSheet ? ((e) => {
	let t = "";
	for (let n of e.cssRules) t += n.cssText;
	return a(t);
})(e) : e, { is: l, defineProperty: u, getOwnPropertyDescriptor: d, getOwnPropertyNames: f, getOwnPropertySymbols: p, getPrototypeOf: m } = Object, h = globalThis, ee = h.trustedTypes, te = ee ? ee.emptyScript : "", ne = h.reactiveElementPolyfillSupport, g = (e, t) => e, _ = {
	toAttribute(e, t) {
		switch (t) {
			case Boolean:
				e = e ? te : null;
				break;
			case Object:
			case Array: e = e == null ? e : JSON.stringify(e);
		}
		return e;
	},
	fromAttribute(e, t) {
		let n = e;
		switch (t) {
			case Boolean:
				n = e !== null;
				break;
			case Number:
				n = e === null ? null : Number(e);
				break;
			case Object:
			case Array: try {
				n = JSON.parse(e);
			} catch {
				n = null;
			}
		}
		return n;
	}
}, re = (e, t) => !l(e, t), ie = {
	attribute: !0,
	type: String,
	converter: _,
	reflect: !1,
	useDefault: !1,
	hasChanged: re
};
Symbol.metadata ??= Symbol("metadata"), h.litPropertyMetadata ??= /* @__PURE__ */ new WeakMap();
var v = class extends HTMLElement {
	static addInitializer(e) {
		this._$Ei(), (this.l ??= []).push(e);
	}
	static get observedAttributes() {
		return this.finalize(), this._$Eh && [...this._$Eh.keys()];
	}
	static createProperty(e, t = ie) {
		if (t.state && (t.attribute = !1), this._$Ei(), this.prototype.hasOwnProperty(e) && ((t = Object.create(t)).wrapped = !0), this.elementProperties.set(e, t), !t.noAccessor) {
			let n = Symbol(), r = this.getPropertyDescriptor(e, n, t);
			r !== void 0 && u(this.prototype, e, r);
		}
	}
	static getPropertyDescriptor(e, t, n) {
		let { get: r, set: i } = d(this.prototype, e) ?? {
			get() {
				return this[t];
			},
			set(e) {
				this[t] = e;
			}
		};
		return {
			get: r,
			set(t) {
				let a = r?.call(this);
				i?.call(this, t), this.requestUpdate(e, a, n);
			},
			configurable: !0,
			enumerable: !0
		};
	}
	static getPropertyOptions(e) {
		return this.elementProperties.get(e) ?? ie;
	}
	static _$Ei() {
		if (this.hasOwnProperty(g("elementProperties"))) return;
		let e = m(this);
		e.finalize(), e.l !== void 0 && (this.l = [...e.l]), this.elementProperties = new Map(e.elementProperties);
	}
	static finalize() {
		if (this.hasOwnProperty(g("finalized"))) return;
		if (this.finalized = !0, this._$Ei(), this.hasOwnProperty(g("properties"))) {
			let e = this.properties, t = [...f(e), ...p(e)];
			for (let n of t) this.createProperty(n, e[n]);
		}
		let e = this[Symbol.metadata];
		if (e !== null) {
			let t = litPropertyMetadata.get(e);
			if (t !== void 0) for (let [e, n] of t) this.elementProperties.set(e, n);
		}
		this._$Eh = /* @__PURE__ */ new Map();
		for (let [e, t] of this.elementProperties) {
			let n = this._$Eu(e, t);
			n !== void 0 && this._$Eh.set(n, e);
		}
		this.elementStyles = this.finalizeStyles(this.styles);
	}
	static finalizeStyles(e) {
		let t = [];
		if (Array.isArray(e)) {
			let n = new Set(e.flat(1 / 0).reverse());
			for (let e of n) t.unshift(c(e));
		} else e !== void 0 && t.push(c(e));
		return t;
	}
	static _$Eu(e, t) {
		let n = t.attribute;
		return !1 === n ? void 0 : typeof n == "string" ? n : typeof e == "string" ? e.toLowerCase() : void 0;
	}
	constructor() {
		super(), this._$Ep = void 0, this.isUpdatePending = !1, this.hasUpdated = !1, this._$Em = null, this._$Ev();
	}
	_$Ev() {
		this._$ES = new Promise((e) => this.enableUpdating = e), this._$AL = /* @__PURE__ */ new Map(), this._$E_(), this.requestUpdate(), this.constructor.l?.forEach((e) => e(this));
	}
	addController(e) {
		(this._$EO ??= /* @__PURE__ */ new Set()).add(e), this.renderRoot !== void 0 && this.isConnected && e.hostConnected?.();
	}
	removeController(e) {
		this._$EO?.delete(e);
	}
	_$E_() {
		let e = /* @__PURE__ */ new Map(), t = this.constructor.elementProperties;
		for (let n of t.keys()) this.hasOwnProperty(n) && (e.set(n, this[n]), delete this[n]);
		e.size > 0 && (this._$Ep = e);
	}
	createRenderRoot() {
		let e = this.shadowRoot ?? this.attachShadow(this.constructor.shadowRootOptions);
		return s(e, this.constructor.elementStyles), e;
	}
	connectedCallback() {
		this.renderRoot ??= this.createRenderRoot(), this.enableUpdating(!0), this._$EO?.forEach((e) => e.hostConnected?.());
	}
	enableUpdating(e) {}
	disconnectedCallback() {
		this._$EO?.forEach((e) => e.hostDisconnected?.());
	}
	attributeChangedCallback(e, t, n) {
		this._$AK(e, n);
	}
	_$ET(e, t) {
		let n = this.constructor.elementProperties.get(e), r = this.constructor._$Eu(e, n);
		if (r !== void 0 && !0 === n.reflect) {
			let i = (n.converter?.toAttribute === void 0 ? _ : n.converter).toAttribute(t, n.type);
			this._$Em = e, i == null ? this.removeAttribute(r) : this.setAttribute(r, i), this._$Em = null;
		}
	}
	_$AK(e, t) {
		let n = this.constructor, r = n._$Eh.get(e);
		if (r !== void 0 && this._$Em !== r) {
			let e = n.getPropertyOptions(r), i = typeof e.converter == "function" ? { fromAttribute: e.converter } : e.converter?.fromAttribute === void 0 ? _ : e.converter;
			this._$Em = r;
			let a = i.fromAttribute(t, e.type);
			this[r] = a ?? this._$Ej?.get(r) ?? a, this._$Em = null;
		}
	}
	requestUpdate(e, t, n, r = !1, i) {
		if (e !== void 0) {
			let a = this.constructor;
			if (!1 === r && (i = this[e]), n ??= a.getPropertyOptions(e), !((n.hasChanged ?? re)(i, t) || n.useDefault && n.reflect && i === this._$Ej?.get(e) && !this.hasAttribute(a._$Eu(e, n)))) return;
			this.C(e, t, n);
		}
		!1 === this.isUpdatePending && (this._$ES = this._$EP());
	}
	C(e, t, { useDefault: n, reflect: r, wrapped: i }, a) {
		n && !(this._$Ej ??= /* @__PURE__ */ new Map()).has(e) && (this._$Ej.set(e, a ?? t ?? this[e]), !0 !== i || a !== void 0) || (this._$AL.has(e) || (this.hasUpdated || n || (t = void 0), this._$AL.set(e, t)), !0 === r && this._$Em !== e && (this._$Eq ??= /* @__PURE__ */ new Set()).add(e));
	}
	async _$EP() {
		this.isUpdatePending = !0;
		try {
			await this._$ES;
		} catch (e) {
			Promise.reject(e);
		}
		let e = this.scheduleUpdate();
		return e != null && await e, !this.isUpdatePending;
	}
	scheduleUpdate() {
		return this.performUpdate();
	}
	performUpdate() {
		if (!this.isUpdatePending) return;
		if (!this.hasUpdated) {
			if (this.renderRoot ??= this.createRenderRoot(), this._$Ep) {
				for (let [e, t] of this._$Ep) this[e] = t;
				this._$Ep = void 0;
			}
			let e = this.constructor.elementProperties;
			if (e.size > 0) for (let [t, n] of e) {
				let { wrapped: e } = n, r = this[t];
				!0 !== e || this._$AL.has(t) || r === void 0 || this.C(t, void 0, n, r);
			}
		}
		let e = !1, t = this._$AL;
		try {
			e = this.shouldUpdate(t), e ? (this.willUpdate(t), this._$EO?.forEach((e) => e.hostUpdate?.()), this.update(t)) : this._$EM();
		} catch (t) {
			throw e = !1, this._$EM(), t;
		}
		e && this._$AE(t);
	}
	willUpdate(e) {}
	_$AE(e) {
		this._$EO?.forEach((e) => e.hostUpdated?.()), this.hasUpdated || (this.hasUpdated = !0, this.firstUpdated(e)), this.updated(e);
	}
	_$EM() {
		this._$AL = /* @__PURE__ */ new Map(), this.isUpdatePending = !1;
	}
	get updateComplete() {
		return this.getUpdateComplete();
	}
	getUpdateComplete() {
		return this._$ES;
	}
	shouldUpdate(e) {
		return !0;
	}
	update(e) {
		this._$Eq &&= this._$Eq.forEach((e) => this._$ET(e, this[e])), this._$EM();
	}
	updated(e) {}
	firstUpdated(e) {}
};
v.elementStyles = [], v.shadowRootOptions = { mode: "open" }, v[g("elementProperties")] = /* @__PURE__ */ new Map(), v[g("finalized")] = /* @__PURE__ */ new Map(), ne?.({ ReactiveElement: v }), (h.reactiveElementVersions ??= []).push("2.1.2");
// ../../../work/main/frontend/node_modules/lit-html/lit-html.js
var y = globalThis, ae = (e) => e, b = y.trustedTypes, oe = b ? b.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, x = "$lit$", S = `lit$${Math.random().toFixed(9).slice(2)}$`, C = "?" + S, se = `<${C}>`, w = document, T = () => w.createComment(""), E = (e) => e === null || typeof e != "object" && typeof e != "function", D = Array.isArray, ce = (e) => D(e) || typeof e?.[Symbol.iterator] == "function", O = "[ 	\n\f\r]", k = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, le = /-->/g, A = />/g, j = RegExp(`>|${O}(?:([^\\s"'>=/]+)(${O}*=${O}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), ue = /'/g, de = /"/g, M = /^(?:script|style|textarea|title)$/i, N = ((e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}))(1), P = Symbol.for("lit-noChange"), F = Symbol.for("lit-nothing"), fe = /* @__PURE__ */ new WeakMap(), I = w.createTreeWalker(w, 129);
function pe(e, t) {
	if (!D(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return oe === void 0 ? t : oe.createHTML(t);
}
var me = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = k;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === k ? c[1] === "!--" ? o = le : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = j) : (M.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = j) : o = A : o === j ? c[0] === ">" ? (o = i ?? k, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? j : c[3] === "\"" ? de : ue) : o === de || o === ue ? o = j : o === le || o === A ? o = k : (o = j, i = void 0);
		let d = o === j && e[t + 1].startsWith("/>") ? " " : "";
		a += o === k ? n + se : l >= 0 ? (r.push(s), n.slice(0, l) + x + n.slice(l) + S + d) : n + S + (l === -2 ? t : d);
	}
	return [pe(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, L = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = me(t, n);
		if (this.el = e.createElement(l, r), I.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = I.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(x)) {
					let t = u[o++], n = i.getAttribute(e).split(S), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? he : r[1] === "?" ? ge : r[1] === "@" ? _e : V
					}), i.removeAttribute(e);
				} else e.startsWith(S) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (M.test(i.tagName)) {
					let e = i.textContent.split(S), t = e.length - 1;
					if (t > 0) {
						i.textContent = b ? b.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], T()), I.nextNode(), c.push({
							type: 2,
							index: ++a
						});
						i.append(e[t], T());
					}
				}
			} else if (i.nodeType === 8) {
				if (i.data === C) c.push({
					type: 2,
					index: a
				});
				else {
					let e = -1;
					for (; (e = i.data.indexOf(S, e + 1)) !== -1;) c.push({
						type: 7,
						index: a
					}), e += S.length - 1;
				}
			}
			a++;
		}
	}
	static createElement(e, t) {
		let n = w.createElement("template");
		return n.innerHTML = e, n;
	}
};
function R(e, t, n = e, r) {
	if (t === P) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = E(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = R(e, i._$AS(e, t.values), i, r)), t;
}
var z = class {
	constructor(e, t) {
		this._$AV = [], this._$AN = void 0, this._$AD = e, this._$AM = t;
	}
	get parentNode() {
		return this._$AM.parentNode;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	u(e) {
		let { el: { content: t }, parts: n } = this._$AD, r = (e?.creationScope ?? w).importNode(t, !0);
		I.currentNode = r;
		let i = I.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new B(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new ve(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = I.nextNode(), a++);
		}
		return I.currentNode = w, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, B = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = F, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
	}
	get parentNode() {
		let e = this._$AA.parentNode, t = this._$AM;
		return t !== void 0 && e?.nodeType === 11 && (e = t.parentNode), e;
	}
	get startNode() {
		return this._$AA;
	}
	get endNode() {
		return this._$AB;
	}
	_$AI(e, t = this) {
		e = R(this, e, t), E(e) ? e === F || e == null || e === "" ? (this._$AH !== F && this._$AR(), this._$AH = F) : e !== this._$AH && e !== P && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? ce(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== F && E(this._$AH) ? this._$AA.nextSibling.data = e : this.T(w.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = L.createElement(pe(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new z(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = fe.get(e.strings);
		return t === void 0 && fe.set(e.strings, t = new L(e)), t;
	}
	k(t) {
		D(this._$AH) || (this._$AH = [], this._$AR());
		let n = this._$AH, r, i = 0;
		for (let a of t) i === n.length ? n.push(r = new e(this.O(T()), this.O(T()), this, this.options)) : r = n[i], r._$AI(a), i++;
		i < n.length && (this._$AR(r && r._$AB.nextSibling, i), n.length = i);
	}
	_$AR(e = this._$AA.nextSibling, t) {
		for (this._$AP?.(!1, !0, t); e !== this._$AB;) {
			let t = ae(e).nextSibling;
			ae(e).remove(), e = t;
		}
	}
	setConnected(e) {
		this._$AM === void 0 && (this._$Cv = e, this._$AP?.(e));
	}
}, V = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = F, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = F;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = R(this, e, t, 0), a = !E(e) || e !== this._$AH && e !== P, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = R(this, r[n + o], t, o), s === P && (s = this._$AH[o]), a ||= !E(s) || s !== this._$AH[o], s === F ? e = F : e !== F && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === F ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, he = class extends V {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === F ? void 0 : e;
	}
}, ge = class extends V {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== F);
	}
}, _e = class extends V {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = R(this, e, t, 0) ?? F) === P) return;
		let n = this._$AH, r = e === F && n !== F || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== F && (n === F || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, ve = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		R(this, e);
	}
}, ye = {
	M: x,
	P: S,
	A: C,
	C: 1,
	L: me,
	R: z,
	D: ce,
	V: R,
	I: B,
	H: V,
	N: ge,
	U: _e,
	B: he,
	F: ve
}, be = y.litHtmlPolyfillSupport;
be?.(L, B), (y.litHtmlVersions ??= []).push("3.3.3");
var xe = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new B(t.insertBefore(T(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, H = globalThis, U = class extends v {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = xe(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return P;
	}
};
U._$litElement$ = !0, U.finalized = !0, H.litElementHydrateSupport?.({ LitElement: U });
var Se = H.litElementPolyfillSupport;
Se?.({ LitElement: U }), (H.litElementVersions ??= []).push("4.2.2");
// ../../../work/main/frontend/node_modules/lit-html/directive.js
var Ce = {
	ATTRIBUTE: 1,
	CHILD: 2,
	PROPERTY: 3,
	BOOLEAN_ATTRIBUTE: 4,
	EVENT: 5,
	ELEMENT: 6
}, we = (e) => (...t) => ({
	_$litDirective$: e,
	values: t
}), Te = class {
	constructor(e) {}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AT(e, t, n) {
		this._$Ct = e, this._$AM = t, this._$Ci = n;
	}
	_$AS(e, t) {
		return this.update(e, t);
	}
	update(e, t) {
		return this.render(...t);
	}
}, { I: Ee } = ye, De = (e) => e, Oe = () => document.createComment(""), W = (e, t, n) => {
	let r = e._$AA.parentNode, i = t === void 0 ? e._$AB : t._$AA;
	if (n === void 0) n = new Ee(r.insertBefore(Oe(), i), r.insertBefore(Oe(), i), e, e.options);
	else {
		let t = n._$AB.nextSibling, a = n._$AM, o = a !== e;
		if (o) {
			let t;
			n._$AQ?.(e), n._$AM = e, n._$AP !== void 0 && (t = e._$AU) !== a._$AU && n._$AP(t);
		}
		if (t !== i || o) {
			let e = n._$AA;
			for (; e !== t;) {
				let t = De(e).nextSibling;
				De(r).insertBefore(e, i), e = t;
			}
		}
	}
	return n;
}, G = (e, t, n = e) => (e._$AI(t, n), e), ke = {}, Ae = (e, t = ke) => e._$AH = t, je = (e) => e._$AH, K = (e) => {
	e._$AR(), e._$AA.remove();
}, Me = (e, t, n) => {
	let r = /* @__PURE__ */ new Map();
	for (let i = t; i <= n; i++) r.set(e[i], i);
	return r;
}, Ne = we(class extends Te {
	constructor(e) {
		if (super(e), e.type !== Ce.CHILD) throw Error("repeat() can only be used in text expressions");
	}
	dt(e, t, n) {
		let r;
		n === void 0 ? n = t : t !== void 0 && (r = t);
		let i = [], a = [], o = 0;
		for (let t of e) i[o] = r ? r(t, o) : o, a[o] = n(t, o), o++;
		return {
			values: a,
			keys: i
		};
	}
	render(e, t, n) {
		return this.dt(e, t, n).values;
	}
	update(e, [t, n, r]) {
		let i = je(e), { values: a, keys: o } = this.dt(t, n, r);
		if (!Array.isArray(i)) return this.ut = o, a;
		let s = this.ut ??= [], c = [], l, u, d = 0, f = i.length - 1, p = 0, m = a.length - 1;
		for (; d <= f && p <= m;) if (i[d] === null) d++;
		else if (i[f] === null) f--;
		else if (s[d] === o[p]) c[p] = G(i[d], a[p]), d++, p++;
		else if (s[f] === o[m]) c[m] = G(i[f], a[m]), f--, m--;
		else if (s[d] === o[m]) c[m] = G(i[d], a[m]), W(e, c[m + 1], i[d]), d++, m--;
		else if (s[f] === o[p]) c[p] = G(i[f], a[p]), W(e, i[d], i[f]), f--, p++;
		else if (l === void 0 && (l = Me(o, p, m), u = Me(s, d, f)), l.has(s[d])) {
			if (l.has(s[f])) {
				let t = u.get(o[p]), n = t === void 0 ? null : i[t];
				if (n === null) {
					let t = W(e, i[d]);
					G(t, a[p]), c[p] = t;
				} else c[p] = G(n, a[p]), W(e, i[d], n), i[t] = null;
				p++;
			} else K(i[f]), f--;
		} else K(i[d]), d++;
		for (; p <= m;) {
			let t = W(e, c[m + 1]);
			G(t, a[p]), c[p++] = t;
		}
		for (; d <= f;) {
			let e = i[d++];
			e !== null && K(e);
		}
		return this.ut = o, Ae(e, c), P;
	}
}), q = class extends U {
	static {
		this.properties = {
			page: { attribute: !1 },
			busy: { state: !0 },
			problem: { state: !0 }
		};
	}
	constructor() {
		super(), this.busy = !1, this.problem = null;
	}
	async attempt(e) {
		this.busy = !0, this.problem = null;
		try {
			await e();
		} catch (e) {
			this.problem = this.page.words.failure(e);
		} finally {
			this.busy = !1;
		}
	}
	refusal() {
		return this.problem ? N`<p class="problem" role="alert">${this.problem}</p>` : F;
	}
}, J = o`
  :host {
    display: block;
    color: var(--primary-text-color);
    overflow-wrap: anywhere;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul {
    margin: 0;
  }
  h2 {
    font-size: 1.25rem;
    font-weight: 500;
    line-height: 1.4;
  }
  h3 {
    font-size: 1.05rem;
    font-weight: 500;
    line-height: 1.4;
  }
  ul {
    padding-inline-start: 1.2em;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px;
    background: var(--ha-card-background, var(--card-background-color));
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, 12px);
    box-shadow: var(--ha-card-box-shadow, none);
  }
  .quiet {
    color: var(--secondary-text-color);
  }
  .small {
    font-size: 0.875rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  button {
    min-height: 40px;
    padding: 8px 18px;
    font: inherit;
    font-weight: 500;
    color: var(--primary-color);
    cursor: pointer;
    background: none;
    border: 1px solid var(--outline-color, var(--divider-color));
    border-radius: 20px;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, currentcolor 8%, transparent);
  }
  button.main {
    color: var(--text-primary-color, #fff);
    background: var(--primary-color);
    border-color: var(--primary-color);
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-color) 88%, #000);
  }
  button.danger {
    color: var(--error-color);
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  input,
  select {
    max-width: 100%;
    font: inherit;
    color: inherit;
    accent-color: var(--primary-color);
  }
  input:not([type="checkbox"], [type="range"]) {
    min-height: 44px;
    padding: 8px 12px;
    background: var(--input-fill-color, var(--secondary-background-color));
    border: 1px solid var(--input-outlined-idle-border-color, var(--outline-color, var(--divider-color)));
    border-radius: 8px;
  }
  summary {
    cursor: pointer;
    border-radius: 8px;
  }
  .problem {
    padding: 10px 12px;
    border-inline-start: 4px solid var(--error-color);
    background: color-mix(in srgb, var(--error-color) 10%, transparent);
    border-radius: 4px;
  }
  .warning {
    padding: 10px 12px;
    border-inline-start: 4px solid var(--warning-color);
    background: color-mix(in srgb, var(--warning-color) 12%, transparent);
    border-radius: 4px;
  }
  .stranger {
    unicode-bidi: isolate;
  }
  .message {
    max-height: 16em;
    margin: 8px 0 0;
    padding: 10px 12px;
    overflow: auto;
    white-space: pre-wrap;
    background: var(--secondary-background-color);
    border-radius: 8px;
  }
`, Y = o`
  :host {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
`, Pe = o`
  code {
    font-family: var(--ha-font-family-code, monospace);
  }
`, Fe = class extends q {
	static {
		this.properties = { checked: { state: !0 } };
	}
	static {
		this.styles = [J, Pe];
	}
	constructor() {
		super(), this.checked = null;
	}
	render() {
		let { words: e, feed: t } = this.page, { count: n, hash: r } = t.head;
		return N`
      <section class="card" aria-labelledby="ledger">
        <h2 id="ledger">${e.say("ledger")}</h2>
        <p>${e.say("entries", { count: n })} <code title=${r}>${r.slice(0, 16)}</code></p>
        <div class="row">
          <button id="check" ?disabled=${this.busy} @click=${this.check}>${e.say("check_ledger")}</button>
        </div>
        <div role="status">${this.result()}</div>
        <p class="quiet small">${e.say("ledger_hint")}</p>
        <p>${e.say("signing_key")} <code id="key">${t.signing_key}</code></p>
        <p class="quiet small">${e.say("signing_key_hint")}</p>
      </section>
    `;
	}
	result() {
		let { words: e } = this.page;
		if (this.busy) return N`<p>${e.say("checking")}</p>`;
		if (this.problem) return N`<p class="problem">${this.problem}</p>`;
		if (!this.checked) return F;
		if (this.checked.whole) return N`<p>${e.say("ledger_whole", { count: this.checked.count })}</p>`;
		let t = {
			problem: this.checked.problem_text ?? "",
			entry: this.checked.broken_at ?? "–"
		};
		return N`<p class="problem">${e.say("ledger_broken", t)}</p>`;
	}
	async check() {
		await this.attempt(async () => {
			this.checked = await this.page.call("verify_ledger", {});
		});
	}
};
customElements.define("ring-guard-ledger", Fe);
// src/elements/mode-card.ts
var X = [
	"policy",
	"ask",
	"lockdown"
], Ie = {
	policy: "to_policy",
	ask: "to_ask",
	lockdown: "to_lockdown"
}, Le = class extends q {
	static {
		this.styles = J;
	}
	render() {
		let { words: e, feed: t } = this.page;
		return N`
      <section class="card" aria-labelledby="mode">
        <h2 id="mode">${e.say("mode")}</h2>
        <p class=${t.mode === "lockdown" ? "problem" : F}>${e.word("mode", t.mode)}</p>
        ${t.mode_entity ? N`<div class="row">${this.buttons()}</div>` : F}
        ${this.refusal()}
        <p class="quiet small">${e.say(t.may_answer ? "mode_hint" : "mode_hint_others")}</p>
      </section>
    `;
	}
	buttons() {
		let { words: e, feed: t } = this.page, n = X.findIndex((e) => e === t.mode);
		return [...X].reverse().filter((e) => e !== t.mode && (t.may_answer || X.indexOf(e) > n)).map((t) => N`
          <button
            id=${t}
            class=${t === "lockdown" ? "danger" : F}
            ?disabled=${this.busy}
            @click=${() => this.choose(t)}
          >
            ${e.say(Ie[t])}
          </button>
        `);
	}
	async choose(e) {
		await this.attempt(async () => {
			await this.page.setMode(e), this.page.announce(this.page.words.word("mode", e));
		});
	}
};
customElements.define("ring-guard-mode", Le);
// src/choice.ts
var Re = 60;
function ze(e, t) {
	let n = e.offer.window ?? e.window;
	return {
		start: n ? Date.parse(n.start) : null,
		seconds: Math.min(n?.seconds ?? Re, e.terms.longest_clip ?? Infinity),
		cameras: new Set(Z(e, t).map((e) => e.id)),
		touched: !1
	};
}
function Z(e, t) {
	return e.offer.cameras ?? e.terms.cameras ?? t.cameras;
}
function Be(e) {
	let t = [e.terms.longest_clip, e.window?.seconds ?? null].filter((e) => e !== null);
	return t.length > 0 ? Math.min(...t) : null;
}
function Ve(e, t) {
	return e.window ? Math.max(0, Math.floor(e.window.seconds - t)) : 0;
}
function He(e, t, n) {
	let r = e.start;
	if (n.window && r !== null && t > 0) {
		let e = Date.parse(n.window.end) - t * 1e3;
		r = Math.max(Date.parse(n.window.start), Math.min(r, e));
	}
	return {
		...e,
		start: r,
		seconds: t,
		touched: !0
	};
}
function Ue(e, t) {
	if (e.start === null) return "choice_no_start";
	if (!(e.seconds >= .1)) return "choice_too_short";
	let { window: n, terms: r } = t;
	if (r.longest_clip !== null && e.seconds > r.longest_clip) return "choice_too_long";
	let i = e.start + e.seconds * 1e3;
	return n && (e.start < Date.parse(n.start) || i > Date.parse(n.end)) ? "choice_outside" : e.cameras.size === 0 ? "choice_no_camera" : null;
}
function We(e, t) {
	let n = {
		request_id: t.request_id,
		offer: t.offer.mark,
		cameras: [...e.cameras].sort()
	};
	if (e.start === null || t.offer.window && !e.touched) return n;
	let r = t.window?.start, i = r && Date.parse(r) === e.start ? r : new Date(e.start).toISOString();
	return {
		...n,
		start: i,
		seconds: e.seconds
	};
}
// src/words.ts
var Ge = "component.ring_guard", Ke = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, qe = class e {
	constructor(e) {
		this.texts = e;
	}
	static async load(t) {
		let n = ["selector", "exceptions"].map((e) => t.callWS({
			type: "frontend/get_translations",
			language: t.language,
			category: e,
			integration: ["ring_guard"]
		}));
		return new e(Object.assign({}, ...(await Promise.all(n)).map((e) => e.resources)));
	}
	say(e, t = {}) {
		return Je(this.word("panel", e), t);
	}
	word(e, t) {
		return this.texts[`${Ge}.selector.${e}.options.${t}`] ?? t;
	}
	list(e, t) {
		return t.map((t) => this.word(e, t)).join("; ");
	}
	failure(e) {
		let { message: t, translation_key: n, translation_placeholders: r } = e ?? {}, i = n && this.texts[`${Ge}.exceptions.${n}.message`];
		return i ? Je(i, r ?? {}) : t ?? this.say("call_failed");
	}
};
function Q(e) {
	return e.replace(/\r\n?/g, "\n").replace(Ke, (e) => e === "\n" || e === "	" ? e : "·");
}
function Je(e, t) {
	return e.replace(/\{(\w+)\}/g, (e, n) => String(t[n] ?? ""));
}
// src/elements/choice-form.ts
var Ye = class extends U {
	constructor(...e) {
		super(...e), this.mark = "";
	}
	static {
		this.properties = {
			page: { attribute: !1 },
			request: { attribute: !1 },
			choice: { state: !0 }
		};
	}
	static {
		this.styles = [J, o`
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
    `];
	}
	willUpdate(e) {
		e.has("request") && this.request.offer.mark !== this.mark && (this.mark = this.request.offer.mark, this.pick(ze(this.request, this.page.feed)));
	}
	render() {
		let { words: e } = this.page;
		return N`
      <fieldset>
        <legend>${e.say("choose")}</legend>
        ${this.start()} ${this.length()} ${this.slider()} ${this.cameras()} ${this.result()}
      </fieldset>
    `;
	}
	start() {
		let { words: e, clock: t } = this.page, { window: n } = this.request;
		return N`
      <label>
        ${e.say("start")}
        <input
          id="start"
          type="datetime-local"
          step="1"
          min=${n ? t.wall(Date.parse(n.start)) : F}
          max=${n ? t.wall(Date.parse(n.end)) : F}
          .value=${this.choice.start === null ? "" : t.wall(this.choice.start)}
          @change=${this.startTyped}
        />
      </label>
    `;
	}
	length() {
		let { words: e, clock: t } = this.page, n = Be(this.request);
		return N`
      <label>
        ${e.say("seconds")}
        <input
          id="seconds"
          type="number"
          inputmode="decimal"
          min="1"
          step="any"
          max=${n ?? F}
          .value=${String(this.choice.seconds)}
          aria-describedby="most"
          @change=${this.secondsTyped}
        />
        <span id="most" class="quiet small">
          ${n === null ? F : e.say("at_most", { length: t.length(n) })}
        </span>
      </label>
    `;
	}
	slider() {
		let { window: e } = this.request, t = Ve(this.request, this.choice.seconds);
		if (!e || t < 1 || this.choice.start === null) return F;
		let { words: n, clock: r } = this.page, i = Math.round((this.choice.start - Date.parse(e.start)) / 1e3);
		return N`
      <label class="wide">
        ${n.say("move_start")}
        <input
          id="offset"
          type="range"
          min="0"
          max=${t}
          step="1"
          .value=${String(i)}
          aria-valuetext=${r.span(this.choice.start, this.choice.start + this.choice.seconds * 1e3)}
          @input=${this.moved}
        />
      </label>
    `;
	}
	cameras() {
		let { words: e } = this.page, t = Z(this.request, this.page.feed);
		return N`
      <fieldset class="cameras wide">
        <legend>${e.say("cameras")}</legend>
        ${t.map((t) => N`
            <label class="check">
              <input
                type="checkbox"
                name="camera"
                .checked=${this.choice.cameras.has(t.id)}
                @change=${(e) => this.checked(t.id, e.target.checked)}
              />
              ${t.name ?? e.say("removed_camera")}
            </label>
          `)}
        ${t.length === 0 ? N`<p>${e.say("no_camera")}</p>` : F}
      </fieldset>
    `;
	}
	result() {
		let { words: e, clock: t } = this.page, { start: n, seconds: r, cameras: i } = this.choice, a = Ue(this.choice, this.request);
		if (a || n === null) return N`<p class="warning wide">${e.say(a ?? "choice_no_start")}</p>`;
		let o = {
			cameras: Z(this.request, this.page.feed).filter((e) => i.has(e.id)).map((t) => t.name ?? e.say("removed_camera")).join(", "),
			span: t.span(n, n + r * 1e3),
			length: t.length(r)
		};
		return N`<p id="leaves" class="wide">
      ${e.say(this.request.terms.sound ? "leaves_with_sound" : "leaves_without_sound", o)}
    </p>`;
	}
	startTyped(e) {
		let { value: t } = e.target;
		this.pick({
			...this.choice,
			start: this.page.clock.instant(t, this.choice.start),
			touched: !0
		});
	}
	secondsTyped(e) {
		let { value: t } = e.target;
		this.pick(He(this.choice, Number(t), this.request));
	}
	moved(e) {
		let { window: t } = this.request;
		if (!t) return;
		let n = Number(e.target.value);
		this.pick({
			...this.choice,
			start: Date.parse(t.start) + n * 1e3,
			touched: !0
		});
	}
	checked(e, t) {
		let n = new Set(this.choice.cameras);
		t ? n.add(e) : n.delete(e), this.pick({
			...this.choice,
			cameras: n
		});
	}
	pick(e) {
		this.choice = e, this.dispatchEvent(new CustomEvent("choice", { detail: e }));
	}
};
customElements.define("ring-guard-choice", Ye);
// src/elements/clip-player.ts
var Xe = class extends q {
	static {
		this.properties = {
			clip: { attribute: !1 },
			source: { state: !0 }
		};
	}
	static {
		this.styles = [
			J,
			Y,
			o`
      video {
        width: 100%;
        max-height: 60vh;
        background: #000;
        border-radius: 8px;
      }
    `
		];
	}
	constructor() {
		super(), this.source = null;
	}
	render() {
		let { words: e, clock: t } = this.page, n = this.clip.camera.name ?? e.say("removed_camera"), r = e.say("clip_of", {
			camera: n,
			length: t.length(this.clip.seconds)
		});
		return N`
      <div class="row">
        <span>${r}</span>
        ${this.source ? F : N`<button id="watch" class="main" @click=${this.watch}>${e.say("watch")}</button>`}
        <button id="download" @click=${this.download}>${e.say("download")}</button>
      </div>
      ${this.source ? N`<video
            controls
            autoplay
            playsinline
            src=${this.source}
            aria-label=${r}
            @error=${this.broken}
          ></video>` : F}
      ${this.refusal()}
    `;
	}
	async watch() {
		await this.attempt(async () => {
			this.source = await this.page.sign(this.clip.path);
		});
	}
	async download() {
		await this.attempt(async () => {
			let e = document.createElement("a");
			e.href = await this.page.sign(this.clip.path), e.download = this.clip.path.split("/").at(-1) ?? "", this.renderRoot.append(e), e.click(), e.remove();
		});
	}
	broken() {
		this.source = null, this.problem = this.page.words.say("clip_not_playable");
	}
};
customElements.define("ring-guard-clip", Xe);
// src/elements/hold-card.ts
var Ze = 24, Qe = class extends U {
	static {
		this.properties = {
			page: { attribute: !1 },
			hold: { attribute: !1 },
			open: { state: !0 }
		};
	}
	static {
		this.styles = [J, Y];
	}
	constructor() {
		super(), this.open = !1;
	}
	render() {
		let { words: e, feed: t } = this.page, { files: n, problems: r } = this.hold, i = t.may_answer && t.mode !== "lockdown" ? n.slice(0, Ze) : [];
		return N`
      ${n.length > 0 ? N`<p>${e.say("held", { count: n.length })}</p>` : F}
      ${r.length > 0 ? N`<p class="warning">${e.say("not_held", { problems: r.join("; ") })}</p>` : F}
      ${i.length > 0 ? N`<details
            id="held"
            @toggle=${(e) => this.open = e.target.open}
          >
            <summary>${e.say("look_at_held")}</summary>
            ${this.open ? i.map((e) => N`<ring-guard-clip .page=${this.page} .clip=${this.asClip(e)}></ring-guard-clip>`) : F}
          </details>` : F}
    `;
	}
	asClip(e) {
		let t = `${e.camera.name ?? ""} ${this.page.clock.moment(e.start)}`.trim();
		return {
			camera: {
				id: e.camera.id,
				name: t
			},
			seconds: e.seconds,
			path: e.path,
			size: 0,
			sha256: ""
		};
	}
};
customElements.define("ring-guard-hold", Qe);
// src/elements/release-card.ts
var $e = 3600, et = 720, tt = 20, nt = class extends q {
	static {
		this.properties = {
			request: { attribute: !1 },
			handed: { state: !0 },
			way: { state: !0 }
		};
	}
	static {
		this.styles = [
			J,
			Y,
			Pe,
			o`
      code {
        overflow-wrap: anywhere;
        user-select: all;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
    `
		];
	}
	constructor() {
		super(), this.handed = null, this.way = "link";
	}
	render() {
		let { release: e, state: t } = this.request, { may_answer: n, mode: r } = this.page.feed;
		return N`
      ${e ? this.leaving(e) : F}
      ${!e && t === "ready" && n && r !== "lockdown" ? this.form() : F}
      ${this.handed && e ? this.once(this.handed) : F}
      ${this.refusal()}
    `;
	}
	leaving(e) {
		let { words: t, clock: n } = this.page;
		if (e.way === "saved" || !e.ends) return N`<p>${t.say("saved_hint")}</p>${this.links()}`;
		let r = this.request.state === "ready", i = {
			time: n.moment(e.ends),
			count: e.fetches.length,
			allowed: e.fetches_allowed
		};
		return N`
      ${r ? N`<p>${t.say("opens_at", { time: n.moment(e.opens) })}</p>` : F}
      <p>${t.say("link_counts", i)}</p>
      ${e.fetches.map((e) => N`<p class="quiet small">${t.say("fetched", {
			time: n.moment(e.at),
			address: e.address
		})}</p>`)}
      <div class="row">
        <button id="revoke" class="danger" ?disabled=${this.busy} @click=${this.revoke}>${t.say("revoke")}</button>
      </div>
    `;
	}
	form() {
		let { words: e } = this.page, { terms: t } = this.request, n = t.link_life === null ? et : t.link_life / $e, r = t.fetches ?? tt, i = this.request.clips.reduce((e, t) => e + t.seconds, 0), a = {
			count: this.request.clips.length,
			length: this.page.clock.length(i)
		};
		return N`
      <h4>${e.say("release")}</h4>
      <p>${e.say(t.sound ? "release_with_sound" : "release_without_sound", a)}</p>
      <div class="fields">
        <label>
          ${e.say("release_way")}
          <select id="way" @change=${(e) => this.way = e.target.value}>
            ${["link", "saved"].map((t) => N`<option value=${t} ?selected=${t === this.way}>${e.word("way", t)}</option>`)}
          </select>
        </label>
        ${this.way === "link" ? N`
              ${this.number("hours", e.say("release_hours"), n, "0.1")}
              ${this.number("fetches", e.say("release_fetches"), r, "1")}
              <label class="check"><input id="phrase" type="checkbox" /> ${e.say("release_phrase")}</label>
            ` : F}
        <button id="release" class="main" ?disabled=${this.busy} @click=${this.release}>${e.say("release")}</button>
      </div>
      ${this.way === "saved" ? this.links() : F}
      <p class="quiet small">${e.say("release_hint")}</p>
    `;
	}
	number(e, t, n, r) {
		return N`
      <label>
        ${t}
        <input id=${e} type="number" inputmode="decimal" min=${r} max=${n} step=${r} .value=${String(n)} />
      </label>
    `;
	}
	once(e) {
		let { words: t } = this.page, n = e.link ?? e.link_path;
		return n ? N`
      <div class="card" role="status">
        <p>${t.say("link_once")}</p>
        <p>${t.say("link_is")} <code id="link">${n}</code></p>
        ${e.link ? F : N`<p class="warning">${t.say("no_outside_address")}</p>`}
        ${e.pass_phrase ? N`<p>${t.say("phrase_is")} <code id="told">${e.pass_phrase}</code></p>` : F}
      </div>
    ` : N``;
	}
	links() {
		let { links: e } = this.request;
		return e.length === 0 ? F : N`
      <p>${this.page.words.say("upload_links")}</p>
      ${e.map((e) => N`<p><code class="stranger" dir="ltr">${Q(e)}</code></p>`)}
    `;
	}
	async release() {
		let e = (e) => this.renderRoot.querySelector(`#${e}`), t = { way: this.way };
		this.way === "link" && (t.hours = Number(e("hours")?.value), t.fetches = Number(e("fetches")?.value), t.pass_phrase = e("phrase")?.checked ?? !1), await this.attempt(async () => {
			this.handed = await this.act("release", t);
		});
	}
	async revoke() {
		await this.attempt(async () => {
			await this.act("revoke", {}), this.handed = null;
		});
	}
	async act(e, t) {
		let n = await this.page.call(e, {
			request_id: this.request.request_id,
			...t
		});
		return this.page.announce(this.page.words.say("done")), n ?? {};
	}
};
customElements.define("ring-guard-release", nt);
// src/elements/request-facts.ts
var rt = 8, it = class extends U {
	static {
		this.properties = {
			page: { attribute: !1 },
			request: { attribute: !1 }
		};
	}
	static {
		this.styles = [J, o`
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
    `];
	}
	render() {
		let { words: e } = this.page;
		return N`
      <dl>
        ${this.who()} ${this.what()}
        <dt>${e.say("why")}</dt>
        <dd>${this.request.reason}</dd>
        ${this.findings()} ${this.limits()}
      </dl>
    `;
	}
	who() {
		let { words: e } = this.page, { request: t } = this, n = t.possible_levels, r = n.length >= rt ? e.say("any_level") : e.list("level", n), i = [
			t.officer,
			t.email,
			t.phone
		].filter((e) => e !== null);
		return N`
      <dt>${e.say("how_sure")}</dt>
      <dd>${Q(t.who)} <span class="quiet small">${e.word("assurance", t.assurance)}</span></dd>
      <dt>${e.say("could_be")}</dt>
      <dd>${r}</dd>
      ${this.strange("contact", i.join(", "))}
    `;
	}
	what() {
		let { words: e, clock: t } = this.page, { request: n } = this, { window: r } = n, i = r ? `${t.span(r.start, r.end)} (${t.length(r.seconds)})` : e.word("notification", "no_window"), a = n.incident_types ?? [];
		return N`
      <dt>${e.say("wanted_time")}</dt>
      <dd>${i}</dd>
      <dt>${e.say("wanted_cameras")}</dt>
      <dd>${n.asked_cameras ? this.cameras(n.asked_cameras) : e.say("all_cameras")}</dd>
      ${a.length > 0 ? this.fact("about", e.list("incident_type", a)) : F}
      ${this.strange("subject", n.title)} ${this.strange("reference", n.reference)}
      ${this.fact("weight", e.list("demand", n.demands))}
      ${n.reply_by ? this.fact("wished_answer", t.moment(n.reply_by)) : F}
      ${this.fact("sent_as", e.word("system", n.system))}
    `;
	}
	findings() {
		let { findings: e } = this.request;
		return e.length === 0 ? F : N`
      <dt>${this.page.words.say("noticed")}</dt>
      <dd>
        <ul>
          ${e.map((e) => N`
              <li>
                ${e.text}
                ${e.evidence ? N`<bdi class="quiet stranger" dir="auto">“${Q(e.evidence)}”</bdi>` : F}
              </li>
            `)}
        </ul>
      </dd>
    `;
	}
	limits() {
		let { words: e, clock: t } = this.page, { terms: n } = this.request, r = [
			n.longest_clip === null ? "" : e.say("limit_clip", { length: t.length(n.longest_clip) }),
			e.say(n.sound ? "limit_sound_on" : "limit_sound_off"),
			n.cameras === null ? "" : e.say("limit_cameras", { cameras: this.cameras(n.cameras) }),
			n.approvals > 1 ? e.say("limit_approvals", { count: n.approvals }) : "",
			n.cool_down > 0 ? e.say("limit_cool_down", { length: t.length(n.cool_down) }) : ""
		];
		return this.fact("limits", r.filter(Boolean).join("; "));
	}
	cameras(e) {
		return e.map((e) => e.name ?? this.page.words.say("removed_camera")).join(", ") || this.page.words.say("no_camera");
	}
	fact(e, t) {
		return N`<dt>${this.page.words.say(e)}</dt>
      <dd>${t}</dd>`;
	}
	strange(e, t) {
		return t ? N`<dt>${this.page.words.say(e)}</dt>
      <dd><bdi class="stranger" dir="auto">${Q(t)}</bdi></dd>` : F;
	}
};
customElements.define("ring-guard-facts", it);
// src/elements/request-reasons.ts
var at = class extends U {
	static {
		this.properties = {
			page: { attribute: !1 },
			request: { attribute: !1 }
		};
	}
	static {
		this.styles = [
			J,
			Y,
			o`
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
    `
		];
	}
	render() {
		let { words: e } = this.page, { request: t } = this;
		return N`
      <details>
        <summary>${e.say("whole_decision")}</summary>
        <p>${e.say("decision_was", { effect: e.word("effect", t.effect) })}</p>
        <h4>${e.say("reasons")}</h4>
        <ul>
          ${t.grounds.map((e) => this.ground(e))}
        </ul>
        ${t.milder.length > 0 ? N`<h4>${e.say("milder")}</h4>
              <ul>
                ${t.milder.map((e) => N`<li>${e}</li>`)}
              </ul>` : F}
        <p class="quiet small">${e.say("policy_version", { digest: t.policy.slice(0, 16) })}</p>
      </details>
      ${t.text ? N`<details>
            <summary>${e.say("message_as_it_came")}</summary>
            <p class="message stranger" dir="auto" tabindex="0">${Q(t.text)}</p>
          </details>` : F}
    `;
	}
	ground(e) {
		let { words: t } = this.page, n = e.effect ? t.word("effect", e.effect) : t.say("only_limits");
		return N`<li>${e.text} <span class="quiet">(${n})</span></li>`;
	}
};
customElements.define("ring-guard-reasons", at);
// src/elements/request-card.ts
var $ = /* @__PURE__ */ new Set([
	"approved",
	"granted",
	"cooling_down",
	"preparing"
]), ot = /* @__PURE__ */ new Set(["ready", "released"]), st = /* @__PURE__ */ new Set([
	"declined",
	"expired",
	"no_footage",
	"failed"
]), ct = class extends q {
	static {
		this.properties = {
			request: { attribute: !1 },
			now: { attribute: !1 },
			folded: { type: Boolean },
			open: { state: !0 },
			choice: { state: !0 }
		};
	}
	static {
		this.styles = [J, o`
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
    `];
	}
	constructor() {
		super(), this.folded = !1, this.choice = null;
	}
	willUpdate() {
		this.open ??= !this.folded;
	}
	render() {
		return N`
      <details
        class="card ${this.request.suspicious ? "wary" : ""}"
        ?open=${this.open}
        @toggle=${(e) => this.open = e.target.open}
      >
        <summary>${this.head()}</summary>
        ${this.body()}
      </details>
    `;
	}
	head() {
		let { words: e, clock: t } = this.page, { request: n } = this;
		return N`
      <span class="head">
        <h3 id="name">${n.claimed_name ? N`<bdi class="stranger" dir="auto">${Q(n.claimed_name)}</bdi>` : e.say("nobody_named")}</h3>
        <span class="quiet small">${e.word("state", n.state)} · ${t.moment(n.received_at)}</span>
      </span>
    `;
	}
	body() {
		let { page: e, request: t } = this, { words: n } = e;
		return N`
      ${this.progress()} ${this.clips()} ${this.leaving()}
      ${t.problem ? N`<p class="problem">${t.problem}</p>` : F}
      <ring-guard-facts .page=${e} .request=${t}></ring-guard-facts>
      ${t.linked_to ? N`<p class="warning">${n.word("notification", "linked")}</p>` : F}
      ${t.repeats > 0 ? N`<p class="quiet">${n.say("repeats", { count: t.repeats })}</p>` : F}
      ${this.held()} ${this.answering()} ${this.refusal()}
      <ring-guard-reasons .page=${e} .request=${t}></ring-guard-reasons>
      ${this.changedBy()}
    `;
	}
	progress() {
		let { words: e, clock: t, feed: n } = this.page, { request: r } = this;
		if (!$.has(r.state)) return F;
		if (n.mode === "lockdown") return N`<p class="warning">${e.say("frozen")}</p>`;
		if (r.state === "cooling_down" && r.deadline) return N`<p>${e.say("cooling_until", { time: t.moment(r.deadline) })}</p>`;
		let i = Math.round((n.progress[r.request_id] ?? 0) * 100);
		return N`
      <label>
        ${e.say("progress", { percent: i })}
        <progress max="100" value=${i}></progress>
      </label>
    `;
	}
	clips() {
		let { words: e, feed: t } = this.page;
		return ot.has(this.request.state) ? t.may_answer ? t.mode === "lockdown" ? N`<p class="warning">${e.say("frozen")}</p>` : N`${this.request.clips.map((e) => N`<ring-guard-clip .page=${this.page} .clip=${e}></ring-guard-clip>`)}` : N`<p>${e.say("clips_for_approvers")}</p>` : F;
	}
	leaving() {
		return ot.has(this.request.state) ? N`<ring-guard-release .page=${this.page} .request=${this.request}></ring-guard-release>` : F;
	}
	held() {
		let { hold: e, state: t } = this.request;
		if (!e) return F;
		let { words: n, feed: r } = this.page, i = !(t === "awaiting_confirmation" || $.has(t)) && r.may_answer && e.files.length > 0;
		return N`
      <ring-guard-hold .page=${this.page} .hold=${e}></ring-guard-hold>
      ${i ? N`<div class="row">
            ${this.button("end_hold", "danger", {})}<span class="quiet small">${n.say("end_hold_hint")}</span>
          </div>` : F}
    `;
	}
	answering() {
		let { request: e } = this, { words: t, feed: n } = this.page;
		return e.state === "awaiting_confirmation" ? this.waiting() : $.has(e.state) || e.state === "ready" ? N`<div class="row">${this.button("withdraw", "danger", {})}</div>` : st.has(e.state) && n.may_answer && n.mode !== "lockdown" ? N`<div class="row">${this.button("reopen", "", {})}<span class="quiet small">${t.say("reopen_hint")}</span></div>` : F;
	}
	waiting() {
		let { words: e, feed: t } = this.page, n = t.mode === "lockdown";
		return N`
      ${this.deadline()} ${this.approvals()}
      ${n ? N`<p class="warning">${e.say("frozen")}</p>` : F}
      ${t.may_answer ? N`<ring-guard-choice
            .page=${this.page}
            .request=${this.request}
            @choice=${(e) => this.choice = e.detail}
          ></ring-guard-choice>` : N`<p class="quiet">${e.say("approvers_only")}</p>`}
      <div class="row">
        ${t.may_answer ? this.approveButton(n) : F} ${this.button("decline", "danger", {})}
      </div>
    `;
	}
	approveButton(e) {
		let { choice: t, request: n } = this, r = t !== null && Ue(t, n) === null && !e;
		return this.button("approve", "main", t ? We(t, n) : {}, !r);
	}
	deadline() {
		let { words: e, clock: t } = this.page, { deadline: n } = this.request;
		if (!n) return F;
		let r = {
			time: t.moment(n),
			distance: t.distance(n, this.now)
		};
		return N`<p>${e.say("answer_by", r)}</p>`;
	}
	approvals() {
		let { request: e } = this;
		if (e.terms.approvals < 2) return F;
		let t = {
			given: e.approvals,
			missing: e.approvals_missing
		};
		return N`<p>${this.page.words.say("approvals", t)}</p>`;
	}
	approvedBy() {
		let { words: e, feed: t } = this.page, n = this.request.approved_by.map((n) => t.people[n] ?? e.say("removed_person"));
		return n.length > 0 ? e.say("approved_by", { names: n.join(", ") }) : "";
	}
	changedBy() {
		let { words: e, clock: t, feed: n } = this.page, { changed_by: r, changed_at: i } = this.request, a = r ? n.people[r] ?? e.say("removed_person") : null, o = t.moment(i), s = a ? e.say("changed_by", {
			name: a,
			time: o
		}) : e.say("changed_by_itself", { time: o });
		return N`<p class="quiet small">${this.approvedBy()} ${s}</p>`;
	}
	button(e, t, n, r = !1) {
		return N`
      <button id=${e} class=${t} ?disabled=${this.busy || r} @click=${() => this.act(e, n)}>
        ${this.page.words.say(e)}
      </button>
    `;
	}
	async act(e, t) {
		await this.attempt(async () => {
			await this.page.call(e, {
				request_id: this.request.request_id,
				...t
			}), this.page.announce(this.page.words.say("done")), this.page.settle();
		});
	}
};
customElements.define("ring-guard-request", ct);
// src/feed.ts
function lt(e, t) {
	let n = {
		type: "ring_guard/subscribe",
		language: e.language
	};
	return e.connection.subscribeMessage(t, n);
}
function ut(e, t) {
	let n = new Map(e.requests.map((e) => [e.request_id, e.state]));
	return t.requests.filter((e) => !e.erased && n.get(e.request_id) !== e.state);
}
// src/times.ts
var dt = 6e4, ft = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/, pt = class {
	constructor(e, t, n) {
		this.language = e;
		let r = n === "12" ? { hour12: !0 } : n === "24" ? { hour12: !1 } : {}, i = {
			year: "numeric",
			month: "2-digit",
			day: "2-digit",
			hour: "2-digit",
			minute: "2-digit"
		}, a = {
			...i,
			month: "short",
			day: "numeric",
			timeZone: t,
			...r
		};
		this.wallParts = new Intl.DateTimeFormat("en", {
			...i,
			second: "2-digit",
			timeZone: t,
			hourCycle: "h23"
		}), this.exact = new Intl.DateTimeFormat(e, {
			...a,
			second: "2-digit"
		}), this.rough = new Intl.DateTimeFormat(e, a), this.relative = new Intl.RelativeTimeFormat(e, { numeric: "auto" });
	}
	moment(e) {
		return this.rough.format(new Date(e));
	}
	span(e, t) {
		return this.exact.formatRange(new Date(e), new Date(t));
	}
	distance(e, t) {
		let n = (new Date(e).getTime() - t) / dt;
		if (Math.abs(n) < 60) return this.relative.format(Math.trunc(n), "minute");
		let r = n / 60;
		return Math.abs(r) < 48 ? this.relative.format(Math.trunc(r), "hour") : this.relative.format(Math.trunc(r / 24), "day");
	}
	length(e) {
		let t = Math.round(e), n = [
			[Math.floor(t / 3600), "hour"],
			[Math.floor(t % 3600 / 60), "minute"],
			[t % 60, "second"]
		].filter(([e, n]) => e > 0 || t === 0 && n === "second"), r = {
			style: "unit",
			unitDisplay: "short"
		};
		return n.map(([e, t]) => new Intl.NumberFormat(this.language, {
			...r,
			unit: t
		}).format(e)).join(" ");
	}
	wall(e) {
		let t = new Map(this.wallParts.formatToParts(new Date(e)).map((e) => [e.type, e.value])), n = (e) => t.get(e) ?? "00";
		return `${n("year")}-${n("month")}-${n("day")}T${n("hour")}:${n("minute")}:${n("second")}`;
	}
	instant(e, t) {
		let n = ft.exec(e)?.slice(1).map((e) => Number(e ?? 0));
		if (!n) return null;
		let [r = 0, i = 1, a = 1, o = 0, s = 0, c = 0] = n, l = Date.UTC(r, i - 1, a, o, s, c), u = new Date(l).toISOString().slice(0, 19), d = [-24, 24].map((e) => l - this.offset(l + e * 60 * dt)), f = d.filter((e) => this.wall(e) === u), p = f.length > 0 ? f : d.slice(0, 1), m = t ?? Math.min(...p);
		return p.reduce((e, t) => Math.abs(t - m) < Math.abs(e - m) ? t : e);
	}
	offset(e) {
		let t = Math.floor(e / 1e3) * 1e3;
		return Date.parse(`${this.wall(t)}Z`) - t;
	}
}, mt = 5e3, ht = 3e4, gt = 3600, _t = 3, vt = /* @__PURE__ */ new Set(["received", "awaiting_confirmation"]), yt = /* @__PURE__ */ new Set([
	"approved",
	"granted",
	"cooling_down",
	"preparing"
]), bt = /* @__PURE__ */ new Set(["ready", "released"]), xt = class extends U {
	static {
		this.properties = {
			hass: { attribute: !1 },
			narrow: { type: Boolean },
			feed: { state: !0 },
			words: { state: !0 },
			stopped: { state: !0 },
			news: { state: !0 },
			now: { state: !0 }
		};
	}
	constructor() {
		super(), this.clock = null, this.listening = 0, this.end = null, this.feed = null, this.words = null, this.stopped = !1, this.news = "", this.now = Date.now();
	}
	connectedCallback() {
		super.connectedCallback(), this.ticking = setInterval(() => this.now = Date.now(), ht), this.hasUpdated && this.listen();
	}
	disconnectedCallback() {
		super.disconnectedCallback(), clearInterval(this.ticking), this.stopListening();
	}
	shouldUpdate(e) {
		return [...e.keys()].some((e) => e !== "hass") || this.hassMatters(e.get("hass"));
	}
	willUpdate(e) {
		if (!e.has("hass")) return;
		let t = e.get("hass"), { hass: n } = this;
		this.toggleAttribute("dark", n.themes?.darkMode ?? !1), (!this.clock || this.textsDiffer(t)) && (this.clock = new pt(n.language, n.config.time_zone, n.locale?.time_format)), (this.textsDiffer(t) || t?.panels?.["ring-guard"] !== n.panels?.["ring-guard"]) && this.listen();
	}
	render() {
		return N`
      <header>
        ${this.menu()}
        <h1>Ring Guard</h1>
      </header>
      <div class="unseen" role="status" aria-live="polite">${this.news}</div>
      ${this.content()}
    `;
	}
	menu() {
		return this.hass.kioskMode || !this.narrow && this.hass.dockedSidebar !== "always_hidden" ? F : N`
      <button class="menu" aria-label=${this.words?.say("menu") ?? "Menu"} @click=${this.toggleMenu}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path fill="currentColor" d="M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z" />
        </svg>
      </button>
    `;
	}
	content() {
		let { words: e, clock: t, feed: n } = this;
		if (!e || !t) return N`<main></main>`;
		if (this.stopped) return N`<main><p class="card">${e.say("not_running")}</p></main>`;
		if (!n) return N`<main><p>${e.say("loading")}</p></main>`;
		let r = {
			words: e,
			clock: t,
			feed: n,
			call: async (e, t) => (await this.callAction(e, t)).response,
			setMode: (e) => this.callMode(e),
			sign: (e) => this.sign(e),
			announce: (e) => this.news = e,
			settle: () => this.renderRoot.querySelector("#waiting")?.focus()
		}, i = n.requests.filter((e) => !e.erased);
		return N`
      <main>
        <div class="answers">
          ${n.ledger_available ? F : N`<p class="problem" role="alert">${e.say("ledger_down")}</p>`}
          ${this.section(r, "waiting", i.filter((e) => vt.has(e.state)))}
          ${this.section(r, "under_way", i.filter((e) => yt.has(e.state)))}
          ${this.section(r, "clips", i.filter((e) => bt.has(e.state)))}
        </div>
        <div class="side">
          <ring-guard-mode .page=${r}></ring-guard-mode>
          <ring-guard-ledger .page=${r}></ring-guard-ledger>
        </div>
        <div class="history">${this.history(r, n.requests.filter((e) => e.erased || ![
			vt,
			yt,
			bt
		].some((t) => t.has(e.state))))}</div>
      </main>
    `;
	}
	section(e, t, n) {
		let r = t === "waiting" ? N`<p class="card quiet">${e.words.say("nothing_waits")}</p>` : F;
		return n.length === 0 && t !== "waiting" ? F : N`
      <section aria-labelledby=${t}>
        <h2 id=${t} tabindex="-1">${e.words.say(t)}${n.length > 0 ? ` (${n.length})` : F}</h2>
        ${n.length === 0 ? r : F}
        ${Ne(n, (e) => e.request_id, (t, n) => N`
            <ring-guard-request
              ?folded=${n >= _t}
              .page=${e}
              .request=${t}
              .now=${this.now}
            ></ring-guard-request>
          `)}
      </section>
    `;
	}
	history(e, t) {
		let { words: n, clock: r } = e;
		return N`
      <section aria-labelledby="history">
        <h2 id="history">${n.say("history")}</h2>
        ${t.length === 0 ? N`<p class="card quiet">${n.say("nothing_past")}</p>` : F}
        ${Ne(t, (e) => e.request_id, (t) => t.erased ? N`<p class="card quiet">${n.say("erased", { time: r.moment(t.received_at) })}</p>` : N`<ring-guard-request folded .page=${e} .request=${t} .now=${this.now}></ring-guard-request>`)}
        ${e.feed.requests.length > 0 ? N`<p class="quiet small">${n.say("newest_only", { count: 50 })}</p>` : F}
      </section>
    `;
	}
	hassMatters(e) {
		let { hass: t } = this;
		return this.textsDiffer(e) || e?.panels?.["ring-guard"] !== t.panels?.["ring-guard"] || e?.themes !== t.themes || e?.dockedSidebar !== t.dockedSidebar;
	}
	textsDiffer(e) {
		let { language: t, config: n, locale: r } = this.hass;
		return e?.language !== t || e.config.time_zone !== n.time_zone || e.locale?.time_format !== r?.time_format;
	}
	async listen() {
		this.stopListening();
		let e = this.listening;
		try {
			let [t, n] = await Promise.all([qe.load(this.hass), lt(this.hass, (t) => e === this.listening && this.take(t))]);
			if (e !== this.listening) {
				await n();
				return;
			}
			this.words = t, this.end = n, this.stopped = !1;
		} catch {
			if (e !== this.listening) return;
			this.words ??= await qe.load(this.hass).catch(() => null), this.stopped = !0, this.retry = setTimeout(() => void this.listen(), mt);
		}
	}
	stopListening() {
		this.listening += 1, clearTimeout(this.retry), this.end?.().catch(() => void 0), this.end = null;
	}
	take(e) {
		let t = this.feed, n = {
			...t ?? {
				requests: [],
				people: {}
			},
			...e
		};
		if (this.feed = n, t && e.requests) {
			let e = ut(t, n).map((e) => this.newsOf(e));
			e.length > 0 && (this.news = e.join(" "));
		}
	}
	newsOf(e) {
		let t = e.claimed_name ? Q(e.claimed_name) : this.words?.say("nobody_named") ?? "";
		return this.words?.say("news", {
			name: t,
			state: this.words.word("state", e.state)
		}) ?? "";
	}
	callAction(e, t) {
		return this.hass.callService("ring_guard", e, t, void 0, !1, !0);
	}
	callMode(e) {
		let t = {
			entity_id: this.feed?.mode_entity,
			option: e
		};
		return this.hass.callService("select", "select_option", t, void 0, !1);
	}
	async sign(e) {
		let t = {
			type: "auth/sign_path",
			path: e,
			expires: gt
		};
		return (await this.hass.callWS(t)).path;
	}
	toggleMenu() {
		this.dispatchEvent(new CustomEvent("hass-toggle-menu", {
			bubbles: !0,
			composed: !0
		}));
	}
	static {
		this.styles = [J, o`
      :host {
        min-height: 100vh;
        background: var(--primary-background-color);
        color-scheme: light;
      }
      :host([dark]) {
        color-scheme: dark;
      }
      header {
        position: sticky;
        top: 0;
        z-index: 2;
        display: flex;
        gap: 8px;
        align-items: center;
        height: var(--header-height, 56px);
        padding: 0 16px;
        color: var(--app-header-text-color, var(--text-primary-color));
        background: var(--app-header-background-color, var(--primary-color));
        border-bottom: var(--app-header-border-bottom, none);
      }
      h1 {
        margin: 0;
        font-size: 1.25rem;
        font-weight: 400;
      }
      .menu {
        display: grid;
        width: 48px;
        height: 48px;
        margin-inline-start: -12px;
        padding: 0;
        color: inherit;
        place-items: center;
        border: 0;
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(260px, 1fr);
        grid-template-areas: "answers side" "history side";
        grid-template-rows: auto 1fr;
        gap: 24px;
        max-width: 1200px;
        margin: 0 auto;
        padding: 16px 16px 48px;
      }
      .answers {
        grid-area: answers;
      }
      .side {
        grid-area: side;
      }
      .history {
        grid-area: history;
      }
      .answers,
      .side {
        display: flex;
        flex-direction: column;
        gap: 24px;
        min-width: 0;
      }
      .side {
        gap: 12px;
      }
      section {
        display: flex;
        flex-direction: column;
        gap: 12px;
      }
      h2:focus {
        outline: none;
      }
      .unseen {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
      @media (max-width: 870px) {
        main {
          grid-template-columns: minmax(0, 1fr);
          grid-template-areas: "answers" "side" "history";
          grid-template-rows: auto;
          padding: 12px 12px 48px;
        }
      }
    `];
	}
};
customElements.define("ring-guard-panel", xt);
export { xt as RingGuardPanel };
