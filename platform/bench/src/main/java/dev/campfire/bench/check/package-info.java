/**
 * What the contract promises about messages, held against what was seen: nothing lost, nothing
 * twice, one order. Pure: no sockets, no time.
 */
package dev.campfire.bench.check;
