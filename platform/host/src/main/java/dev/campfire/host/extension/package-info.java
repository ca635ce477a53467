/**
 * Verticles from outside: files in a folder of a running node, each deployed when it comes, anew
 * when it changes, and undeployed when it goes. Each has a thread of its own, so that one that
 * blocks keeps nobody waiting but those who ask it.
 */
package dev.campfire.host.extension;
