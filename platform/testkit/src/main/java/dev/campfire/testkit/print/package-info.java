/** Prints the contract from its records, for readers that know no Java. */
package dev.campfire.testkit.print;
