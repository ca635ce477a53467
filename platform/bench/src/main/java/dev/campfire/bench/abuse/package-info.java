/** A crowd that means harm, and what the honest ones notice of it: {@code bench abuse}. */
package dev.campfire.bench.abuse;
