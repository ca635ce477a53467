/**
 * The marks on record components that say what JSON alone cannot: what may be absent, how long a
 * text, how large a number. The reader of requests obeys them and the printers show them.
 */
package dev.campfire.contract.schema;
