/** The command line. */
package dev.campfire.host.cli;
