/**
 * The refusal table: everything that each address and each route of the contract refuses, provoked
 * over the bus and over HTTP before the whole product. How a row is added stands at {@link
 * dev.campfire.dist.refusals.Rows}.
 */
package dev.campfire.dist.refusals;
