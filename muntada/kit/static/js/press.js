// Drafts are kept as one types; the text stands in its own direction, the page around it in its own.
"use strict";
for (const form of document.querySelectorAll("form[data-drafts]")) {
    const words = form.querySelector("[data-dir]"), kept = form.querySelector("[data-kept]");
    for (const box of words.querySelectorAll("input:not([type=hidden]), textarea")) box.dir = words.dataset.dir;
    const typed = () => form.elements.headline.value + "\n" + form.elements.body.value;
    let safe = typed(), later, saving = null, leaving = false;
    // A page that comes back with an error holds words that are nowhere else.
    if (form.querySelector(".note.bad")) safe = null;
    const save = async () => {
        const sent = typed();
        try {
            const answer = await fetch(form.dataset.drafts, { method: "POST", body: new FormData(form), keepalive: sent.length < 15000 });
            const said = await answer.json();
            kept.textContent = said.sentence;
            kept.classList.toggle("error", !answer.ok);
            if (answer.ok) { form.elements.edits.value = said.edits; safe = sent; }
        } catch {
            kept.textContent = kept.dataset.lost;
            kept.classList.add("error");
            later = setTimeout(begin, 5000);
        }
        saving = null;
    };
    // One at a time, so that nobody is told that somebody else was here when it was they.
    const begin = async () => {
        clearTimeout(later);
        if (saving) await saving;
        if (typed() !== safe && !saving) saving = save();
        return saving;
    };
    form.addEventListener("input", () => { clearTimeout(later); later = setTimeout(begin, 1500); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) begin(); });
    window.addEventListener("beforeunload", event => { if (!leaving && typed() !== safe) event.preventDefault(); });
    form.addEventListener("submit", async event => {
        clearTimeout(later);
        if (saving) {
            event.preventDefault();
            await saving;
            form.requestSubmit();
        } else leaving = true;
    });
}
