/** The process: it reads the configuration, opens bus and database, and runs modules. */
package dev.campfire.host;
