// Makes the page smoother; everything works without it.
(() => {
  const root = document.documentElement;

  const button = document.querySelector("[data-theme-button]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept */ }
    });
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-copy]");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.dataset.copy);
      await navigator.clipboard.writeText(await answer.text());
      const status = document.querySelector("[data-copy-status]");
      if (status) status.textContent = link.dataset.copied;
      const words = link.textContent;
      link.textContent = link.dataset.copied;
      setTimeout(() => { link.textContent = words; }, 1600);
    } catch {
      location.href = link.href;
    }
  });

  // A slider over days since 1970 moves the field of the same meaning; the form does the rest.
  const showSliders = () => {
    for (const each of document.querySelectorAll("[data-slider]")) each.hidden = false;
  };
  showSliders();
  document.addEventListener("htmx:afterSwap", showSliders);
  document.addEventListener("input", (event) => {
    const field = document.getElementById(event.target.dataset?.sets ?? "");
    if (field) field.value = new Date(event.target.value * 864e5).toISOString().slice(0, 10);
  });

  // A day can be typed, also in part; the calendar beside the field is for those with a pointer.
  const addPickers = () => {
    for (const box of document.querySelectorAll("[data-day]")) {
      if (box.querySelector(".picker")) continue;
      const field = box.querySelector("input"), picker = document.createElement("input");
      picker.type = "date";
      picker.className = "picker";
      picker.tabIndex = -1;
      picker.ariaHidden = "true";
      picker.value = field.value;
      picker.addEventListener("change", (event) => {
        event.stopPropagation();
        field.value = picker.value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
      box.append(picker);
    }
  };
  addPickers();
  document.addEventListener("htmx:afterSwap", addPickers);

  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  // A file that is chosen or dropped is sent as it is; the page that comes back takes this one's place.
  const form = document.querySelector("form[data-drop]");
  if (form) {
    const label = form.querySelector("[data-file]");
    const picker = label.querySelector("input");
    label.hidden = false;
    const check = async (file) => {
      if (!file) return;
      const address = new URL(form.action);
      const day = form.elements.date.value;
      if (day) address.searchParams.set("date", day);
      const answer = await fetch(address, {
        method: "POST", body: file, headers: { "content-type": "application/octet-stream" },
      });
      for (const each of document.querySelectorAll("form[data-drop] ~ section")) each.remove();
      if (answer.headers.get("content-type").startsWith("text/html")) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        form.after(...page.querySelectorAll("form[data-drop] ~ section"));
      } else {
        const told = document.createElement("section");
        told.className = "note conflicts";
        told.setAttribute("role", "alert");
        told.textContent = (await answer.json()).detail;
        form.after(told);
      }
    };
    picker.addEventListener("change", () => check(picker.files[0]));
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dropping"); });
    form.addEventListener("dragleave", () => form.classList.remove("dropping"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dropping");
      check(event.dataTransfer.files[0]);
    });
  }
})();
