/* Ring Guard's panel, built from frontend/ by "npm run build". Sources: 0389a46b55a39d00b2109ec93ebd3501be801c5cc0da5c79e0b9cf3dc99c4b87
Contains Lit, Copyright Google LLC, BSD-3-Clause. */
// node_modules/@lit/reactive-element/css-tag.js
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
// node_modules/lit-html/lit-html.js
var y = globalThis, ae = (e) => e, b = y.trustedTypes, oe = b ? b.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, x = "$lit$", S = `lit$${Math.random().toFixed(9).slice(2)}$`, C = "?" + S, se = `<${C}>`, w = document, T = () => w.createComment(""), E = (e) => e === null || typeof e != "object" && typeof e != "function", D = Array.isArray, ce = (e) => D(e) || typeof e?.[Symbol.iterator] == "function", O = "[ 	\n\f\r]", k = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, le = /-->/g, ue = />/g, A = RegExp(`>|${O}(?:([^\\s"'>=/]+)(${O}*=${O}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), de = /'/g, fe = /"/g, pe = /^(?:script|style|textarea|title)$/i, me = (e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}), j = me(1), he = me(2), M = Symbol.for("lit-noChange"), N = Symbol.for("lit-nothing"), ge = /* @__PURE__ */ new WeakMap(), P = w.createTreeWalker(w, 129);
function _e(e, t) {
	if (!D(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return oe === void 0 ? t : oe.createHTML(t);
}
var ve = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = k;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === k ? c[1] === "!--" ? o = le : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = A) : (pe.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = A) : o = ue : o === A ? c[0] === ">" ? (o = i ?? k, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? A : c[3] === "\"" ? fe : de) : o === fe || o === de ? o = A : o === le || o === ue ? o = k : (o = A, i = void 0);
		let d = o === A && e[t + 1].startsWith("/>") ? " " : "";
		a += o === k ? n + se : l >= 0 ? (r.push(s), n.slice(0, l) + x + n.slice(l) + S + d) : n + S + (l === -2 ? t : d);
	}
	return [_e(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, F = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = ve(t, n);
		if (this.el = e.createElement(l, r), P.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = P.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(x)) {
					let t = u[o++], n = i.getAttribute(e).split(S), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? be : r[1] === "?" ? xe : r[1] === "@" ? Se : R
					}), i.removeAttribute(e);
				} else e.startsWith(S) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (pe.test(i.tagName)) {
					let e = i.textContent.split(S), t = e.length - 1;
					if (t > 0) {
						i.textContent = b ? b.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], T()), P.nextNode(), c.push({
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
function I(e, t, n = e, r) {
	if (t === M) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = E(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = I(e, i._$AS(e, t.values), i, r)), t;
}
var ye = class {
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
		P.currentNode = r;
		let i = P.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new L(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new Ce(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = P.nextNode(), a++);
		}
		return P.currentNode = w, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, L = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = N, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
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
		e = I(this, e, t), E(e) ? e === N || e == null || e === "" ? (this._$AH !== N && this._$AR(), this._$AH = N) : e !== this._$AH && e !== M && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? ce(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== N && E(this._$AH) ? this._$AA.nextSibling.data = e : this.T(w.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = F.createElement(_e(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new ye(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = ge.get(e.strings);
		return t === void 0 && ge.set(e.strings, t = new F(e)), t;
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
}, R = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = N, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = N;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = I(this, e, t, 0), a = !E(e) || e !== this._$AH && e !== M, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = I(this, r[n + o], t, o), s === M && (s = this._$AH[o]), a ||= !E(s) || s !== this._$AH[o], s === N ? e = N : e !== N && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === N ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, be = class extends R {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === N ? void 0 : e;
	}
}, xe = class extends R {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== N);
	}
}, Se = class extends R {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = I(this, e, t, 0) ?? N) === M) return;
		let n = this._$AH, r = e === N && n !== N || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== N && (n === N || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, Ce = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		I(this, e);
	}
}, we = {
	M: x,
	P: S,
	A: C,
	C: 1,
	L: ve,
	R: ye,
	D: ce,
	V: I,
	I: L,
	H: R,
	N: xe,
	U: Se,
	B: be,
	F: Ce
}, Te = y.litHtmlPolyfillSupport;
Te?.(F, L), (y.litHtmlVersions ??= []).push("3.3.3");
var Ee = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new L(t.insertBefore(T(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, De = globalThis, z = class extends v {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = Ee(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return M;
	}
};
z._$litElement$ = !0, z.finalized = !0, De.litElementHydrateSupport?.({ LitElement: z });
var Oe = De.litElementPolyfillSupport;
Oe?.({ LitElement: z }), (De.litElementVersions ??= []).push("4.2.2");
// node_modules/lit-html/directive.js
var ke = {
	ATTRIBUTE: 1,
	CHILD: 2,
	PROPERTY: 3,
	BOOLEAN_ATTRIBUTE: 4,
	EVENT: 5,
	ELEMENT: 6
}, Ae = (e) => (...t) => ({
	_$litDirective$: e,
	values: t
}), je = class {
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
}, { I: Me } = we, Ne = (e) => e, Pe = () => document.createComment(""), B = (e, t, n) => {
	let r = e._$AA.parentNode, i = t === void 0 ? e._$AB : t._$AA;
	if (n === void 0) n = new Me(r.insertBefore(Pe(), i), r.insertBefore(Pe(), i), e, e.options);
	else {
		let t = n._$AB.nextSibling, a = n._$AM, o = a !== e;
		if (o) {
			let t;
			n._$AQ?.(e), n._$AM = e, n._$AP !== void 0 && (t = e._$AU) !== a._$AU && n._$AP(t);
		}
		if (t !== i || o) {
			let e = n._$AA;
			for (; e !== t;) {
				let t = Ne(e).nextSibling;
				Ne(r).insertBefore(e, i), e = t;
			}
		}
	}
	return n;
}, V = (e, t, n = e) => (e._$AI(t, n), e), Fe = {}, Ie = (e, t = Fe) => e._$AH = t, Le = (e) => e._$AH, H = (e) => {
	e._$AR(), e._$AA.remove();
}, Re = (e, t, n) => {
	let r = /* @__PURE__ */ new Map();
	for (let i = t; i <= n; i++) r.set(e[i], i);
	return r;
}, U = Ae(class extends je {
	constructor(e) {
		if (super(e), e.type !== ke.CHILD) throw Error("repeat() can only be used in text expressions");
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
		let i = Le(e), { values: a, keys: o } = this.dt(t, n, r);
		if (!Array.isArray(i)) return this.ut = o, a;
		let s = this.ut ??= [], c = [], l, u, d = 0, f = i.length - 1, p = 0, m = a.length - 1;
		for (; d <= f && p <= m;) if (i[d] === null) d++;
		else if (i[f] === null) f--;
		else if (s[d] === o[p]) c[p] = V(i[d], a[p]), d++, p++;
		else if (s[f] === o[m]) c[m] = V(i[f], a[m]), f--, m--;
		else if (s[d] === o[m]) c[m] = V(i[d], a[m]), B(e, c[m + 1], i[d]), d++, m--;
		else if (s[f] === o[p]) c[p] = V(i[f], a[p]), B(e, i[d], i[f]), f--, p++;
		else if (l === void 0 && (l = Re(o, p, m), u = Re(s, d, f)), l.has(s[d])) {
			if (l.has(s[f])) {
				let t = u.get(o[p]), n = t === void 0 ? null : i[t];
				if (n === null) {
					let t = B(e, i[d]);
					V(t, a[p]), c[p] = t;
				} else c[p] = V(n, a[p]), B(e, i[d], n), i[t] = null;
				p++;
			} else H(i[f]), f--;
		} else H(i[d]), d++;
		for (; p <= m;) {
			let t = B(e, c[m + 1]);
			V(t, a[p]), c[p++] = t;
		}
		for (; d <= f;) {
			let e = i[d++];
			e !== null && H(e);
		}
		return this.ut = o, Ie(e, c), M;
	}
}), W = o`
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
  select,
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
`, G = o`
  :host {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
`, ze = o`
  ol {
    display: flex;
    flex-direction: column;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
`, K = o`
  code {
    font-family: var(--ha-font-family-code, monospace);
  }
`, q = class extends z {
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
		return this.problem ? j`<p class="problem" role="alert">${this.problem}</p>` : N;
	}
}, Be = "component.ring_guard", Ve = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, He = class e {
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
		return this.sentence("panel", e, t);
	}
	sentence(e, t, n) {
		return Ue(this.word(e, t), n);
	}
	word(e, t) {
		return this.texts[`${Be}.selector.${e}.options.${t}`] ?? t;
	}
	list(e, t) {
		return t.map((t) => this.word(e, t)).join("; ");
	}
	failure(e) {
		let { message: t, translation_key: n, translation_placeholders: r } = e ?? {}, i = n && this.texts[`${Be}.exceptions.${n}.message`];
		return i ? Ue(i, r ?? {}) : t ?? this.say("call_failed");
	}
};
function J(e) {
	return e.replace(/\r\n?/g, "\n").replace(Ve, (e) => e === "\n" || e === "	" ? e : "·");
}
function Ue(e, t) {
	return e.replace(/\{(\w+)\}/g, (e, n) => String(t[n] ?? ""));
}
// src/elements/entry-list.ts
var We = 20, Ge = class extends q {
	static {
		this.properties = {
			...q.properties,
			request_id: { attribute: !1 },
			entries: { state: !0 },
			more: { state: !0 }
		};
	}
	static {
		this.styles = [
			W,
			G,
			ze,
			K,
			o`
      li {
        display: flex;
        flex-direction: column;
        gap: 2px;
        padding-top: 12px;
        border-top: 1px solid var(--divider-color);
      }
      li:first-child {
        padding-top: 0;
        border-top: none;
      }
      summary {
        padding: 6px 0;
      }
      pre {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 0.8125rem;
        overflow-wrap: anywhere;
      }
    `
		];
	}
	constructor() {
		super(), this.head = 0, this.entries = [], this.more = !1;
	}
	firstUpdated() {
		this.fetch();
	}
	render() {
		let { words: e, feed: t } = this.page;
		return j`
      ${this.entries.length === 0 && !this.busy && !this.problem ? j`<p class="quiet">${e.say("entries_none")}</p>` : N}
      <ol>
        ${U(this.entries, ({ number: e }) => e, (e) => this.entry(e))}
      </ol>
      <div role="status">${this.busy ? e.say("loading") : N}</div>
      ${this.refusal()}
      <div class="row">
        ${this.more ? j`<button id="older" ?disabled=${this.busy} @click=${this.older}>${e.say("entries_older")}</button>` : N}
        ${t.head.count > this.head || this.problem ? j`<button id="again" ?disabled=${this.busy} @click=${() => this.fetch()}>${e.say("entries_again")}</button>` : N}
      </div>
    `;
	}
	entry({ number: e, at: t, text: n, request_id: r, hash: i, erased: a, payload: o }) {
		let { words: s, clock: c } = this.page, l = J(a?.reason ?? "–");
		return j`
      <li>
        <span class="quiet small">${s.say("entry_number", { number: e })} · ${c.second(t)}${this.whose(r)}</span>
        <bdi dir="auto">${J(n)}</bdi>
        ${a ? j`<span class="quiet small">${s.say("entry_erased", {
			number: a.by,
			reason: l
		})}</span>` : N}
        ${o && Object.keys(o).length > 0 ? j`<details class="small">
              <summary class="quiet"><code>${i}</code> · ${s.say("entry_holds")}</summary>
              <pre class="message stranger" dir="auto">${J(JSON.stringify(o, null, 2))}</pre>
            </details>` : j`<code class="quiet small">${i}</code>`}
      </li>
    `;
	}
	whose(e) {
		let t = this.page.feed.requests.find((t) => t.request_id === e);
		return this.request_id || !t || t.erased ? N : j` · <bdi class="stranger" dir="auto">${t.claimed_name ? J(t.claimed_name) : this.page.words.say("nobody_named")}</bdi>`;
	}
	async fetch(e) {
		await this.attempt(async () => {
			let { count: t } = this.page.feed.head, n = {
				...this.request_id && { request_id: this.request_id },
				...e && { before: e }
			}, r = {
				type: "ring_guard/entries",
				language: this.page.language,
				limit: We,
				...n
			}, { entries: i, more: a } = await this.page.ask(r);
			this.entries = e ? [...this.entries, ...i] : i, this.more = a, e || (this.head = t);
		});
	}
	async older() {
		await this.fetch(this.entries.at(-1)?.number);
	}
};
customElements.define("ring-guard-entries", Ge);
// src/elements/entry-fold.ts
var Ke = class extends z {
	static {
		this.properties = {
			page: { attribute: !1 },
			label: { attribute: !1 },
			request_id: { attribute: !1 },
			open: { state: !0 }
		};
	}
	static {
		this.styles = [W, o`
      summary {
        padding: 6px 0;
      }
    `];
	}
	constructor() {
		super(), this.open = !1;
	}
	render() {
		return this.page.feed.may_read ? j`
      <details id="fold" @toggle=${(e) => this.open = e.target.open}>
        <summary>${this.label}</summary>
        ${this.open ? j`<ring-guard-entries .page=${this.page} .request_id=${this.request_id}></ring-guard-entries>` : N}
      </details>
    ` : N;
	}
};
customElements.define("ring-guard-entry-fold", Ke);
// src/elements/ledger-card.ts
var qe = class extends q {
	static {
		this.properties = { checked: { state: !0 } };
	}
	static {
		this.styles = [W, K];
	}
	constructor() {
		super(), this.checked = null;
	}
	render() {
		let { words: e, feed: t } = this.page, { count: n, hash: r } = t.head;
		return j`
      <section class="card" aria-labelledby="ledger">
        <h2 id="ledger">${e.say("ledger")}</h2>
        <p>${e.say("entries", { count: n })} <code title=${r}>${r.slice(0, 16)}</code></p>
        <div class="row">
          <button id="check" ?disabled=${this.busy} @click=${this.check}>${e.say("check_ledger")}</button>
        </div>
        <div role="status">${this.result()}</div>
        <p class="quiet small">${e.say("ledger_hint")}</p>
        <ring-guard-entry-fold .page=${this.page} .label=${e.say("show_entries")}></ring-guard-entry-fold>
        <p>${e.say("signing_key")} <code id="key">${t.signing_key}</code></p>
        <p class="quiet small">${e.say("signing_key_hint")}</p>
      </section>
    `;
	}
	result() {
		let { words: e } = this.page;
		if (this.busy) return j`<p>${e.say("checking")}</p>`;
		if (this.problem) return j`<p class="problem">${this.problem}</p>`;
		if (!this.checked) return N;
		if (this.checked.whole) return j`<p>${e.say("ledger_whole", { count: this.checked.count })}</p>`;
		let t = {
			problem: this.checked.problem_text ?? "",
			entry: this.checked.broken_at ?? "–"
		};
		return j`<p class="problem">${e.say("ledger_broken", t)}</p>`;
	}
	async check() {
		await this.attempt(async () => {
			this.checked = await this.page.call("verify_ledger", {});
		});
	}
};
customElements.define("ring-guard-ledger", qe);
var Je = 1e4;
function Ye(e) {
	return e.map(({ id: e, name: t, always: n, points: r, rules: i, corners: a }) => ({
		id: e,
		name: t,
		always: n,
		points: r,
		rules: i,
		corners: a
	}));
}
function Y([e, t], [n, r]) {
	let [i, a] = [Math.min(e, n), Math.max(e, n)], [o, s] = [Math.min(t, r), Math.max(t, r)];
	return [
		[i, o],
		[a, o],
		[a, s],
		[i, s]
	];
}
function Xe(e) {
	let [t, n, r, i] = e;
	return e.length !== 4 || !t || !n || !r || !i ? !1 : t[1] === n[1] && n[0] === r[0] && r[1] === i[1] && i[0] === t[0] || t[0] === n[0] && n[1] === r[1] && r[0] === i[0] && i[1] === t[1];
}
function X([e, t]) {
	return [Math.min(1, Math.max(0, e)), Math.min(1, Math.max(0, t))];
}
function Ze(e, t, n) {
	let r = e.points.map(([e]) => e), i = e.points.map(([, e]) => e), a = Math.max(-Math.min(...r), Math.min(1 - Math.max(...r), t)), o = Math.max(-Math.min(...i), Math.min(1 - Math.max(...i), n));
	return {
		...e,
		corners: null,
		points: e.points.map(([e, t]) => X([e + a, t + o]))
	};
}
function Qe(e, t, n) {
	let r = X(n), i = e.points[t];
	if (!i) return e;
	let a = Xe(e.points), o = e.points[(t + 2) % 4], s = e.points.map((e, n) => n === t ? r : !a || e === o ? e : [e[0] === i[0] ? r[0] : e[0], e[1] === i[1] ? r[1] : e[1]]);
	return {
		...e,
		corners: null,
		points: s
	};
}
function $e(e, t) {
	return e.points.length <= 3 ? e : {
		...e,
		corners: null,
		points: e.points.filter((e, n) => n !== t)
	};
}
function Z(e) {
	let [t, n] = it(e);
	return e.length >= 3 && t >= .01 && n >= .01;
}
function et(e, t) {
	let n = new Set(e.map((e) => Q(e.name))), r = 1;
	for (; n.has(Q(t(r)));) r += 1;
	return t(r);
}
function tt(e) {
	return e.some((e) => Q(e.name) === "") ? "mask_needs_name" : new Set(e.map((e) => Q(e.name))).size < e.length ? "mask_needs_other_name" : e.every((e) => Z(e.points)) ? null : "mask_too_small";
}
function nt(e) {
	return e.map(({ id: e, name: t, always: n, points: r, corners: i }) => ({
		...e === null ? {} : { id: e },
		name: t.trim(),
		always: n,
		corners: i ?? rt(r)
	}));
}
function rt(e) {
	let [t, , n] = e;
	return (Xe(e) && t && n ? [t, n] : e).map((e) => e.map((e) => Math.round(e * Je) / 100).join(" ")).join(", ");
}
function it(e) {
	let t = e.map(([e]) => e), n = e.map(([, e]) => e);
	return [Math.max(...t) - Math.min(...t), Math.max(...n) - Math.min(...n)];
}
function Q(e) {
	return e.trim().toLocaleLowerCase();
}
// src/elements/mask-board.ts
var at = .01, ot = .05, st = 16, ct = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
}, lt = class extends z {
	static {
		this.properties = {
			page: { attribute: !1 },
			picture: { attribute: !1 },
			masks: { attribute: !1 },
			selected: { attribute: !1 },
			tool: { attribute: !1 },
			open: { state: !0 },
			cursor: { state: !0 },
			ratio: { state: !0 }
		};
	}
	static {
		this.styles = [W, o`
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
    `];
	}
	constructor() {
		super(), this.drag = null, this.picture = null, this.masks = [], this.selected = null, this.tool = "move", this.open = [], this.cursor = null, this.ratio = 16 / 9;
	}
	begin() {
		this.open = [], this.cursor = null, this.drag = null, this.tool !== "move" && this.board?.focus({ preventScroll: !0 });
	}
	finish() {
		this.tool === "polygon" && Z(this.open) && this.made(this.open);
	}
	get mayFinish() {
		return this.tool === "polygon" && this.open.length >= 3 && Z(this.open);
	}
	get board() {
		return this.renderRoot.querySelector(".board");
	}
	render() {
		let { words: e } = this.page, t = this.tool !== "move";
		return j`
      <div
        class="board ${t ? "drawing" : ""}"
        style="aspect-ratio: ${this.ratio}"
        tabindex=${t ? 0 : -1}
        role="group"
        aria-label=${e.say(t ? "board_draw" : "board_move")}
        @pointerdown=${this.pressed}
        @pointermove=${this.dragged}
        @pointerup=${this.released}
        @pointercancel=${this.forgotten}
        @keydown=${this.typed}
      >
        ${this.picture ? j`<img src=${this.picture} alt="" draggable="false" @load=${this.measured} @error=${this.broken} />` : N}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          ${this.masks.map((e, t) => this.shape(e, t))} ${this.unfinished()}
        </svg>
        ${this.masks.map((e) => this.label(e))} ${this.handles()}
        ${this.open.map(([e, t]) => j`<span class="dot" style="left: ${100 * e}%; top: ${100 * t}%"></span>`)}
        ${t && this.cursor && !this.drag ? j`<span class="cross" style="left: ${100 * this.cursor[0]}%; top: ${100 * this.cursor[1]}%"></span>` : N}
      </div>
    `;
	}
	shape(e, t) {
		return he`
      <polygon
        class=${`${e.always ? "" : "sometimes"} ${t === this.selected ? "chosen" : ""}`}
        points=${ut(e.points)}
        tabindex=${this.tool === "move" ? 0 : -1}
        role="button"
        aria-pressed=${t === this.selected ? "true" : "false"}
        aria-label=${this.page.words.say("mask_called", { name: e.name })}
        @pointerdown=${(e) => this.grab(e, t)}
        @focus=${() => this.tell("selected", t)}
        @keydown=${(e) => this.nudge(e, t)}
      ></polygon>
    `;
	}
	unfinished() {
		let e = this.rubber();
		return e.length < 2 ? N : he`<polyline points=${ut(e)}></polyline>`;
	}
	rubber() {
		let e = this.drag?.kind === "draw" ? this.drag.from : this.open[0];
		if (!e || !this.cursor) return this.open;
		if (this.tool !== "rectangle") return [...this.open, this.cursor];
		let [t, n, r, i] = Y(e, this.cursor);
		return [
			t,
			n,
			r,
			i,
			t
		];
	}
	label(e) {
		let [t, n] = [e.points.map(([e]) => e), e.points.map(([, e]) => e)].map((e) => 50 * (Math.min(...e) + Math.max(...e)));
		return j`<span class="label" aria-hidden="true" style="left: ${t}%; top: ${n}%">${e.name}</span>`;
	}
	handles() {
		let e = this.selected, t = e === null ? void 0 : this.masks[e];
		return !t || e === null || this.tool !== "move" ? N : j`${t.points.map(([n, r], i) => j`
        <button
          class="handle"
          style="left: ${100 * n}%; top: ${100 * r}%"
          aria-label=${this.page.words.say("corner_of", {
			number: i + 1,
			name: t.name
		})}
          @pointerdown=${(t) => this.grab(t, e, i)}
          @keydown=${(t) => this.nudge(t, e, i)}
        ></button>
      `)}`;
	}
	measured(e) {
		let { naturalWidth: t, naturalHeight: n } = e.target;
		t > 0 && n > 0 && (this.ratio = t / n);
	}
	broken() {
		this.tell("broken", null);
	}
	at(e) {
		let t = this.board?.getBoundingClientRect();
		return t ? X([(e.clientX - t.left) / t.width, (e.clientY - t.top) / t.height]) : [0, 0];
	}
	grab(e, t, n) {
		this.tool !== "move" || e.button > 0 || (e.stopPropagation(), this.drag = n === void 0 ? {
			kind: "mask",
			index: t,
			last: this.at(e)
		} : {
			kind: "corner",
			index: t,
			corner: n
		}, this.tell("selected", t), this.hold(e));
	}
	hold(e) {
		this.board?.setPointerCapture?.(e.pointerId);
	}
	pressed(e) {
		e.button > 0 || (this.tool === "move" ? this.tell("selected", null) : (this.hold(e), this.cursor = this.at(e), this.drag = {
			kind: "draw",
			from: this.cursor
		}));
	}
	dragged(e) {
		let { drag: t } = this, n = this.at(e);
		if (this.tool !== "move") {
			this.cursor = n;
			return;
		}
		let r = t && t.kind !== "draw" ? this.masks[t.index] : void 0;
		r && t && (t.kind === "mask" ? (this.change(t.index, Ze(r, n[0] - t.last[0], n[1] - t.last[1])), this.drag = {
			...t,
			last: n
		}) : t.kind === "corner" && this.change(t.index, Qe(r, t.corner, n)));
	}
	released(e) {
		let { drag: t } = this;
		if (this.drag = null, t?.kind !== "draw") return;
		let n = this.at(e);
		this.tool === "rectangle" && Z(Y(t.from, n)) ? this.made(Y(t.from, n)) : this.set(n);
	}
	forgotten() {
		this.drag = null, this.cursor = null;
	}
	set(e) {
		let [t] = this.open;
		this.tool === "rectangle" && t ? Z(Y(t, e)) && this.made(Y(t, e)) : t && this.isNear(t, e) && Z(this.open) ? this.made(this.open) : (this.open.length < 32 && (this.open = [...this.open, e]), this.tell("opened", this.open.length));
	}
	isNear(e, t) {
		let { offsetWidth: n = 0, offsetHeight: r = 0 } = this.board ?? {};
		return Math.hypot((e[0] - t[0]) * n, (e[1] - t[1]) * r) <= st;
	}
	made(e) {
		this.open = [], this.cursor = null, this.tell("made", e);
	}
	typed(e) {
		if (this.tool === "move") return;
		let t = this.cursor ?? [.5, .5], n = ct[e.key], r = e.shiftKey ? ot : at;
		if (n) this.cursor = X([t[0] + n[0] * r, t[1] + n[1] * r]);
		else if (e.key === "Enter" || e.key === " ") this.set(this.cursor = t);
		else if (e.key === "Backspace") this.open = this.open.slice(0, -1), this.tell("opened", this.open.length);
		else if (e.key === "Escape") this.tell("stopped", null);
		else return;
		e.preventDefault();
	}
	nudge(e, t, n) {
		let r = this.masks[t];
		if (!r || this.tool !== "move") return;
		let i = ct[e.key], a = e.shiftKey ? ot : at, o = n === void 0 ? void 0 : r.points[n];
		if (i && o && n !== void 0) this.change(t, Qe(r, n, [o[0] + i[0] * a, o[1] + i[1] * a]));
		else if (i) this.change(t, Ze(r, i[0] * a, i[1] * a));
		else if (e.key === "Delete" || e.key === "Backspace") n === void 0 ? this.tell("removed", t) : this.change(t, $e(r, n));
		else return;
		e.preventDefault(), e.stopPropagation();
	}
	change(e, t) {
		this.tell("changed", {
			index: e,
			mask: t
		});
	}
	tell(e, t) {
		this.dispatchEvent(new CustomEvent(e, { detail: t }));
	}
};
function ut(e) {
	return e.map(([e, t]) => `${100 * e},${100 * t}`).join(" ");
}
customElements.define("ring-guard-mask-board", lt);
// src/elements/masks-page.ts
var dt = /* @__PURE__ */ new Set(["image/jpeg", "image/png"]), ft = {
	move: "tool_move",
	rectangle: "tool_rectangle",
	polygon: "tool_polygon"
}, pt = {
	move: "help_move",
	rectangle: "help_rectangle",
	polygon: "help_polygon"
}, mt = {
	recording: "picture_recording",
	camera: "picture_camera"
}, ht = class extends q {
	static {
		this.properties = {
			...q.properties,
			cameras: { state: !0 },
			chosen: { state: !0 },
			drafts: { state: !0 },
			seen: { state: !0 },
			selected: { state: !0 },
			tool: { state: !0 },
			corners: { state: !0 },
			said: { state: !0 }
		};
	}
	static {
		this.styles = [
			W,
			ze,
			o`
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
    `
		];
	}
	constructor() {
		super(), this.cameras = null, this.chosen = null, this.drafts = /* @__PURE__ */ new Map(), this.seen = /* @__PURE__ */ new Map(), this.selected = null, this.tool = "move", this.corners = 0, this.said = null;
	}
	firstUpdated() {
		this.load();
	}
	updated(e) {
		e.has("tool") && this.board?.begin();
	}
	render() {
		let { words: e } = this.page, t = this.camera;
		return j`
      <h2>${e.say("masks")}</h2>
      <p class="quiet">${e.say("masks_hint")}</p>
      ${this.cameras && this.cameras.length === 0 ? j`<p class="card quiet">${e.say("masks_no_camera")}</p>` : N}
      ${t ? j`${this.choosing()} ${this.work(t)}` : this.refusal()}
    `;
	}
	get board() {
		return this.renderRoot.querySelector("ring-guard-mask-board");
	}
	get camera() {
		return this.cameras?.find((e) => e.id === this.chosen);
	}
	masksOf(e) {
		return this.drafts.get(e.id) ?? Ye(e.masks);
	}
	choosing() {
		return j`
      <label>
        ${this.page.words.say("masks_camera")}
        <select id="camera" @change=${(e) => this.choose(e.target.value)}>
          ${this.cameras?.map((e) => j`<option value=${e.id} ?selected=${e.id === this.chosen}>${e.name}</option>`)}
        </select>
      </label>
    `;
	}
	work(e) {
		let { words: t } = this.page, n = this.masksOf(e), r = this.seen.get(e.id);
		return j`
      <div class="work">
        <div class="picture">
          ${this.tools(n)}
          <ring-guard-mask-board
            .page=${this.page}
            .picture=${r?.url ?? null}
            .masks=${n}
            .selected=${this.selected}
            .tool=${this.tool}
            @selected=${(e) => this.selected = e.detail}
            @changed=${(e) => this.put(n.map((t, n) => n === e.detail.index ? e.detail.mask : t))}
            @made=${(e) => this.add(n, e.detail)}
            @opened=${(e) => this.corners = e.detail}
            @removed=${(e) => this.drop(n, e.detail)}
            @stopped=${() => this.tool = "move"}
            @broken=${() => this.see(e.id, {
			url: null,
			hint: t.say("picture_none")
		})}
          ></ring-guard-mask-board>
          <p class="quiet small" id="hint">${r?.hint ?? t.say("loading")}</p>
        </div>
        <div class="list">${this.list(n)} ${this.saving(e, n)}</div>
      </div>
    `;
	}
	tools(e) {
		let { words: t } = this.page, n = e.length >= 16;
		return j`
      <div class="row" role="group" aria-label=${t.say("tools")}>
        ${Object.keys(ft).map((e) => j`
            <button
              id=${e}
              aria-pressed=${e === this.tool ? "true" : "false"}
              ?disabled=${n && e !== "move"}
              @click=${() => this.take(e)}
            >
              ${t.say(ft[e])}
            </button>
          `)}
        ${this.tool === "polygon" ? j`<button id="finish" class="main" ?disabled=${this.corners < 3} @click=${() => this.board?.finish()}>
              ${t.say("finish_shape")}
            </button>` : N}
      </div>
      <p class="small" role="status">${t.say(n ? "masks_full" : pt[this.tool])}</p>
    `;
	}
	list(e) {
		let { words: t } = this.page;
		return e.length === 0 ? j`<p class="card quiet">${t.say("masks_none")}</p>` : j`<ol aria-label=${t.say("masks")}>
      ${e.map((t, n) => this.item(e, t, n))}
    </ol>`;
	}
	item(e, t, n) {
		let { words: r } = this.page, i = (r) => this.put(e.map((e, i) => i === n ? {
			...t,
			...r
		} : e));
		return j`
      <li class=${n === this.selected ? "chosen" : ""} @focusin=${() => this.selected = n}>
        <label>
          ${r.say("mask_name")}
          <input
            name="name"
            maxlength="80"
            .value=${t.name}
            @input=${(e) => i({ name: e.target.value })}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            name="always"
            .checked=${t.always}
            @change=${(e) => i({ always: e.target.checked })}
          />
          ${r.say("mask_always")}
        </label>
        ${this.use(t)}
        <div class="row">
          <button class="danger" name="remove" @click=${() => this.drop(e, n)}>${r.say("mask_remove")}</button>
        </div>
      </li>
    `;
	}
	use(e) {
		let { words: t } = this.page;
		return e.rules.length > 0 ? j`<p class="warning small">${t.say("mask_rules", { rules: e.rules.join(", ") })}</p>` : e.always ? N : j`<p class="quiet small">${t.say("mask_unused")}</p>`;
	}
	saving(e, t) {
		let { words: n } = this.page, r = this.drafts.has(e.id), i = tt(t);
		return j`
      ${i ? j`<p class="warning" role="status">${n.say(i)}</p>` : N}
      <div class="row">
        <button id="save" class="main" ?disabled=${!r || i !== null || this.busy} @click=${() => this.save(e, t)}>
          ${n.say("save")}
        </button>
        <button id="undo" ?disabled=${!r || this.busy} @click=${() => this.undo(e)}>${n.say("undo")}</button>
      </div>
      ${this.refusal()}
      <p role="status">${this.said ?? (r ? n.say("unsaved") : N)}</p>
    `;
	}
	choose(e) {
		this.chosen = e, this.selected = null, this.tool = "move", this.said = null, this.corners = 0, this.seen.has(e) || this.look(e);
	}
	take(e) {
		this.corners = 0, this.selected = null, e === this.tool && this.board?.begin(), this.tool = e;
	}
	put(e) {
		this.chosen && (this.said = null, this.drafts = new Map(this.drafts).set(this.chosen, e));
	}
	add(e, t) {
		let n = et(e, (e) => this.page.words.say("mask_new", { number: e }));
		this.put([...e, {
			id: null,
			name: n,
			always: !0,
			points: t,
			rules: [],
			corners: null
		}]), this.selected = e.length, this.tool = "move", this.corners = 0, this.page.announce(this.page.words.say("mask_called", { name: n }));
	}
	drop(e, t) {
		this.selected = null, this.put(e.filter((e, n) => n !== t));
	}
	undo(e) {
		this.forget(e), this.selected = null, this.load();
	}
	load() {
		return this.attempt(async () => {
			this.cameras = await this.page.ask({ type: "ring_guard/masks" });
			let e = this.cameras[0];
			!this.camera && e && this.choose(e.id);
		});
	}
	see(e, t) {
		this.seen = new Map(this.seen).set(e, t);
	}
	async look(e) {
		let { words: t, clock: n, feed: r } = this.page;
		if (!r.may_answer || r.mode === "lockdown") this.see(e, {
			url: null,
			hint: t.say(r.may_answer ? "picture_locked" : "picture_for_approvers")
		});
		else try {
			let r = await this.page.ask({
				type: "ring_guard/picture",
				camera: e
			});
			if (!r || !dt.has(r.type)) {
				this.see(e, {
					url: null,
					hint: t.say("picture_none")
				});
				return;
			}
			let i = t.say(mt[r.source], { time: n.moment(r.at) });
			this.see(e, {
				url: `data:${r.type};base64,${r.image}`,
				hint: i
			});
		} catch (n) {
			this.see(e, {
				url: null,
				hint: t.failure(n)
			});
		}
	}
	save(e, t) {
		return this.attempt(async () => {
			let n = {
				type: "ring_guard/save_masks",
				camera: e.id,
				mark: e.mark,
				masks: nt(t)
			};
			await this.page.ask(n), this.cameras = await this.page.ask({ type: "ring_guard/masks" }), this.forget(e), this.said = this.page.words.say("masks_saved");
		});
	}
	forget(e) {
		let t = new Map(this.drafts);
		t.delete(e.id), this.drafts = t;
	}
};
customElements.define("ring-guard-masks", ht);
// src/elements/mode-card.ts
var gt = [
	"policy",
	"ask",
	"lockdown"
], _t = {
	policy: "to_policy",
	ask: "to_ask",
	lockdown: "to_lockdown"
}, vt = class extends q {
	static {
		this.styles = W;
	}
	render() {
		let { words: e, feed: t } = this.page;
		return j`
      <section class="card" aria-labelledby="mode">
        <h2 id="mode">${e.say("mode")}</h2>
        <p class=${t.mode === "lockdown" ? "problem" : N}>${e.word("mode", t.mode)}</p>
        ${t.mode_entity ? j`<div class="row">${this.buttons()}</div>` : N}
        ${this.refusal()}
        <p class="quiet small">${e.say(t.may_answer ? "mode_hint" : "mode_hint_others")}</p>
      </section>
    `;
	}
	buttons() {
		let { words: e, feed: t } = this.page, n = gt.findIndex((e) => e === t.mode);
		return [...gt].reverse().filter((e) => e !== t.mode && (t.may_answer || gt.indexOf(e) > n)).map((t) => j`
          <button
            id=${t}
            class=${t === "lockdown" ? "danger" : N}
            ?disabled=${this.busy}
            @click=${() => this.choose(t)}
          >
            ${e.say(_t[t])}
          </button>
        `);
	}
	async choose(e) {
		await this.attempt(async () => {
			await this.page.setMode(e), this.page.announce(this.page.words.word("mode", e));
		});
	}
};
customElements.define("ring-guard-mode", vt);
// src/choice.ts
var yt = 60;
function bt(e, t) {
	let n = e.offer.window ?? e.window, r = n?.seconds ?? yt, i = new Set($(e, t).map((e) => e.id)), a = Math.min(r, xt(e, i.size) ?? Infinity);
	return {
		start: n ? Date.parse(n.start) : null,
		seconds: a,
		cameras: i,
		touched: e.offer.window !== null && a < r
	};
}
function $(e, t) {
	return e.offer.cameras ?? e.terms.cameras ?? t.cameras;
}
function xt(e, t) {
	let { longest_clip: n, longest_total: r } = e.terms, i = [
		n,
		r === null ? null : Math.floor(r / Math.max(1, t) * 10) / 10,
		e.window?.seconds ?? null
	].filter((e) => e !== null);
	return i.length > 0 ? Math.min(...i) : null;
}
function St(e, t) {
	return e.window ? Math.max(0, Math.floor(e.window.seconds - t)) : 0;
}
function Ct(e, t, n) {
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
function wt(e, t) {
	if (e.start === null) return "choice_no_start";
	if (!(e.seconds >= .1)) return "choice_too_short";
	let { window: n, terms: r } = t;
	if (r.longest_clip !== null && e.seconds > r.longest_clip) return "choice_too_long";
	let i = e.start + e.seconds * 1e3;
	if (n && (e.start < Date.parse(n.start) || i > Date.parse(n.end))) return "choice_outside";
	if (e.cameras.size === 0) return "choice_no_camera";
	let { longest_total: a } = r;
	return a !== null && e.seconds * e.cameras.size > a ? "choice_total_too_long" : null;
}
function Tt(e, t) {
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
// src/elements/bring-form.ts
var Et = class extends q {
	static {
		this.properties = {
			...q.properties,
			request: { attribute: !1 },
			file: { state: !0 },
			trail: { state: !0 },
			said: { state: !0 }
		};
	}
	static {
		this.styles = [
			W,
			G,
			o`
      .body {
        display: flex;
        flex-direction: column;
        gap: 12px;
        margin-top: 8px;
      }
      label {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      ul {
        display: flex;
        flex-direction: column;
        gap: 4px;
        padding: 0;
        list-style: none;
      }
      summary {
        padding: 6px 0;
      }
      .items button {
        text-align: start;
        border-radius: 12px;
      }
    `
		];
	}
	constructor() {
		super(), this.file = null, this.trail = [], this.said = null;
	}
	render() {
		let { words: e } = this.page, t = this.cameras();
		return t.length === 0 ? N : j`
      <details id="bring">
        <summary>${e.say("bring")}</summary>
        <div class="body">
          <p class="quiet small">${e.say("bring_hint")}</p>
          ${this.place(t)} ${this.upload()} ${this.browser()}
          <div role="status">
            ${this.busy ? j`<p>${e.say("bring_working")}</p>` : N} ${this.said ? j`<p>${this.said}</p>` : N}
          </div>
          ${this.refusal()}
        </div>
      </details>
    `;
	}
	cameras() {
		let e = new Set($(this.request, this.page.feed).map((e) => e.id));
		return this.page.feed.cameras.filter((t) => t.by_hand && e.has(t.id));
	}
	place(e) {
		let { words: t } = this.page;
		return j`
      <label>
        ${t.say("bring_camera")}
        <select id="hand">
          ${e.map((e) => j`<option value=${e.id}>${e.name}</option>`)}
        </select>
      </label>
      <label>
        ${t.say("bring_start")}
        <input id="begins" type="datetime-local" step="1" aria-describedby="begins-hint" />
        <span id="begins-hint" class="quiet small">${t.say("bring_start_hint")}</span>
      </label>
    `;
	}
	upload() {
		let { words: e } = this.page;
		return j`
      <label>
        ${e.say("bring_file")}
        <input
          id="file"
          type="file"
          accept="video/*,.mkv,.ts"
          @change=${(e) => this.file = e.target.files?.[0] ?? null}
        />
      </label>
      <div class="row">
        <button id="upload" class="main" ?disabled=${this.busy || !this.file} @click=${this.send}>
          ${e.say("bring_upload")}
        </button>
      </div>
    `;
	}
	browser() {
		let { words: e } = this.page, t = this.trail.at(-1);
		return j`
      <details
        id="media"
        @toggle=${(e) => e.target.open && !t && this.look("")}
      >
        <summary>${e.say("media")}</summary>
        ${this.trail.length > 1 ? j`<button id="back" ?disabled=${this.busy} @click=${() => this.trail = this.trail.slice(0, -1)}>
              ${e.say("media_back")}
            </button>` : N}
        ${t ? this.items(t) : N}
      </details>
    `;
	}
	items(e) {
		let { words: t } = this.page, n = (e.children ?? []).filter((e) => e.can_expand || Dt(e));
		return n.length === 0 ? j`<p class="quiet">${t.say("media_empty")}</p>` : j`<ul class="items">
      ${n.map((e) => {
			let n = J(e.title);
			return j`<li>
          <button ?disabled=${this.busy} @click=${() => e.can_expand ? this.look(e.media_content_id) : this.use(e)}>
            <bdi>${e.can_expand ? `${n} ›` : t.say("media_use", { name: n })}</bdi>
          </button>
        </li>`;
		})}
    </ul>`;
	}
	async look(e) {
		await this.attempt(async () => {
			let t = await this.page.ask({
				type: "media_source/browse_media",
				media_content_id: e
			});
			this.trail = [...this.trail, t];
		});
	}
	async send() {
		let { file: e } = this;
		e && await this.attempt(async () => {
			this.said = null;
			let t = new URLSearchParams({
				name: e.name,
				...this.stated()
			}), n = [this.request.request_id, this.camera()].map(encodeURIComponent).join("/");
			this.taken(await this.page.upload(`/api/ring_guard/footage/${n}?${t}`, e));
		});
	}
	async use(e) {
		await this.attempt(async () => {
			this.said = null;
			let t = {
				request_id: this.request.request_id,
				camera: this.camera(),
				media_content_id: e.media_content_id
			};
			this.taken(await this.page.call("use_media", {
				...t,
				...this.stated()
			}));
		});
	}
	camera() {
		return this.renderRoot.querySelector("#hand")?.value ?? "";
	}
	stated() {
		let e = this.renderRoot.querySelector("#begins")?.value ?? "", t = this.page.clock.instant(e, null);
		return t === null ? {} : { start: new Date(t).toISOString() };
	}
	taken({ start: e, end: t }) {
		let { words: n, clock: r, feed: i } = this.page, a = i.cameras.find((e) => e.id === this.camera())?.name ?? "";
		this.said = n.say("bring_taken", {
			camera: a,
			span: r.span(e, t)
		});
	}
};
function Dt(e) {
	return e.can_play && (e.media_class === "video" || e.media_content_type.startsWith("video"));
}
customElements.define("ring-guard-bring", Et);
// src/elements/call-back-form.ts
var Ot = ["agency", "person"], kt = [
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
	"neighbour"
], At = class extends q {
	static {
		this.properties = {
			...q.properties,
			request: { attribute: !1 },
			ready: { state: !0 }
		};
	}
	static {
		this.styles = [
			W,
			G,
			o`
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
    `
		];
	}
	constructor() {
		super(), this.ready = !1;
	}
	render() {
		let { words: e } = this.page;
		return j`
      <details id="call">
        <summary>${e.say("call_back")}</summary>
        <p class="quiet small">${e.say("call_back_hint")}</p>
        <div class="fields" @input=${() => this.ready = this.value("number").trim() !== "" && this.value("name").trim() !== ""}>
          <label>
            ${e.say("call_back_number")}
            <input id="number" type="tel" maxlength="40" autocomplete="off" />
          </label>
          <label>
            ${e.say("call_back_name")}
            <input id="name" maxlength="120" autocomplete="off" />
          </label>
          <label>
            ${e.say("call_back_party")}
            <select id="party">
              ${Ot.map((t) => j`<option value=${t}>${e.word("confirmed_by", t)}</option>`)}
            </select>
          </label>
          <label>
            ${e.say("call_back_level")}
            <select id="level">
              <option value="">${e.say("call_back_unknown")}</option>
              ${kt.map((t) => j`<option value=${t}>${e.word("level", t)}</option>`)}
            </select>
          </label>
        </div>
        <div class="row">
          <button id="note" class="main" ?disabled=${this.busy || !this.ready} @click=${this.note}>
            ${e.say("call_back_note")}
          </button>
        </div>
        ${this.busy ? N : this.refusal()}
      </details>
    `;
	}
	value(e) {
		return this.renderRoot.querySelector(`#${e}`)?.value ?? "";
	}
	async note() {
		let e = this.value("level"), t = {
			number: this.value("number").trim(),
			name: this.value("name").trim(),
			confirmed_by: this.value("party")
		};
		await this.attempt(async () => {
			await this.page.call("record_call_back", {
				request_id: this.request.request_id,
				...t,
				...e === "" ? {} : { level: e }
			}), this.page.announce(this.page.words.say("done"));
		});
	}
};
customElements.define("ring-guard-call-back", At);
// src/leaving.ts
function jt(e, t, n, r, i) {
	let { words: a, clock: o } = e, s = n.map((e) => e.name ?? a.say("removed_camera")), c = `${o.span(r, r + i * 1e3)} (${o.length(i)})`;
	return [
		...s,
		c,
		...Mt(e, t, n)
	].join(", ");
}
function Mt(e, t, n) {
	let { words: r } = e, { sound: i, masks: a, most_lines: o } = t.terms, s = new Set(n.map((e) => e.id)), c = a.filter((e) => s.has(e.camera_id)).length;
	return [
		r.say(i ? "with_sound" : "limit_sound_off"),
		...c > 0 ? [c === 1 ? r.say("one_mask") : r.say("some_masks", { count: c })] : [],
		...o === null ? [] : [r.say("limit_lines", { lines: o })]
	];
}
// src/elements/choice-form.ts
var Nt = class extends z {
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
		this.styles = [W, o`
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
		e.has("request") && this.request.offer.mark !== this.mark && (this.mark = this.request.offer.mark, this.pick(bt(this.request, this.page.feed)));
	}
	render() {
		let { words: e } = this.page;
		return j`
      <fieldset>
        <legend>${e.say("choose")}</legend>
        ${this.start()} ${this.length()} ${this.slider()} ${this.cameras()} ${this.result()}
      </fieldset>
    `;
	}
	start() {
		let { words: e, clock: t } = this.page, { window: n } = this.request;
		return j`
      <label>
        ${e.say("start")}
        <input
          id="start"
          type="datetime-local"
          step="1"
          min=${n ? t.wall(Date.parse(n.start)) : N}
          max=${n ? t.wall(Date.parse(n.end)) : N}
          .value=${this.choice.start === null ? "" : t.wall(this.choice.start)}
          @change=${this.startTyped}
        />
      </label>
    `;
	}
	length() {
		let { words: e, clock: t } = this.page, n = xt(this.request, this.choice.cameras.size);
		return j`
      <label>
        ${e.say("seconds")}
        <input
          id="seconds"
          type="number"
          inputmode="decimal"
          min="1"
          step="any"
          max=${n ?? N}
          .value=${String(this.choice.seconds)}
          aria-describedby="most"
          @change=${this.secondsTyped}
        />
        <span id="most" class="quiet small">
          ${n === null ? N : e.say("at_most", { length: t.length(n) })}
        </span>
      </label>
    `;
	}
	slider() {
		let { window: e } = this.request, t = St(this.request, this.choice.seconds);
		if (!e || t < 1 || this.choice.start === null) return N;
		let { words: n, clock: r } = this.page, i = Math.round((this.choice.start - Date.parse(e.start)) / 1e3);
		return j`
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
		let { words: e } = this.page, t = $(this.request, this.page.feed);
		return j`
      <fieldset class="cameras wide">
        <legend>${e.say("cameras")}</legend>
        ${t.map((t) => j`
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
        ${t.length === 0 ? j`<p>${e.say("no_camera")}</p>` : N}
      </fieldset>
    `;
	}
	result() {
		let { words: e, feed: t } = this.page, { start: n, seconds: r, cameras: i } = this.choice, a = wt(this.choice, this.request);
		if (a || n === null) return j`<p class="warning wide">${e.say(a ?? "choice_no_start")}</p>`;
		let o = $(this.request, t).filter((e) => i.has(e.id)), s = jt(this.page, this.request, o, n, r);
		return j`<p id="leaves" class="wide">${e.say("leaves", { what: s })}</p>`;
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
		this.pick(Ct(this.choice, Number(t), this.request));
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
customElements.define("ring-guard-choice", Nt);
// src/elements/clip-player.ts
var Pt = class extends q {
	static {
		this.properties = {
			clip: { attribute: !1 },
			source: { state: !0 },
			small: { state: !0 }
		};
	}
	static {
		this.styles = [
			W,
			G,
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
		super(), this.source = null, this.small = !1;
	}
	render() {
		let { words: e, clock: t } = this.page, n = this.clip.camera.name ?? e.say("removed_camera"), r = e.say("clip_of", {
			camera: n,
			length: t.length(this.clip.seconds)
		});
		return j`
      <div class="row">
        <span>${r}</span>
        ${this.source ? N : j`<button id="watch" class="main" ?disabled=${this.busy} @click=${this.watch}>${e.say("watch")}</button>`}
        <button id="download" @click=${this.download}>${e.say("download")}</button>
      </div>
      ${this.lacking(t).map((e) => j`<p class="warning">${e}</p>`)}
      <div role="status">
        ${this.busy && this.clip.held ? j`<p class="quiet">${e.say("getting_ready")}</p>` : N}
        ${this.source && this.small ? j`<p class="quiet small">${e.say("shown_small")}</p>` : N}
      </div>
      ${this.source ? j`<video
            controls
            autoplay
            playsinline
            src=${this.source}
            aria-label=${r}
            @error=${this.broken}
          ></video>` : N}
      ${this.refusal()}
    `;
	}
	lacking(e) {
		let { gaps: t = [], notes: n = [] } = this.clip, r = t.map((t) => e.span(t.start, t.end)).join("; ");
		return [...r ? [this.page.words.say("clip_partial", { gaps: r })] : [], ...n];
	}
	async watch() {
		await this.attempt(async () => {
			let { path: e } = this.clip;
			this.clip.held && ({path: e, small: this.small} = await this.page.ask({
				type: "ring_guard/watch_hold",
				...this.clip.held
			})), this.source = await this.page.sign(e);
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
customElements.define("ring-guard-clip", Pt);
// src/elements/hold-card.ts
var Ft = 24, It = class extends z {
	static {
		this.properties = {
			page: { attribute: !1 },
			hold: { attribute: !1 },
			request_id: { attribute: !1 },
			open: { state: !0 }
		};
	}
	static {
		this.styles = [W, G];
	}
	constructor() {
		super(), this.open = !1;
	}
	render() {
		let { words: e, feed: t } = this.page, { files: n, problems: r } = this.hold, i = t.may_answer && t.mode !== "lockdown" ? n.slice(0, Ft) : [];
		return j`
      ${n.length > 0 ? j`<p>${e.say("held", { count: n.length })}</p>` : N}
      ${r.length > 0 ? j`<p class="warning">${e.say("not_held", { problems: r.map((e) => e.replace(/\.$/, "")).join("; ") })}</p>` : N}
      ${i.length > 0 ? j`<details
            id="held"
            @toggle=${(e) => this.open = e.target.open}
          >
            <summary>${e.say("look_at_held")}</summary>
            ${this.open ? i.map((e) => j`<ring-guard-clip .page=${this.page} .clip=${this.asClip(e)}></ring-guard-clip>`) : N}
          </details>` : N}
    `;
	}
	asClip(e) {
		let t = `${e.camera.name ?? ""} ${this.page.clock.moment(e.start)}`.trim(), n = {
			request_id: this.request_id,
			file: e.file
		};
		return {
			camera: {
				id: e.camera.id,
				name: t
			},
			seconds: e.seconds,
			path: e.path,
			size: 0,
			sha256: "",
			held: n
		};
	}
};
customElements.define("ring-guard-hold", It);
// src/elements/release-card.ts
var Lt = 3600, Rt = 720, zt = 20, Bt = class extends q {
	static {
		this.properties = {
			request: { attribute: !1 },
			handed: { state: !0 },
			way: { state: !0 }
		};
	}
	static {
		this.styles = [
			W,
			G,
			K,
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
      .fields > * {
        max-width: 100%;
      }
    `
		];
	}
	constructor() {
		super(), this.handed = null, this.way = "link";
	}
	render() {
		let { release: e, state: t } = this.request, { may_answer: n, mode: r } = this.page.feed;
		return j`
      ${e ? this.leaving(e) : N}
      ${!e && t === "ready" && n && r !== "lockdown" ? this.form() : N}
      ${this.handed && e ? this.once(this.handed) : N}
      ${this.refusal()}
    `;
	}
	leaving(e) {
		let { words: t, clock: n } = this.page;
		if (e.way === "saved" || !e.ends) return j`<p>${t.say("saved_hint")}</p>${this.links()}`;
		let r = this.request.state === "ready", i = {
			time: n.moment(e.ends),
			count: e.fetches.length,
			allowed: e.fetches_allowed
		};
		return j`
      ${r ? j`<p>${t.say("opens_at", { time: n.moment(e.opens) })}</p>` : N}
      <p>${t.say("link_counts", i)}</p>
      ${e.fetches.map((e) => j`<p class="quiet small">${t.say("fetched", {
			time: n.moment(e.at),
			address: e.address
		})}</p>`)}
      <div class="row">
        <button id="revoke" class="danger" ?disabled=${this.busy} @click=${this.revoke}>${t.say("revoke")}</button>
      </div>
    `;
	}
	form() {
		let { words: e } = this.page, { terms: t } = this.request, n = t.link_life === null ? Rt : t.link_life / Lt, r = t.fetches ?? zt, i = this.request.clips.reduce((e, t) => e + t.seconds, 0), a = [e.say("clips_in_all", {
			count: this.request.clips.length,
			length: this.page.clock.length(i)
		}), ...Mt(this.page, this.request, this.request.clips.map((e) => e.camera))].join(", ");
		return j`
      <h4>${e.say("release")}</h4>
      <p>${e.say("release_leaves", { what: a })}</p>
      <div class="fields">
        <label>
          ${e.say("release_way")}
          <select id="way" @change=${(e) => this.way = e.target.value}>
            ${["link", "saved"].map((t) => j`<option value=${t} ?selected=${t === this.way}>${e.word("way", t)}</option>`)}
          </select>
        </label>
        ${this.way === "link" ? j`
              ${this.number("hours", e.say("release_hours"), n, "0.1")}
              ${this.number("fetches", e.say("release_fetches"), r, "1")}
              <label class="check"><input id="phrase" type="checkbox" /> ${e.say("release_phrase")}</label>
            ` : N}
        <button id="release" class="main" ?disabled=${this.busy} @click=${this.release}>${e.say("release")}</button>
      </div>
      ${this.way === "saved" ? this.links() : N}
      <p class="quiet small">${e.say("release_hint")}</p>
    `;
	}
	number(e, t, n, r) {
		return j`
      <label>
        ${t}
        <input id=${e} type="number" inputmode="decimal" min=${r} max=${n} step=${r} .value=${String(n)} />
      </label>
    `;
	}
	once(e) {
		let { words: t } = this.page, n = e.link ?? e.link_path;
		return n ? j`
      <div class="card" role="status">
        <p>${t.say("link_once")}</p>
        <p>${t.say("link_is")} <code id="link">${n}</code></p>
        ${e.link ? N : j`<p class="warning">${t.say("no_outside_address")}</p>`}
        ${e.pass_phrase ? j`<p>${t.say("phrase_is")} <code id="told">${e.pass_phrase}</code></p>` : N}
      </div>
    ` : j``;
	}
	links() {
		let { links: e } = this.request;
		return e.length === 0 ? N : j`
      <p>${this.page.words.say("upload_links")}</p>
      ${e.map((e) => j`<p><code class="stranger" dir="ltr">${J(e)}</code></p>`)}
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
customElements.define("ring-guard-release", Bt);
// src/elements/request-facts.ts
var Vt = 8, Ht = /* @__PURE__ */ new Set([
	"awaiting_confirmation",
	"approved",
	"granted",
	"cooling_down",
	"preparing",
	"ready",
	"released"
]), Ut = class extends z {
	static {
		this.properties = {
			page: { attribute: !1 },
			request: { attribute: !1 }
		};
	}
	static {
		this.styles = [W, o`
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
		return j`
      <dl>
        ${this.who()} ${this.what()}
        <dt>${e.say("why")}</dt>
        <dd>${this.request.reason}</dd>
        ${this.findings()} ${this.limits()} ${this.leaving()}
      </dl>
    `;
	}
	who() {
		let { words: e } = this.page, { request: t } = this, n = t.possible_levels, r = n.length >= Vt ? e.say("any_level") : e.list("level", n), i = [
			t.officer,
			t.email,
			t.phone
		].filter((e) => e !== null);
		return j`
      <dt>${e.say("how_sure")}</dt>
      <dd>${J(t.who)} <span class="quiet small">${e.word("assurance", t.assurance)}</span></dd>
      <dt>${e.say("could_be")}</dt>
      <dd>${r}</dd>
      ${this.calledBack()} ${this.strange("contact", i.join(", "))}
    `;
	}
	what() {
		let { words: e, clock: t } = this.page, { request: n } = this, { window: r } = n, i = r ? `${t.span(r.start, r.end)} (${t.length(r.seconds)})` : e.word("notification", "no_window"), a = n.incident_types ?? [];
		return j`
      <dt>${e.say("wanted_time")}</dt>
      <dd>${i}</dd>
      <dt>${e.say("wanted_cameras")}</dt>
      <dd>${n.asked_cameras ? this.cameras(n.asked_cameras) : e.say("all_cameras")}</dd>
      ${a.length > 0 ? this.fact("about", e.list("incident_type", a)) : N}
      ${this.strange("subject", n.title)} ${this.strange("reference", n.reference)}
      ${this.fact("weight", e.list("demand", n.demands))}
      ${n.reply_by ? this.fact("wished_answer", t.moment(n.reply_by)) : N}
      ${this.fact("sent_as", e.word("system", n.system))}
    `;
	}
	findings() {
		let { findings: e } = this.request;
		return e.length === 0 ? N : j`
      <dt>${this.page.words.say("noticed")}</dt>
      <dd>
        <ul>
          ${e.map((e) => j`
              <li>
                ${e.text}
                ${e.evidence ? j`<bdi class="quiet stranger" dir="auto">“${J(e.evidence)}”</bdi>` : N}
              </li>
            `)}
        </ul>
      </dd>
    `;
	}
	limits() {
		let { words: e, clock: t } = this.page, { terms: n } = this.request, r = [
			n.longest_clip === null ? "" : e.say("limit_clip", { length: t.length(n.longest_clip) }),
			n.longest_total === null ? "" : e.say("limit_total", { length: t.length(n.longest_total) }),
			e.say(n.sound ? "limit_sound_on" : "limit_sound_off"),
			n.cameras === null ? "" : e.say("limit_cameras", { cameras: this.cameras(n.cameras) }),
			n.masks.length === 0 ? "" : e.say("limit_masks", { masks: this.masks() }),
			n.most_lines === null ? "" : e.say("limit_lines", { lines: n.most_lines }),
			n.approvals > 1 ? e.say("limit_approvals", { count: n.approvals }) : "",
			n.cool_down > 0 ? e.say("limit_cool_down", { length: t.length(n.cool_down) }) : ""
		];
		return this.fact("limits", r.filter(Boolean).join("; "));
	}
	masks() {
		let { cameras: e } = this.page.feed, t = (t) => e.find((e) => e.id === t)?.name ?? this.page.words.say("removed_camera");
		return this.request.terms.masks.map((e) => `${e.name} (${t(e.camera_id)})`).join(", ");
	}
	leaving() {
		let { offer: e, terms: t } = this.request;
		if (!e.window || !Ht.has(this.request.state)) return N;
		let n = e.cameras ?? t.cameras ?? this.page.feed.cameras;
		return this.fact("leaving", jt(this.page, this.request, n, Date.parse(e.window.start), e.window.seconds));
	}
	calledBack() {
		let { words: e, clock: t, feed: n } = this.page, { call_back: r } = this.request;
		if (!r) return N;
		let i = n.people[r.by] ?? e.say("removed_person"), a = {
			name: J(r.name),
			number: J(r.number),
			by: i,
			time: t.moment(r.at)
		};
		return this.fact("called_back", e.say("called_back_fact", a));
	}
	cameras(e) {
		return e.map((e) => e.name ?? this.page.words.say("removed_camera")).join(", ") || this.page.words.say("no_camera");
	}
	fact(e, t) {
		return j`<dt>${this.page.words.say(e)}</dt>
      <dd>${t}</dd>`;
	}
	strange(e, t) {
		return t ? j`<dt>${this.page.words.say(e)}</dt>
      <dd><bdi class="stranger" dir="auto">${J(t)}</bdi></dd>` : N;
	}
};
customElements.define("ring-guard-facts", Ut);
// src/elements/request-reasons.ts
var Wt = class extends z {
	static {
		this.properties = {
			page: { attribute: !1 },
			request: { attribute: !1 }
		};
	}
	static {
		this.styles = [
			W,
			G,
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
		return j`
      <details>
        <summary>${e.say("whole_decision")}</summary>
        <p>${e.say("decision_was", { effect: e.word("effect", t.effect) })}</p>
        <h4>${e.say("reasons")}</h4>
        <ul>
          ${t.grounds.map((e) => this.ground(e))}
        </ul>
        ${t.milder.length > 0 ? j`<h4>${e.say("milder")}</h4>
              <ul>
                ${t.milder.map((e) => j`<li>${e}</li>`)}
              </ul>` : N}
        <p class="quiet small">${e.say("policy_version", { digest: t.policy.slice(0, 16) })}</p>
      </details>
      ${t.text ? j`<details>
            <summary>${e.say("message_as_it_came")}</summary>
            <p class="message stranger" dir="auto" tabindex="0">${J(t.text)}</p>
          </details>` : N}
    `;
	}
	ground(e) {
		let { words: t } = this.page, n = e.effect ? t.word("effect", e.effect) : t.say("only_limits");
		return j`<li>${e.text} <span class="quiet">(${n})</span></li>`;
	}
};
customElements.define("ring-guard-reasons", Wt);
// src/elements/request-card.ts
var Gt = /* @__PURE__ */ new Set([
	"approved",
	"granted",
	"cooling_down",
	"preparing"
]), Kt = /* @__PURE__ */ new Set(["ready", "released"]), qt = /* @__PURE__ */ new Set([
	"awaiting_confirmation",
	"cooling_down",
	"no_footage",
	"failed"
]), Jt = /* @__PURE__ */ new Set([
	"awaiting_confirmation",
	"declined",
	"expired"
]), Yt = /* @__PURE__ */ new Set([
	"declined",
	"expired",
	"no_footage",
	"failed"
]), Xt = class extends q {
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
		this.styles = [W, o`
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
		return j`
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
		return j`
      <span class="head">
        <h3 id="name">${n.claimed_name ? j`<bdi class="stranger" dir="auto">${J(n.claimed_name)}</bdi>` : e.say("nobody_named")}</h3>
        <span class="quiet small">${e.word("state", n.state)} · ${t.moment(n.received_at)}</span>
      </span>
    `;
	}
	body() {
		let { page: e, request: t } = this, { words: n } = e;
		return j`
      ${this.progress()} ${this.clips()} ${this.leaving()}
      ${t.problem ? j`<p class="problem">${t.problem}</p>` : N}
      <ring-guard-facts .page=${e} .request=${t}></ring-guard-facts>
      ${t.linked_to ? j`<p class="warning">${n.word("notification", "linked")}</p>` : N}
      ${t.repeats > 0 ? j`<p class="quiet">${n.say("repeats", { count: t.repeats })}</p>` : N}
      ${this.held()} ${this.answering()} ${this.refusal()} ${this.helping()}
      <ring-guard-reasons .page=${e} .request=${t}></ring-guard-reasons>
      ${this.changedBy()}
      <ring-guard-entry-fold .page=${e} .label=${n.say("history")} .request_id=${t.request_id}></ring-guard-entry-fold>
    `;
	}
	progress() {
		let { words: e, clock: t, feed: n } = this.page, { request: r } = this;
		if (!Gt.has(r.state)) return N;
		if (n.mode === "lockdown") return j`<p class="warning">${e.say("frozen")}</p>`;
		if (r.state === "cooling_down" && r.deadline) return j`<p>${e.say("cooling_until", { time: t.moment(r.deadline) })}</p>`;
		let i = Math.round((n.progress[r.request_id] ?? 0) * 100);
		return j`
      <label>
        ${e.say("progress", { percent: i })}
        <progress max="100" value=${i}></progress>
      </label>
    `;
	}
	clips() {
		let { words: e, feed: t } = this.page;
		return Kt.has(this.request.state) ? t.may_answer ? t.mode === "lockdown" ? j`<p class="warning">${e.say("frozen")}</p>` : j`${this.request.clips.map((e) => j`<ring-guard-clip .page=${this.page} .clip=${e}></ring-guard-clip>`)}
    ${this.request.left_out.map(({ camera: t, problem: n }) => {
			let r = {
				camera: t.name ?? e.say("removed_camera"),
				problem: n
			};
			return j`<p class="warning">${e.sentence("notification", "left_out", r)}</p>`;
		})}` : j`<p>${e.say("clips_for_approvers")}</p>` : N;
	}
	leaving() {
		return Kt.has(this.request.state) ? j`<ring-guard-release .page=${this.page} .request=${this.request}></ring-guard-release>` : N;
	}
	held() {
		let { hold: e, state: t } = this.request;
		if (!e) return N;
		let { words: n, feed: r } = this.page, i = !(t === "awaiting_confirmation" || Gt.has(t)) && r.may_answer && e.files.length > 0;
		return j`
      <ring-guard-hold .page=${this.page} .hold=${e} .request_id=${this.request.request_id}></ring-guard-hold>
      ${i ? j`<div class="row">
            ${this.button("end_hold", "danger", {})}<span class="quiet small">${n.say("end_hold_hint")}</span>
          </div>` : N}
    `;
	}
	answering() {
		let { request: e } = this, { words: t, feed: n } = this.page;
		return e.state === "awaiting_confirmation" ? this.waiting() : Gt.has(e.state) || e.state === "ready" ? j`<div class="row">${this.button("withdraw", "danger", {})}</div>` : Yt.has(e.state) && n.may_answer && n.mode !== "lockdown" ? j`<div class="row">${this.button("reopen", "", {})}<span class="quiet small">${t.say("reopen_hint")}</span></div>` : N;
	}
	helping() {
		let { page: e, request: t } = this;
		return e.feed.may_answer ? j`
      ${Jt.has(t.state) && e.feed.mode !== "lockdown" ? j`<ring-guard-call-back .page=${e} .request=${t}></ring-guard-call-back>` : N}
      ${qt.has(t.state) ? j`<ring-guard-bring .page=${e} .request=${t}></ring-guard-bring>` : N}
    ` : N;
	}
	waiting() {
		let { words: e, feed: t } = this.page, n = t.mode === "lockdown";
		return j`
      ${this.deadline()} ${this.approvals()}
      ${n ? j`<p class="warning">${e.say("frozen")}</p>` : N}
      ${t.may_answer ? j`<ring-guard-choice
            .page=${this.page}
            .request=${this.request}
            @choice=${(e) => this.choice = e.detail}
          ></ring-guard-choice>` : j`<p class="quiet">${e.say("approvers_only")}</p>`}
      <div class="row">
        ${t.may_answer ? this.approveButton(n) : N} ${this.button("decline", "danger", {})}
      </div>
    `;
	}
	approveButton(e) {
		let { choice: t, request: n } = this, r = t !== null && wt(t, n) === null && !e;
		return this.button("approve", "main", t ? Tt(t, n) : {}, !r);
	}
	deadline() {
		let { words: e, clock: t } = this.page, { deadline: n } = this.request;
		if (!n) return N;
		let r = {
			time: t.moment(n),
			distance: t.distance(n, this.now)
		};
		return j`<p>${e.say("answer_by", r)}</p>`;
	}
	approvals() {
		let { request: e } = this;
		if (e.terms.approvals < 2) return N;
		let t = {
			given: e.approvals,
			missing: e.approvals_missing
		};
		return j`<p>${this.page.words.say("approvals", t)}</p>`;
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
		return j`<p class="quiet small">${this.approvedBy()} ${s}</p>`;
	}
	button(e, t, n, r = !1) {
		return j`
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
customElements.define("ring-guard-request", Xt);
// src/feed.ts
function Zt(e, t) {
	let n = {
		type: "ring_guard/subscribe",
		language: e.language
	};
	return e.connection.subscribeMessage(t, n);
}
function Qt(e, t) {
	let n = new Map(e.requests.map((e) => [e.request_id, e.state]));
	return t.requests.filter((e) => !e.erased && n.get(e.request_id) !== e.state);
}
// src/times.ts
var $t = 6e4, en = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/, tn = class {
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
	second(e) {
		return this.exact.format(new Date(e));
	}
	span(e, t) {
		return this.exact.formatRange(new Date(e), new Date(t));
	}
	distance(e, t) {
		let n = (new Date(e).getTime() - t) / $t;
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
		let n = en.exec(e)?.slice(1).map((e) => Number(e ?? 0));
		if (!n) return null;
		let [r = 0, i = 1, a = 1, o = 0, s = 0, c = 0] = n, l = Date.UTC(r, i - 1, a, o, s, c), u = new Date(l).toISOString().slice(0, 19), d = [-24, 24].map((e) => l - this.offset(l + e * 60 * $t)), f = d.filter((e) => this.wall(e) === u), p = f.length > 0 ? f : d.slice(0, 1), m = t ?? Math.min(...p);
		return p.reduce((e, t) => Math.abs(t - m) < Math.abs(e - m) ? t : e);
	}
	offset(e) {
		let t = Math.floor(e / 1e3) * 1e3;
		return Date.parse(`${this.wall(t)}Z`) - t;
	}
}, nn = 5e3, rn = 3e4, an = 3600, on = 3, sn = /* @__PURE__ */ new Set(["received", "awaiting_confirmation"]), cn = /* @__PURE__ */ new Set([
	"approved",
	"granted",
	"cooling_down",
	"preparing"
]), ln = /* @__PURE__ */ new Set(["ready", "released"]), un = "/masks", dn = class extends z {
	static {
		this.properties = {
			hass: { attribute: !1 },
			narrow: { type: Boolean },
			route: { attribute: !1 },
			feed: { state: !0 },
			words: { state: !0 },
			stopped: { state: !0 },
			news: { state: !0 },
			now: { state: !0 }
		};
	}
	constructor() {
		super(), this.clock = null, this.drawing = !1, this.listening = 0, this.end = null, this.feed = null, this.words = null, this.stopped = !1, this.news = "", this.now = Date.now();
	}
	connectedCallback() {
		super.connectedCallback(), this.ticking = setInterval(() => this.now = Date.now(), rn), this.hasUpdated && this.listen();
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
		this.toggleAttribute("dark", n.themes?.darkMode ?? !1), (!this.clock || this.textsDiffer(t)) && (this.clock = new tn(n.language, n.config.time_zone, n.locale?.time_format)), (this.textsDiffer(t) || t?.panels?.["ring-guard"] !== n.panels?.["ring-guard"]) && this.listen();
	}
	render() {
		return j`
      <header>
        ${this.menu()}
        <h1>Ring Guard</h1>
        ${this.ways()}
      </header>
      <div class="unseen" role="status" aria-live="polite">${this.news}</div>
      ${this.content()}
    `;
	}
	menu() {
		return this.hass.kioskMode || !this.narrow && this.hass.dockedSidebar !== "always_hidden" ? N : j`
      <button class="menu" aria-label=${this.words?.say("menu") ?? "Menu"} @click=${this.toggleMenu}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path fill="currentColor" d="M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z" />
        </svg>
      </button>
    `;
	}
	ways() {
		let { words: e } = this;
		if (!e || !this.feed?.may_draw) return N;
		let t = (e, t) => j`
      <a
        href=${`${this.route?.prefix ?? ""}${e}`}
        aria-current=${e === (this.onMasks ? un : "") ? "page" : N}
        @click=${(t) => this.go(t, e)}
        >${t}</a
      >
    `;
		return j`<nav aria-label="Ring Guard">${t("", e.say("requests"))} ${t(un, e.say("masks"))}</nav>`;
	}
	get onMasks() {
		return this.route?.path === un && (this.feed?.may_draw ?? !1);
	}
	content() {
		let { words: e, clock: t, feed: n } = this;
		if (!e || !t) return j`<main></main>`;
		if (this.stopped) return j`<main><p class="card">${e.say("not_running")}</p></main>`;
		if (!n) return j`<main><p>${e.say("loading")}</p></main>`;
		let r = {
			words: e,
			clock: t,
			feed: n,
			language: this.hass.language,
			call: async (e, t) => (await this.callAction(e, t)).response,
			ask: (e) => this.hass.callWS(e),
			upload: (e, t) => this.upload(e, t),
			setMode: (e) => this.callMode(e),
			sign: (e) => this.sign(e),
			announce: (e) => this.news = e,
			settle: () => this.renderRoot.querySelector("#waiting")?.focus()
		};
		return this.drawing ||= this.onMasks, j`
      ${this.onMasks ? N : this.requests(r)}
      ${this.drawing ? j`<main class="masks" ?hidden=${!this.onMasks}><ring-guard-masks .page=${r}></ring-guard-masks></main>` : N}
    `;
	}
	requests(e) {
		let { words: t, feed: n } = e, r = n.requests.filter((e) => !e.erased);
		return j`
      <main>
        <div class="answers">
          ${n.ledger_available ? N : j`<p class="problem" role="alert">${t.say("ledger_down")}</p>`}
          ${this.section(e, "waiting", r.filter((e) => sn.has(e.state)))}
          ${this.section(e, "under_way", r.filter((e) => cn.has(e.state)))}
          ${this.section(e, "clips", r.filter((e) => ln.has(e.state)))}
        </div>
        <div class="side">
          <ring-guard-mode .page=${e}></ring-guard-mode>
          <ring-guard-ledger .page=${e}></ring-guard-ledger>
        </div>
        <div class="history">${this.history(e, n.requests.filter((e) => e.erased || ![
			sn,
			cn,
			ln
		].some((t) => t.has(e.state))))}</div>
      </main>
    `;
	}
	section(e, t, n) {
		let r = t === "waiting" ? j`<p class="card quiet">${e.words.say("nothing_waits")}</p>` : N;
		return n.length === 0 && t !== "waiting" ? N : j`
      <section aria-labelledby=${t}>
        <h2 id=${t} tabindex="-1">${e.words.say(t)}${n.length > 0 ? ` (${n.length})` : N}</h2>
        ${n.length === 0 ? r : N}
        ${U(n, (e) => e.request_id, (t, n) => j`
            <ring-guard-request
              ?folded=${n >= on}
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
		return j`
      <section aria-labelledby="history">
        <h2 id="history">${n.say("history")}</h2>
        ${t.length === 0 ? j`<p class="card quiet">${n.say("nothing_past")}</p>` : N}
        ${U(t, (e) => e.request_id, (t) => t.erased ? j`<div class="card quiet">
                  <p>${n.say("erased", { time: r.moment(t.received_at) })}</p>
                  <ring-guard-entry-fold .page=${e} .label=${n.say("history")} .request_id=${t.request_id}></ring-guard-entry-fold>
                </div>` : j`<ring-guard-request folded .page=${e} .request=${t} .now=${this.now}></ring-guard-request>`)}
        ${e.feed.requests.length > 0 ? j`<p class="quiet small">${n.say("newest_only", { count: 50 })}</p>` : N}
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
			let [t, n] = await Promise.all([He.load(this.hass), Zt(this.hass, (t) => e === this.listening && this.take(t))]);
			if (e !== this.listening) {
				await n();
				return;
			}
			this.words = t, this.end = n, this.stopped = !1;
		} catch {
			if (e !== this.listening) return;
			this.words ??= await He.load(this.hass).catch(() => null), this.stopped = !0, this.retry = setTimeout(() => void this.listen(), nn);
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
			let e = Qt(t, n).map((e) => this.newsOf(e));
			e.length > 0 && (this.news = e.join(" "));
		}
	}
	newsOf(e) {
		let t = e.claimed_name ? J(e.claimed_name) : this.words?.say("nobody_named") ?? "";
		return this.words?.say("news", {
			name: t,
			state: this.words.word("state", e.state)
		}) ?? "";
	}
	go(e, t) {
		e.ctrlKey || e.metaKey || e.shiftKey || e.button > 0 || (e.preventDefault(), history.pushState(null, "", `${this.route?.prefix ?? ""}${t}`), window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: !1 } })));
	}
	callAction(e, t) {
		return this.hass.callService("ring_guard", e, t, void 0, !1, !0);
	}
	async upload(e, t) {
		let n = await this.hass.fetchWithAuth(e, {
			method: "POST",
			body: t
		}), r = await n.json();
		if (!n.ok) throw r;
		return r;
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
			expires: an
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
		this.styles = [W, o`
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
      nav {
        display: flex;
        gap: 4px;
        margin-inline-start: auto;
        align-self: stretch;
      }
      nav a {
        display: grid;
        padding: 0 12px;
        color: inherit;
        text-decoration: none;
        place-items: center;
        border-bottom: 3px solid transparent;
        opacity: 0.8;
      }
      nav a[aria-current] {
        border-bottom-color: currentcolor;
        opacity: 1;
      }
      nav a:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }
      main.masks {
        display: block;
      }
      main[hidden] {
        display: none;
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
customElements.define("ring-guard-panel", dn);
export { dn as RingGuardPanel };
