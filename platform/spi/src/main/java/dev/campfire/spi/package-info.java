/**
 * All that a verticle sees of Campfire: how it is declared, the bus, the door to the database, the
 * clock, ids and meters. Ours and strangers' compile against this and the contract, nothing else.
 */
package dev.campfire.spi;
