/** PostgreSQL: its embedded server, its migrations and the one door through which verticles go. */
package dev.campfire.host.database;
