// <kept-draft data-name>: keeps what is typed until it is sent, in this tab alone, so that a lost
// connection or a forced sign-in costs nothing. With data-sent it was stored: the draft goes.
const PREFIX = "hanse-draft-";

class KeptDraft extends HTMLElement {
  connectedCallback() {
    this.key = PREFIX + this.dataset.name;
    if ("sent" in this.dataset) this.forget();
    this.form = this.querySelector("form");
    if (!this.form) return;
    if (!document.querySelector(".error-summary")) this.restore();
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("change", () => this.keep());
  }

  forget() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // nothing was kept
    }
  }

  fields() {
    return [...this.form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken");
  }

  keep() {
    const said = this.fields().map((field) => [field.name, field.value, field.checked ?? null]);
    try {
      sessionStorage.setItem(this.key, JSON.stringify(said));
    } catch {
      // storage may be switched off; the form works as any other
    }
  }

  restore() {
    let said;
    try {
      said = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    } catch {
      return;
    }
    for (const [name, value, checked] of said) {
      const field = this.fields().find(
        (one) => one.name === name && (!["checkbox", "radio"].includes(one.type) || one.value === value),
      );
      if (!field) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = checked;
      else field.value = value;
    }
  }
}

customElements.define("kept-draft", KeptDraft);
