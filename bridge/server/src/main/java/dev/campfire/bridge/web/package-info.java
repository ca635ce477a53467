/** The pages: dashboard, widget and sample shop, served from memory. */
package dev.campfire.bridge.web;
