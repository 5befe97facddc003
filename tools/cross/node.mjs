// Runs a WebAssembly module of `tools/cross/wasm` in Node.js.
//
//   node node.mjs hashes MODULE SEEDS BYTES       prints the lines of `tools/levels`
//   node node.mjs speed MODULE TEXT               prints megabytes a second of three functions for a text
import { readdirSync, readFileSync } from 'node:fs';

const [task, path, input, bytes] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
const wasm = instance.exports;

// Copies bytes to the memory of the module, and returns their address and length.
function pass(data) {
    const address = wasm.allocate(data.length);
    new Uint8Array(wasm.memory.buffer, address, data.length).set(data);
    return [address, data.length];
}

if (task === 'hashes') {
    const names = readdirSync(input).filter(name => name.endsWith('.txt')).sort();
    const seeds = names.map(name => readFileSync(`${input}/${name}`, 'utf8')).join('\0');
    const result = wasm.hashes(...pass(Buffer.from(seeds)), Number(bytes));
    const lines = new Uint8Array(wasm.memory.buffer, Number(result >> 32n), Number(result & 0xFFFFFFFFn));
    process.stdout.write(Buffer.from(lines));
} else {
    // The text is repeated to at least 1 MiB, and cut into documents of about 64 KiB, each of whole lines.
    const once = readFileSync(input).subarray(0, 4 << 20);
    const all = Buffer.concat(Array(Math.ceil((1 << 20) / once.length)).fill(once));
    const [address] = pass(all);
    const documents = [];
    for (let start = 0; start < all.length;) {
        const end = all.lastIndexOf(10, start + 65536) + 1;
        if (end <= start) break;
        documents.push([address + start, end - start]);
        start = end;
    }
    const length = documents.reduce((sum, document) => sum + document[1], 0);
    for (const name of ['normalize', 'tokens', 'sentences']) {
        const rates = [];
        for (let round = 0; round < 12; round++) {
            const start = process.hrtime.bigint();
            for (const document of documents) wasm[name](...document);
            rates.push(length / 1e6 / (Number(process.hrtime.bigint() - start) / 1e9));
        }
        // The first two rounds run before the engine has optimized the code.
        const median = rates.slice(2).sort((a, b) => a - b)[5];
        console.log(`${name} ${median.toFixed(0)}`);
    }
}
