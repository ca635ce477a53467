/**
 * The whole front door under a fuzzer: what a stranger's bytes reach, over connections of loopback.
 * The capabilities behind it answer every request that is one with an example.
 */
package dev.campfire.bridge.fuzz;
