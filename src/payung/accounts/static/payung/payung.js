// Comfort only: everything works without this file.
"use strict";

// Dropping a file anywhere on its question puts it into the input.
function takeDrops(zone) {
  const input = zone.querySelector("input[type=file]");
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, () => zone.classList.remove("over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

// How much of an upload has gone, in words and as a bar.
function saySent(event) {
  const said = event.target.querySelector?.("[data-sending]");
  if (!said || !event.detail.lengthComputable) return;
  const { loaded, total } = event.detail;
  said.hidden = false;
  said.querySelector("progress").value = (100 * loaded) / total;
  const mb = (bytes) => (bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0).replace(".", ",");
  said.querySelector("[data-sent]").textContent = `${mb(loaded)} / ${mb(total)} MB`;
}

function settle(root) {
  document.documentElement.classList.add("js");
  root.querySelectorAll("[data-drop]").forEach(takeDrops);
  root.querySelector("[data-focus]")?.focus();
}

document.addEventListener("DOMContentLoaded", () => {
  settle(document);
  if (document.body.hasAttribute("data-print")) window.print();
});
document.addEventListener("htmx:afterSettle", (event) => settle(event.detail.elt));
document.addEventListener("htmx:xhr:progress", saySent);
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  const find = document.querySelector("[data-find]");
  if (event.key === "/" && !typing && find) { event.preventDefault(); find.focus(); }
});
