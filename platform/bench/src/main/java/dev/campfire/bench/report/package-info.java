/** What a run found, as figures, as a table for people and as JSON for programs. */
package dev.campfire.bench.report;
