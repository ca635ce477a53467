/** The one jar. */
package dev.campfire.dist;
