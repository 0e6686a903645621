// Drafts are kept as one types; the text stands in its own direction, the page around it in its own.
"use strict";
for (const form of document.querySelectorAll("form[data-drafts]")) {
    const words = form.querySelector("[data-dir]"), kept = form.querySelector("[data-kept]");
    for (const box of words.querySelectorAll("input:not([type=hidden]), textarea")) box.dir = words.dataset.dir;
    let later, busy = false, again = false;
    const save = async () => {
        if (busy) { again = true; return; }
        busy = true;
        try {
            const answer = await fetch(form.dataset.drafts, { method: "POST", body: new FormData(form) });
            const said = await answer.json();
            kept.textContent = said.sentence;
            if (answer.ok) form.elements.edits.value = said.edits;
            else again = false;
        } catch { kept.textContent = ""; }
        busy = false;
        if (again) { again = false; save(); }
    };
    form.addEventListener("input", () => { clearTimeout(later); later = setTimeout(save, 1500); });
    form.addEventListener("submit", () => clearTimeout(later));
}
