/**
 * What holds between organisations when a statement forgets them: each statement of the product is
 * run without its organisation, against a database that two share.
 */
package dev.campfire.dist.tenancy;
