// A hand scanner types like a keyboard: with Caps Lock, or on another language's keys. The same
// rule as muntada/accreditation/keyboards.py, which says why.
const PREFIX = "MB:";
const BEGINS = /^[m,?ьμмצة’](b|и|β|б|נ|لا|لآ)/u;
const WHOLE = 134;
const FRENCH_NUMBER = /^(?=.*[&é"'(è_çà])[0-9a-z&é"'(è_çà,?;]{12}$/u;

export function folded(code) {
    const said = code.trim();
    return said.slice(0, PREFIX.length).toUpperCase() === PREFIX ? said.toUpperCase() : said;
}

export function isOfAnotherKeyboard(code) {
    const said = code.trim().toLowerCase();
    if (said.startsWith(PREFIX.toLowerCase())) return false;
    if (said.length >= 120 && said.length <= 160 && BEGINS.test(said)) return true;
    if (said.length === WHOLE && /[^\u0000-\u007f]/u.test(said)) return true;
    return FRENCH_NUMBER.test(said);
}
