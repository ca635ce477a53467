/** The configuration: one file with every key, a user's file over it, the environment over both. */
package dev.campfire.host.config;
