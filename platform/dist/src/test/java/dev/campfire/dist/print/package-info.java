/** Prints the contract for machines, OpenAPI 3.1 and AsyncAPI 3.0, and holds the printed files. */
package dev.campfire.dist.print;
