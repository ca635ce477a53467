/** Who is there, who may be asked, and who types. */
package dev.campfire.contract.presence;
