// What the device keeps: sealed with a key that the browser does not hand out, and wiped at once
// when the desk shuts the device out.
const NAME = "muntada-gate";
let opened;

function database() {
    opened ??= new Promise((resolve, reject) => {
        const asked = indexedDB.open(NAME, 1);
        asked.onupgradeneeded = () => { asked.result.createObjectStore("kept"); asked.result.createObjectStore("queue"); };
        asked.onsuccess = () => {
            asked.result.onversionchange = () => { asked.result.close(); opened = undefined; };
            resolve(asked.result);
        };
        asked.onerror = () => reject(asked.error);
    });
    return opened;
}

async function ask(store, mode, work) {
    const transaction = (await database()).transaction(store, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
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
