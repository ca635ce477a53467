/** Holds what is answered and announced in integration tests against the contract's schemas. */
package dev.campfire.testkit.check;
