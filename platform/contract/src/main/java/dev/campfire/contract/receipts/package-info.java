/** How far each reader of a conversation has got. */
package dev.campfire.contract.receipts;
