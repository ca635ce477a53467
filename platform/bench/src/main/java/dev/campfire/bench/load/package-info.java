/** The load: what is sent when, by whom, and the runs that send it. */
package dev.campfire.bench.load;
