/** Who calls: sign-in, widget sessions and access tokens. */
package dev.campfire.contract.identity;
