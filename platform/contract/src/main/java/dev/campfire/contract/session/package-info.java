/** What a socket says about itself: who is on it, and what it listens to. */
package dev.campfire.contract.session;
