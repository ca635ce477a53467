/**
 * Receipts: how far each reader of a conversation has got, as two marks that only grow. They are
 * gathered in memory and written together.
 */
package dev.campfire.receipts;
