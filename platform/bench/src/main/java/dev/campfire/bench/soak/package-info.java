/** {@code bench soak}: whether a server that is talked to for long keeps what it need not. */
package dev.campfire.bench.soak;
