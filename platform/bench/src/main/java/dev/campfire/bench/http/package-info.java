/**
 * What the HTTP API takes: everything that a program asks by turns ({@code bench api}), and pages
 * of history of a filled database ({@code bench history}).
 */
package dev.campfire.bench.http;
