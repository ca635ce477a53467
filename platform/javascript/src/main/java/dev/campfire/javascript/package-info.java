/**
 * Extensions in one JavaScript file each. A script sees the facade and nothing else: no Java class,
 * no file, no network, no other script.
 */
package dev.campfire.javascript;
