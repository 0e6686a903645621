// What the device keeps: sealed with a key that the browser does not hand out, and wiped at once
// when the desk shuts the device out.
const NAME = "muntada-gate";
let opened;

const PATIENCE = 3000; // ms: a browser that wakes up may never answer, and a guard waits for it

/** What does not answer in time has failed; `late` is called where it did. */
function inTime(work, late = () => {}) {
    let timer;
    const over = new Promise((_resolve, reject) => {
        timer = setTimeout(() => { late(); reject(new Error("storage")); }, PATIENCE);
    });
    return Promise.race([work, over]).finally(() => clearTimeout(timer));
}

function database() {
    opened ??= inTime(new Promise((resolve, reject) => {
        const asked = indexedDB.open(NAME, 1);
        asked.onupgradeneeded = () => { asked.result.createObjectStore("kept"); asked.result.createObjectStore("queue"); };
        asked.onsuccess = () => {
            const closed = () => { opened = undefined; };
            asked.result.onversionchange = () => { asked.result.close(); closed(); };
            asked.result.onclose = closed;
            resolve(asked.result);
        };
        asked.onerror = () => reject(asked.error);
    })).catch((error) => { opened = undefined; throw error; });
    return opened;
}

async function begun(store, mode) {
    // A connection that the system closed behind the page's back is opened once more.
    try { return (await database()).transaction(store, mode, { durability: "strict" }); } catch {
        opened = undefined;
        return (await database()).transaction(store, mode, { durability: "strict" });
    }
}

async function ask(store, mode, work) {
    const transaction = await begun(store, mode);
    const done = new Promise((resolve, reject) => {
        const asked = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error || new Error("storage"));
    });
    // Given up is undone: a scan shown as a stop is not told as an admission later.
    return inTime(done, () => { try { transaction.abort(); } catch { /* it is over */ } });
}

async function key() {
    const found = await ask("kept", "readonly", (store) => store.get("key"));
    if (found) return found;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await ask("kept", "readwrite", (store) => store.put(made, "key"));
    return made;
}

async function seal(thing) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(thing));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain) };
}

async function unseal(said) {
    if (!said) return null;
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: said.iv }, await key(), said.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
}

export const keep = async (name, thing) => {
    const sealed = await seal(thing);
    await ask("kept", "readwrite", (store) => store.put(sealed, name));
};
export const kept = async (name) => unseal(await ask("kept", "readonly", (store) => store.get(name)));

/** A scan judged here, safe on the disk before the guard sees the verdict. */
export const queue = async (scan) => {
    const sealed = await seal(scan);
    await ask("queue", "readwrite", (store) => store.put(sealed, scan.id));
};
export const waiting = () => ask("queue", "readonly", (store) => store.count());
export async function queued(most) {
    const rows = await ask("queue", "readonly", (store) => store.getAll(null, most));
    return Promise.all(rows.map(unseal));
}
export const forget = async (ids) => ask("queue", "readwrite", (store) => {
    let last;
    for (const id of ids) last = store.delete(id);
    return last ?? {};
});

export async function wipe() {
    (await database()).close();
    opened = undefined;
    await new Promise((resolve) => {
        const asked = indexedDB.deleteDatabase(NAME);
        asked.onsuccess = asked.onerror = asked.onblocked = resolve;
    });
}

/** Throws where this device cannot keep anything: written, and read back. */
export async function tryKeeping() {
    const mark = crypto.randomUUID();
    await keep("probe", mark);
    if ((await kept("probe")) !== mark) throw new Error("storage");
}
