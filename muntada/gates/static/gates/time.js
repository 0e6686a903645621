// How late it is by the house's clock. The tablet's own clock is not believed: what the house said
// last, and what the page has counted since, is the least it can be (`low`). The most (`high`) is
// larger where the tablet's clock has gone further, for then it slept, or its clock was moved.
const TOLERANCE = 120000, JITTER = 2000; // ms
let low = 0, high = 0, pageAt = performance.now(), clockAt = Date.now();

function tick() {
    const page = performance.now(), clock = Date.now();
    const counted = Math.max(0, page - pageAt), gone = clock - clockAt;
    pageAt = page;
    clockAt = clock;
    low += counted;
    high += gone - counted > JITTER ? gone : counted;
}

/** The house has said how late it is. */
export function heard(iso) {
    const said = Date.parse(iso);
    if (Number.isNaN(said)) return;
    tick();
    // An answer that was long under way is no step back; a house that has set its own clock right is.
    low = high = said < low - TOLERANCE ? said : Math.max(low, said);
}

/** What is kept for the next start of the page: no clock begins again before it. */
export function timeKept() {
    tick();
    return { low, high: Number.isFinite(high) ? high : null, clock: clockAt };
}

/** After a start: `asOf` is the time of the list, where nothing later is known. */
export function timeOpened(said, asOf) {
    tick();
    low = Math.max(said?.low || 0, Date.parse(asOf) || 0);
    const gone = said ? Date.now() - said.clock : Date.now() - low;
    // A clock set back while the page was closed says nothing of how long that was.
    high = gone < -JITTER || said?.high === null ? Infinity : Math.max(low, (said?.high || low) + Math.max(0, gone));
}

export function earliest() { tick(); return low; }
/** Infinity where nobody knows. */
export function latest() { tick(); return high; }
export const best = () => (Number.isFinite(latest()) ? high : low);
export const isSure = () => latest() - low <= TOLERANCE;
/** The tablet's own clock is outside what it can be. */
export const isClockWrong = () => { tick(); return Date.now() < low - TOLERANCE || Date.now() > high + TOLERANCE; };
/** When something happens now: by the tablet's clock, and what it can be by the house's. */
export function moments() {
    tick();
    const iso = (at) => new Date(at).toISOString();
    return { at: iso(Date.now()), known_at: iso(low), known_until: Number.isFinite(high) ? iso(high) : null };
}
