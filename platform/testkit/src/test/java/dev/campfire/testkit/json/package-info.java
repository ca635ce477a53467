/** Targets of the fuzzer among the readers of strangers' JSON. */
package dev.campfire.testkit.json;
