"use strict";
// Adds to the finished page what paper cannot do: another reading laid over the pictures of the
// issues and of the months, and a filter for the table of numbers. Without it nothing is missing but these two.
(() => {
  const make = (name, text) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    return element;
  };

  const drawn = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const labelled = (words, control) => {
    const label = make("label", words);
    label.append(control);
    return label;
  };

  const issues = [...document.querySelectorAll("[data-arms]")].map((box) => {
    const said = make("p");
    said.className = "changed quiet";
    said.setAttribute("aria-live", "polite");
    box.append(said);
    return { svg: box.querySelector("svg"), said, arms: JSON.parse(box.dataset.arms), over: null };
  });

  const show = (issue, label) => {
    if (issue.over) issue.over.remove();
    issue.over = null;
    const arm = issue.arms.find((each) => each.label === label);
    issue.said.textContent = !label ? "" : arm ? arm.words : "This reading changes nothing here.";
    if (!arm) return;
    issue.over = drawn("g", { class: "over", fill: "#FFFFFF", stroke: "#AA4499", "stroke-width": 2 });
    for (const [y, low, middle, high] of arm.rows) {
      issue.over.append(drawn("line", { x1: low, x2: high, y1: y + 9, y2: y + 9 }));
      issue.over.append(drawn("circle", { cx: middle, cy: y + 9, r: 3.5 }));
    }
    for (const [dash, d] of arm.lines || []) {
      issue.over.append(drawn("path", { d, fill: "none", "stroke-dasharray": dash || "none" }));
    }
    issue.svg.append(issue.over);
  };

  const places = [...document.querySelectorAll("[data-switch]")];
  const selects = [];
  const kinds = new Map();
  for (const arm of issues.flatMap((issue) => issue.arms)) {
    if (!kinds.has(arm.kind)) kinds.set(arm.kind, new Set());
    kinds.get(arm.kind).add(arm.label);
  }
  for (const place of kinds.size ? places : []) {
    const select = make("select");
    const none = make("option", "nothing: the case as entered");
    none.value = "";
    select.append(none);
    for (const [kind, labels] of kinds) {
      const group = make("optgroup");
      group.label = kind;
      for (const label of labels) group.append(make("option", label));
      select.append(group);
    }
    select.addEventListener("change", () => {
      for (const each of selects) each.value = select.value;
      for (const issue of issues) show(issue, select.value);
    });
    selects.push(select);
    place.append(labelled("Lay over the pictures:", select));
    place.hidden = false;
  }

  const filter = document.querySelector("[data-filter]");
  if (filter) {
    const input = make("input");
    input.type = "search";
    const rows = [...document.querySelectorAll("table.evidence tbody tr")];
    const groups = [...document.querySelectorAll("#evidence details")];
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
      for (const group of groups) group.open = Boolean(wanted) && Boolean(group.querySelector("tbody tr:not([hidden])"));
    });
    filter.append(labelled("Show only rows with:", input));
    filter.hidden = false;
  }
})();
