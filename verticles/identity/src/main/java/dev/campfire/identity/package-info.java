/**
 * Who calls: agents sign in with a password, visitors of a website come through its widget, and
 * every access token is made and checked here. Start with {@link
 * dev.campfire.identity.IdentityCommands}.
 */
package dev.campfire.identity;
