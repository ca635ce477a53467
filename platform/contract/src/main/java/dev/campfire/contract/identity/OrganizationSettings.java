package dev.campfire.contract.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.schema.Optional;
import java.util.List;

/**
 * How an organisation is set up.
 *
 * @param widgetKey public: stands in the web page that carries the widget
 * @param greeting what the widget says first
 * @param allowedOrigins which websites may carry the widget and ask from their own pages; empty:
 *     any website may carry it, none may ask from its own
 * @param identitySecretCount how many secrets for signed identities are good: 0 to 2
 * @param businessHours when it answers, where that was said
 */
public record OrganizationSettings(
    OrgId id,
    String name,
    String widgetKey,
    @Optional String greeting,
    List<String> allowedOrigins,
    int identitySecretCount,
    @Optional BusinessHours businessHours) {}
