// Turns a plain field into a combobox with a list of suggestions (WAI-ARIA, "list autocomplete with
// manual selection"). Without this script the field takes any name as it is.
(() => {
  const WAIT = 120;
  let serial = 0;

  const upgrade = (box) => {
    const field = box.querySelector("input");
    if (!field || field.role === "combobox") return;
    const list = document.createElement("ul");
    const said = document.createElement("span");
    list.id = `${field.id}-list-${(serial += 1)}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.parentElement.querySelector("label")?.textContent ?? "");
    list.hidden = true;
    said.className = "unseen";
    said.setAttribute("role", "status");
    box.append(list, said);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);

    let at = -1, timer = 0, asked = 0;
    const options = () => [...list.children];

    const close = () => {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };

    const choose = (option) => {
      field.value = option.dataset.name;
      close();
      field.focus();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const move = (to) => {
      const every = options();
      if (!every.length) return;
      every[at]?.setAttribute("aria-selected", "false");
      at = (to + every.length) % every.length;
      every[at].setAttribute("aria-selected", "true");
      every[at].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", every[at].id);
    };

    const show = async () => {
      const mine = (asked += 1);
      const lang = new URLSearchParams(location.search).get("lang");
      const query = new URLSearchParams({ q: field.value.trim(), ...(lang && { lang }) });
      const found = await fetch(`${box.dataset.combobox}?${query}`).then((answer) => answer.json(), () => []);
      if (mine !== asked || document.activeElement !== field) return;
      list.replaceChildren(...found.map((each, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.name = each.name;
        option.append(each.name);
        const id = document.createElement("span");
        id.className = "quiet";
        id.append(each.id);
        option.append(id);
        return option;
      }));
      at = -1;
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(Boolean(found.length)));
      field.removeAttribute("aria-activedescendant");
      said.textContent = box.dataset.count.replace("{n}", found.length);
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown") { isOpen ? move(at + 1) : show(); event.preventDefault(); }
      else if (event.key === "ArrowUp" && isOpen) { move(at < 0 ? -1 : at - 1); event.preventDefault(); }
      else if (event.key === "Enter" && isOpen && at >= 0) { choose(options()[at]); event.preventDefault(); }
      else if (event.key === "Escape" && isOpen) { close(); event.preventDefault(); }
      else if (event.key === "Tab") close();
    });
    field.addEventListener("blur", () => { asked += 1; close(); });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
  };

  const upgradeAll = () => document.querySelectorAll("[data-combobox]").forEach(upgrade);
  upgradeAll();
  document.addEventListener("htmx:afterSwap", upgradeAll);
})();
