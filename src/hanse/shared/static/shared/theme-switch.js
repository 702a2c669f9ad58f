// <theme-switch>: a button that walks through system, light and dark, remembered on this device.
const KEY = "hanse-theme";
const THEMES = ["system", "light", "dark"];
const ICONS = { system: "sun-moon", light: "sun", dark: "moon" };

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "system";
  } catch {
    return "system"; // storage may be switched off
  }
}

function apply(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "theme-button";
    this.button.addEventListener("click", () => this.next());
    this.append(this.button);
    this.show(remembered());
  }

  next() {
    const theme = THEMES[(THEMES.indexOf(remembered()) + 1) % THEMES.length];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // not remembered, still applied to this page
    }
    apply(theme);
    this.show(theme);
  }

  show(theme) {
    this.button.setAttribute("aria-label", this.dataset[theme]);
    this.button.title = this.dataset[theme];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${this.dataset.icons}#${ICONS[theme]}`);
    svg.append(use);
    this.button.replaceChildren(svg);
  }
}

apply(remembered());
customElements.define("theme-switch", ThemeSwitch);
