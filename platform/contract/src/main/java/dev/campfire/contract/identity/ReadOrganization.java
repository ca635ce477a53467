package dev.campfire.contract.identity;

/** The caller's organisation, as it is set up. */
public record ReadOrganization() {}
