/** Typed ids. On the wire each is a UUID in its canonical lowercase form (RFC 9562). */
package dev.campfire.contract.id;
