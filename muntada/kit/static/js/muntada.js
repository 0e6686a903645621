// Small comforts; every page works without them.
"use strict";
const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
        const box = document.querySelector("[data-search]");
        const link = document.querySelector('[data-key="/"]');
        if (box) { event.preventDefault(); box.focus(); } else if (link) { event.preventDefault(); link.click(); }
    } else if (event.key === "?") {
        document.getElementById("keys")?.showModal();
    } else if (event.key === "n" || event.key === "N") {
        const main = document.querySelector("main .primary");
        if (main) { event.preventDefault(); main.focus(); if (main.tagName === "A") main.click(); }
    } else if (event.key === "j" || event.key === "k") {
        const rows = [...document.querySelectorAll("tbody tr a:first-of-type")]
            .filter((link, n, all) => all.findIndex((other) => other.closest("tr") === link.closest("tr")) === n);
        const here = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
        rows[Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)))]?.focus();
    }
});

document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    for (const menu of document.querySelectorAll("details.menu[open]"))
        if (!menu.contains(event.target)) menu.open = false;
    const sure = event.target.closest("[data-sure]");
    if (sure && !window.confirm(sure.dataset.sure)) event.preventDefault();
});

// Nothing typed is lost by leaving by mistake.
for (const form of document.querySelectorAll("main form[method=post]:not([data-quick])")) {
    let touched = false;
    form.addEventListener("input", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
}
document.querySelector("main [role=alert]")?.focus();

// A filter applies itself a moment after typing stops, and the reader goes on typing where they were.
for (const form of document.querySelectorAll("form[data-filters]")) {
    let later;
    form.addEventListener("input", (event) => {
        clearTimeout(later);
        sessionStorage.setItem("typing", event.target.id);
        later = setTimeout(() => form.requestSubmit(), event.target.matches("select, [type=checkbox]") ? 0 : 500);
    });
    const left = document.getElementById(sessionStorage.getItem("typing") || "-");
    sessionStorage.removeItem("typing");
    if (left && form.contains(left)) {
        left.focus({ preventScroll: true });
        if (left.type === "search") left.setSelectionRange(left.value.length, left.value.length);
    }
}
