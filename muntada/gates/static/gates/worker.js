// Keeps the page of the gate and its parts, so that it opens without a network. Never an answer
// of the house: those are asked each time.
const CACHE = `gate-${HELD.version}`;
self.addEventListener("install", (event) => {
    event.waitUntil((async () => {
        const cache = await caches.open(CACHE);
        await cache.addAll(HELD.addresses.map((address) => new Request(address, { cache: "reload", credentials: "omit" })));
        await self.skipWaiting();
    })());
});
self.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
        for (const name of await caches.keys()) if (name.startsWith("gate-") && name !== CACHE) await caches.delete(name);
        await self.clients.claim();
    })());
});
self.addEventListener("fetch", (event) => {
    const { pathname } = new URL(event.request.url);
    if (event.request.method !== "GET" || !HELD.addresses.includes(pathname)) return;
    event.respondWith((async () => {
        const cache = await caches.open(CACHE);
        return (await cache.match(pathname)) || fetch(event.request);
    })());
});
