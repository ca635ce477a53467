/** JSON in and out: strict reading of what strangers send, one form of writing. */
package dev.campfire.host.json;
